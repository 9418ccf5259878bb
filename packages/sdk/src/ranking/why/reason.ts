import type { ItemContent, RankedItem, Reason } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import { freshness } from '../features/freshness.ts'
import { levelOf } from '../features/levels.ts'
import { applyDial } from '../rules/dial.ts'
import type { LeaveOut } from './leave-out.ts'
import { Relatedness } from './relatedness.ts'
import { smallestSet } from './smallest-set.ts'

/**
 * Number of places by which a cause must raise an item in order to be named as the reason for its place. It is one in
 * the top ten, where every place matters, and three further down.
 */
export const MATTERS = { first: 10, among: 1, below: 3 }
/** Freshness above which an item may be called new. Freshness falls to this value after four days. */
const NEW = 0.25
/** Maximum number of events that are named, because readers wouldn't read more. */
const NAMED = 3
/** An item within this many places of its position on the page counts as placed by the editors. */
const NEAR = 1
/** Settings with the variety rules turned off. */
const NO_VARIETY = { calibration: 0, diversity: 0, exploration: 0, maxRun: 0 }

/** The highest place at which a reader would notice that the item has moved down. */
const noticed = (place: number) => place + (place < MATTERS.first ? MATTERS.among : MATTERS.below)
const matters = (place: number, without: number) => without >= noticed(place)

/** Number of places that count as the top of a list: ten, or the upper half of a short list. */
export const firstOf = (items: number): number => Math.min(MATTERS.first, Math.ceil(items / 2))

/**
 * The events that keep an item in its place. Without them, the item would leave the top places or be noticeably lower.
 */
export interface Needed {
  readonly events: readonly Evidence[]
  /** Number of first places. */
  readonly first: number
  /** The item's place without them. */
  readonly without: number
}

const cache = new WeakMap<LeaveOut, Relatedness>()

function relatednessOf(all: LeaveOut): Relatedness {
  const known = cache.get(all) ?? new Relatedness(all.input)
  cache.set(all, known)
  return known
}

/**
 * The smallest set of events without which an item would leave the top places. If there is no such set, this is the
 * related event whose removal would lower the item most, provided that it would lower the item by enough places.
 */
export function neededFor(all: LeaveOut, c: number): Needed | undefined {
  const first = firstOf(all.ranking.items.length)
  const place = all.outcome.places[c]!
  const item = all.input.candidates[c]!
  const placeWithout = (events: readonly Evidence[]) => all.without(events).places[c]!
  const set = smallestSet(all, c, first)
  if (set) return { events: set, first, without: placeWithout(set) }
  // `positive` is already sorted by weight, and sorting it by effect is stable. If two events have equal effects, the
  // one with the higher weight is therefore named.
  const [best] = all.input.history.positive
    .filter((event) => event.item !== item.id && relatednessOf(all).isRelated(item, event))
    .map((event) => ({ events: [event], first: noticed(place), without: all.withoutOne(event).places[c]! }))
    .sort((a, b) => b.without - a.without)
  return best && matters(place, best.without) ? best : undefined
}

/**
 * The reason for an item's place. A cause is named only if the item would move by enough places ({@link MATTERS}) if
 * this cause alone were removed.
 */
export function reasonFor(all: LeaveOut, c: number, needed: Needed | undefined): Reason {
  const { rule } = all.ranking.items.find(({ from }) => from === c)!
  if (rule === 'pinned') return { why: 'editors' }
  if (rule === 'sensitive') return { why: 'sensitive' }
  return (
    ownHistoryReason(all, c, rule) ??
    (rule === 'exploration' ? varietyReason(all, c) : undefined) ??
    editReason(all, c) ??
    eventReason(all, c, needed) ??
    dismissalReason(all, c) ??
    varietyReason(all, c) ??
    priorReason(all, c) ??
    coReadingReason(all, c) ??
    interestsReason(all, c) ??
    pageReason(all, c)
  )
}

/** What the reader did with this item, if that moved the item down. */
function ownHistoryReason(all: LeaveOut, c: number, rule: RankedItem['rule']): Reason | undefined {
  if (rule !== 'read' && rule !== 'seen' && rule !== 'dismissed') return undefined
  return all.withoutOwn(c).places[c]! < all.outcome.places[c]! ? { why: rule } : undefined
}

/** States that the reader raised or lowered the item's topic, if that made a difference. */
function editReason(all: LeaveOut, c: number): Reason | undefined {
  const { topic } = all.input.candidates[c]!
  const level = levelOf(all.input.history.levels, topic)
  if (!topic || !level) return undefined
  const place = all.outcome.places[c]!
  const without = all.withoutLevel(topic).places[c]!
  if (level > 0) return matters(place, without) ? { why: 'raised', topic, without } : undefined
  return matters(without, place) ? { why: 'lowered', topic, without } : undefined
}

/** One to three related events, if removing only these would lower the item; if not, the item's topic. */
function eventReason(all: LeaveOut, c: number, needed: Needed | undefined): Reason | undefined {
  const item = all.input.candidates[c]!
  const { positive } = all.input.history
  const named = (needed?.events ?? [])
    .filter((event) => positive.includes(event) && event.item !== item.id && relatednessOf(all).isRelated(item, event))
    .slice(0, NAMED)
  if (named.length) {
    // The set may also contain unrelated or dismissed events, so check that the named events are sufficient on their
    // own.
    const without = all.without(named).places[c]!
    const [event, ...others] = named.map((each) => all.ref(each))
    if (matters(all.outcome.places[c]!, without))
      return { why: 'event', event: event!, events: [event!, ...others], without }
  }
  const ofTopic = item.topic ? positive.filter(({ topic }) => topic === item.topic) : []
  if (!ofTopic.length) return undefined
  const without = all.without(ofTopic).places[c]!
  if (!matters(all.outcome.places[c]!, without)) return undefined
  return { why: 'topic', topic: item.topic!, events: ofTopic.map((event) => all.ref(event)), without }
}

/** A related dismissal without which the item would be placed higher. */
function dismissalReason(all: LeaveOut, c: number): Reason | undefined {
  const item = all.input.candidates[c]!
  const { dismissed } = all.input.history
  const [best] = all.events
    .filter((event) => dismissed.includes(event) && relatednessOf(all).isRelated(item, event))
    .map((event) => ({ event: all.ref(event), without: all.withoutOne(event).places[c]! }))
    .sort((a, b) => a.without - b.without)
  return best && matters(best.without, all.outcome.places[c]!) ? { why: 'hidden', ...best } : undefined
}

/** The variety rules, if the item would be lower without them. */
function varietyReason(all: LeaveOut, c: number): Reason | undefined {
  const { rules } = all.input
  const plain = { ...applyDial(rules), demoteRead: rules?.demoteRead !== false, ...NO_VARIETY }
  return matters(all.outcome.places[c]!, all.under(plain, false).places[c]!) ? { why: 'different' } : undefined
}

/** The item's own popularity and date. Effects of other items' popularity and dates are not attributed to this item. */
function priorReason(all: LeaveOut, c: number): Reason | undefined {
  const { candidates, now } = all.input
  const place = all.outcome.places[c]!
  const item = candidates[c]!
  const without = (...names: Array<'popularity' | 'published'>) => all.withoutFields(c, ...names).places[c]!
  const isPopular = item.popularity !== undefined && item.popularity >= meanPopularity(candidates)
  const isNew = freshness(item.published, now) >= NEW
  const popular = isPopular ? without('popularity') : place
  const fresh = isNew ? without('published') : place
  const both = isPopular && isNew ? without('popularity', 'published') : place
  // Name both if each matters on its own, or if they only matter in combination.
  if (matters(place, both) && matters(place, popular) === matters(place, fresh))
    return { why: 'popular', isNew, without: both }
  if (matters(place, popular) && popular >= fresh) return { why: 'popular', isNew: false, without: popular }
  return matters(place, fresh) ? { why: 'new', without: fresh } : undefined
}

function meanPopularity(candidates: readonly ItemContent[]): number {
  const known = candidates.flatMap(({ popularity }) => popularity ?? [])
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

/** The reason “readers of the same items also read this”, if the item would rank lower without that signal. */
function coReadingReason(all: LeaveOut, c: number): Reason | undefined {
  if (!all.input.coReading) return undefined
  const without = all.withoutCoReading().places[c]!
  return matters(all.outcome.places[c]!, without) ? { why: 'coReading', without } : undefined
}

/** The reader's interests as a whole, if none of the other reasons applies. */
function interestsReason(all: LeaveOut, c: number): Reason | undefined {
  const { items } = all.ranking
  const { positive } = all.input.history
  const taste = ({ parts: { interest, topics, seen, habits } }: RankedItem) => interest + topics + seen + habits
  const mean = items.reduce((sum, each) => sum + taste(each), 0) / items.length
  const item = all.input.candidates[c]!
  const isRelated = (event: Evidence) => event.item !== item.id && relatednessOf(all).isRelated(item, event)
  const own = items.find(({ from }) => from === c)!
  // If the item's taste score is only average, the item rose because others fell. If the item isn't similar to any
  // particular event, its similarity is noise.
  if (!(taste(own) > mean && positive.some(isRelated))) return undefined
  const without = all.without(positive).places[c]!
  return matters(all.outcome.places[c]!, without) ? { why: 'interests', without } : undefined
}

/**
 * The page's own order, if the item is at or next to its place in that order; otherwise, no particular reason.
 * Creatives have no page order.
 */
const pageReason = ({ fit, outcome }: LeaveOut, c: number): Reason => ({
  why: !fit && Math.abs(outcome.places[c]! - c) <= NEAR ? 'editors' : 'mixed',
})
