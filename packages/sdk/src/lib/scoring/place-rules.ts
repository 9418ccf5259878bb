/**
 * The rules about places, which are applied last. The ranking and the head snippet share them, so that both produce the
 * same order.
 */

import { BREAKING } from './rule-step.ts'

export interface PlaceRules {
  /** Weight of the reader's order relative to the page's own: 0 keeps the page's order, 1 uses the reader's. */
  readonly strength: number
  /** Maximum number of consecutive items with the same topic; 0 means no limit. */
  readonly maxRun: number
  /** Maximum distance between an item and its place on the page; 0 means no limit. */
  readonly displacement: number
}

/** The item properties that the rules use. */
export interface PlacedItem {
  readonly score: number
  /**
   * The step that a rule assigned to the item (`lib/scoring/rule-step.ts`). Items are sorted by step, then by score.
   */
  readonly step: number
  readonly topic?: string | undefined
}

/**
 * Costs, so far apart that each outweighs all smaller ones: a step outweighs a full run of a topic, which in turn
 * outweighs any number of places.
 */
const STEP = 1e6
const FULL = 1e4
const NEVER = 1e9

/**
 * Orders a list under the rules. Breaking items come first, in the page's order; dismissed items come last; the others
 * are sorted by the mean, weighted by `strength`, of their place on the page and their place in the ranking; ties keep
 * the page's order.
 *
 * Places are then filled from the top. If an item can't move any further down, it gets the place. Otherwise, the best
 * item that is allowed there gets it or, once a topic's run has reached the limit, the best item of another topic. A
 * read item doesn't move up to break a run unless it competes with unread ones anyway (`strength` below 1). The limit
 * on displacement always holds, because each place is the last possible one for at most one item. This limit takes
 * precedence over the limit on runs.
 *
 * @param page items in the page's own order, without pinned ones
 */
export function applyPlaceRules<T extends PlacedItem>(page: readonly T[], rules: PlaceRules): T[] {
  if (rules.maxRun || rules.displacement) return assignPlaces(page, rules)
  // Without limits on runs and displacement, plain sorting is faster and gives the same order.
  return keyed(page, rules)
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** Fills the places one by one. This is slower, because every waiting item is considered for each place. */
function assignPlaces<T extends PlacedItem>(page: readonly T[], rules: PlaceRules): T[] {
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

/**
 * Items with the sort key that determines their order when no limit applies. Breaking items come first, whatever their
 * scores.
 */
function keyed<T extends PlacedItem>(items: readonly T[], { strength }: PlaceRules) {
  const isBreaking = ({ step }: T) => step === BREAKING
  const page = [...items.filter(isBreaking), ...items.filter((item) => !isBreaking(item))]
  const ranked = [...page].sort((a, b) => a.step - b.step || (isBreaking(a) ? 0 : b.score - a.score))
  return page.map((item, home) => ({
    item,
    home,
    topic: item.topic || home,
    key: home + strength * (ranked.indexOf(item) - home) + STEP * (strength < 1 && item.step === 1 ? 0 : item.step),
  }))
}
