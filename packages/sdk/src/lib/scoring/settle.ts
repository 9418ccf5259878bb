/** The rules that look at places, the last of all: one function for the ranking and for the head snippet, so that both give one order. */

import { stepIn } from './fold-step.ts'

export interface PlaceRules {
  /** How far the reader's order counts against the page's own: 0 is the page's, 1 the reader's. */
  readonly strength: number
  /** Items of one topic in a row at most; 0 is no limit. */
  readonly maxRun: number
  /** Places that an item may move from the page's own order at most; 0 is no limit. */
  readonly displacement: number
}

/** What the rules ask of an item. */
export interface Settling {
  /** With the step in it (`lib/scoring/fold-step.ts`): best first is the order before these rules. */
  readonly score: number
  readonly topic?: string | undefined
}

/** Between steps, more than any place; a topic's row that is full costs less than a step, and more than any place. */
const STEP = 1e6
const FULL = 1e4
const NEVER = 1e9

/**
 * Breaking items first, in the page's order; the others by the mean of their place on the page and their place in the ranking,
 * weighed by `strength`, ties in the page's order; dismissed ones last. From the top, a place goes to the item whose last
 * chance it is; else to the best of those that may stand there, one of another topic where a topic has had its share. What was
 * read doesn't come forward for that, unless it competes anyway, at a strength below 1. The bound on moves always holds, since each
 * place is the last chance of one item at most: it comes before the limit on runs.
 *
 * @param page in the page's own order, without what is pinned
 */
export function settle<T extends Settling>(page: readonly T[], rules: PlaceRules): T[] {
  if (rules.maxRun || rules.displacement) return settleByPlace(page, rules)
  // Nothing to hold: the same order, without looking at every item for every place.
  return keyed(page, rules)
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** Fills one place after another: slower, since it looks at every waiting item for each. */
function settleByPlace<T extends Settling>(page: readonly T[], rules: PlaceRules): T[] {
  const { strength, maxRun, displacement } = rules
  const most = displacement || NEVER
  const waiting = keyed(page, rules)
  let run = 0
  let last: unknown
  return page.map((_, place) => {
    const cost = ({ home, key, topic }: (typeof waiting)[number]) =>
      home + most <= place
        ? -NEVER
        : home - most > place
          ? NEVER
          : topic === last && strength && maxRun && run >= maxRun
            ? key + FULL
            : key
    const next = waiting.reduce((best, each) => (cost(each) < cost(best) ? each : best))
    waiting.splice(waiting.indexOf(next), 1)
    run = next.topic === last ? run + 1 : 1
    last = next.topic
    return next.item
  })
}

/** By `key` they would stand as they do where nothing is to be held. */
function keyed<T extends Settling>(page: readonly T[], { strength }: PlaceRules) {
  const ranked = [...page].sort((a, b) => b.score - a.score)
  return page.map((item, home) => {
    const step = stepIn(item.score)
    return {
      item,
      home,
      topic: item.topic || home,
      key: home + strength * (ranked.indexOf(item) - home) + STEP * (strength < 1 && step === 1 ? 0 : step),
    }
  })
}
