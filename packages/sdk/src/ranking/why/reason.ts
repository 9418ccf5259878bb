import type { ItemContent, RankedItem, Reason } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import { freshness } from '../features/freshness.ts'
import { levelOf } from '../features/levels.ts'
import { dialled } from '../rules/dial.ts'
import { Kinship } from './kinship.ts'
import type { LeaveOut } from './leave-out.ts'
import { smallestSet } from './smallest-set.ts'

/**
 * Places by which something must raise an item to be its reason: one among the first ten, where each is seen, and three
 * below.
 */
export const MATTERS = { first: 10, among: 1, below: 3 }
/** Freshness, 0..1, from which on "new" may be said of an item: at four days it is this. */
const NEW = 0.25
/** Events that are named at most: who is told more reads none. */
const NAMED = 3
/** Places from the page's own within which an item stands where its editors put it. */
const NEAR = 1
/** The rules that care for variety, off. */
const NO_VARIETY = { calibration: 0, diversity: 0, exploration: 0, maxRun: 0 }

/** A place that a reader would notice an item to have lost. */
const noticed = (place: number) => place + (place < MATTERS.first ? MATTERS.among : MATTERS.below)
const matters = (place: number, without: number) => without >= noticed(place)

/** The first places of a list: ten, of a short one the upper half. */
export const firstOf = (items: number): number => Math.min(MATTERS.first, Math.ceil(items / 2))

/** What keeps an item where it is: events without which it would leave the first places, or be noticeably lower. */
export interface Needed {
  readonly events: readonly Evidence[]
  /** How many places are the first. */
  readonly first: number
  /** The place without them. */
  readonly without: number
}

const kinships = new WeakMap<LeaveOut, Kinship>()

function kinshipOf(all: LeaveOut): Kinship {
  const known = kinships.get(all) ?? new Kinship(all.input)
  kinships.set(all, known)
  return known
}

/**
 * The smallest set without which an item would leave the first places; where there is none, the event that is about the same
 * without which it would stand lowest, if by enough.
 */
export function neededFor(all: LeaveOut, c: number): Needed | undefined {
  const first = firstOf(all.ranking.items.length)
  const place = all.outcome.places[c]!
  const item = all.input.candidates[c]!
  const placeWithout = (events: readonly Evidence[]) => all.without(events).places[c]!
  const set = smallestSet(all, c, first)
  if (set) return { events: set, first, without: placeWithout(set) }
  // The heaviest first: of two that raise it alike the one that says more is named.
  const [best] = all.input.history.positive
    .filter((event) => event.item !== item.id && kinshipOf(all).isKin(item, event))
    .map((event) => ({ events: [event], first: noticed(place), without: all.withoutOne(event).places[c]! }))
    .sort((a, b) => b.without - a.without)
  return best && matters(place, best.without) ? best : undefined
}

/**
 * What makes an item stand where it does. Whatever is named was left out, that and nothing else, and the list ranked anew: it is said
 * only if the item would then stand elsewhere by enough ({@link MATTERS}).
 */
export function reasonFor(all: LeaveOut, c: number, needed: Needed | undefined): Reason {
  const { rule } = all.ranking.items.find(({ from }) => from === c)!
  if (rule === 'pinned') return { why: 'editors' }
  if (rule === 'sensitive') return { why: 'sensitive' }
  return (
    ofItself(all, c, rule) ??
    (rule === 'exploration' ? ofVariety(all, c) : undefined) ??
    ofEdit(all, c) ??
    ofEvents(all, c, needed) ??
    ofHidden(all, c) ??
    ofVariety(all, c) ??
    ofPriors(all, c) ??
    ofAll(all, c) ??
    ofPage(all, c)
  )
}

/** What the reader did with this very item put it below others. */
function ofItself(all: LeaveOut, c: number, rule: RankedItem['rule']): Reason | undefined {
  if (rule !== 'read' && rule !== 'seen' && rule !== 'dismissed') return undefined
  return all.withoutOwn(c).places[c]! < all.outcome.places[c]! ? { why: rule } : undefined
}

/** What the reader has said of the item's topic. */
function ofEdit(all: LeaveOut, c: number): Reason | undefined {
  const { topic } = all.input.candidates[c]!
  const level = levelOf(all.input.history.levels, topic)
  if (!topic || !level) return undefined
  const place = all.outcome.places[c]!
  const without = all.withoutLevel(topic).places[c]!
  if (level > 0) return matters(place, without) ? { why: 'raised', topic, without } : undefined
  return matters(without, place) ? { why: 'lowered', topic, without } : undefined
}

/** One event to three that are about the same, if without these alone it would stand lower; else the topic. */
function ofEvents(all: LeaveOut, c: number, needed: Needed | undefined): Reason | undefined {
  const item = all.input.candidates[c]!
  const { positive } = all.input.history
  const named = (needed?.events ?? [])
    .filter((event) => positive.includes(event) && event.item !== item.id && kinshipOf(all).isKin(item, event))
    .slice(0, NAMED)
  if (named.length) {
    // Of what the item needs, something else or something hidden may be a part: what is named must do it without that.
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

/** Something that was hidden, and is about the same: without it the item would stand higher. */
function ofHidden(all: LeaveOut, c: number): Reason | undefined {
  const item = all.input.candidates[c]!
  const { dismissed } = all.input.history
  const [best] = all.events
    .filter((event) => dismissed.includes(event) && kinshipOf(all).isKin(item, event))
    .map((event) => ({ event: all.ref(event), without: all.withoutOne(event).places[c]! }))
    .sort((a, b) => a.without - b.without)
  return best && matters(best.without, all.outcome.places[c]!) ? { why: 'hidden', ...best } : undefined
}

/** Without the rules that care for variety it would stand lower. */
function ofVariety(all: LeaveOut, c: number): Reason | undefined {
  const { rules } = all.input
  const plain = { ...dialled(rules), demoteRead: rules?.demoteRead !== false, ...NO_VARIETY }
  return matters(all.outcome.places[c]!, all.under(plain, false).places[c]!) ? { why: 'different' } : undefined
}

/** Its own figure and its own date: what others' do to its place is not said of it. */
function ofPriors(all: LeaveOut, c: number): Reason | undefined {
  const { candidates, now } = all.input
  const place = all.outcome.places[c]!
  const item = candidates[c]!
  const without = (...names: Array<'popularity' | 'published'>) => all.withoutFields(c, ...names).places[c]!
  const isPopular = item.popularity !== undefined && item.popularity >= meanPopularity(candidates)
  const isNew = freshness(item.published, now) >= NEW
  const popular = isPopular ? without('popularity') : place
  const fresh = isNew ? without('published') : place
  const both = isPopular && isNew ? without('popularity', 'published') : place
  // Both are told where both raise it, or neither does without the other.
  if (matters(place, both) && matters(place, popular) === matters(place, fresh))
    return { why: 'popular', isNew, without: both }
  if (matters(place, popular) && popular >= fresh) return { why: 'popular', isNew: false, without: popular }
  return matters(place, fresh) ? { why: 'new', without: fresh } : undefined
}

function meanPopularity(candidates: readonly ItemContent[]): number {
  const known = candidates.flatMap(({ popularity }) => popularity ?? [])
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

/** Nothing of these, but all that the reader opened. */
function ofAll(all: LeaveOut, c: number): Reason | undefined {
  const { items } = all.ranking
  const { positive } = all.input.history
  const taste = ({ parts: { interest, topics, seen, habits } }: RankedItem) => interest + topics + seen + habits
  const mean = items.reduce((sum, each) => sum + taste(each), 0) / items.length
  const item = all.input.candidates[c]!
  const isKin = (event: Evidence) => event.item !== item.id && kinshipOf(all).isKin(item, event)
  const own = items.find(({ from }) => from === c)!
  // Others going down is no interest in what comes up instead, and likeness to nothing in particular is noise.
  if (!(taste(own) > mean && positive.some(isKin))) return undefined
  const without = all.without(positive).places[c]!
  return matters(all.outcome.places[c]!, without) ? { why: 'interests', without } : undefined
}

/** Nothing in particular: the page's own order, if it stands there, or next to it. Creatives have none. */
const ofPage = ({ fit, outcome }: LeaveOut, c: number): Reason => ({
  why: !fit && Math.abs(outcome.places[c]! - c) <= NEAR ? 'editors' : 'mixed',
})
