import type { EventRef, RankedItem, Reason } from '../types.ts'
import type { Evidence, History } from './features/evidence.ts'
import { freshness } from './features/freshness.ts'
import { isKin } from './kinship.ts'
import type { LeaveOut } from './leave-out.ts'
import type { RankInput } from './rank.ts'
import { titleOf } from './title.ts'

/**
 * Places by which something must raise an item to be its reason: one among the first ten, where each is seen, and three
 * below.
 */
export const MATTERS = { first: 10, among: 1, below: 3 }
/** Freshness, 0..1, from which on "new" may be said of an item: at four days it is this. */
const NEW = 0.25

const matters = (place: number, without: number) =>
  without - place >= (place < MATTERS.first ? MATTERS.among : MATTERS.below)

const without = (history: History, leaves: (event: Evidence) => boolean): Pick<RankInput, 'history'> => {
  const keep = (side: readonly Evidence[]) => side.filter((event) => !leaves(event))
  return { history: { ...history, positive: keep(history.positive), dismissed: keep(history.dismissed) } }
}

/** The place of an item had an event not been. */
export const placeWithout = (all: LeaveOut, id: string, event: Evidence): number =>
  all.placeWithout(id, event, () => without(all.input.history, (each) => each === event))

export const eventRef = ({ item, text, kind, topic }: Evidence): EventRef => ({
  item,
  text,
  title: titleOf(text, topic),
  kind,
})

/** What makes an item stand where it does: only what, left out, would have it stand lower by enough ({@link MATTERS}). */
export function reasonFor(all: LeaveOut, id: string): Reason {
  const { input, ranking } = all
  const { history, candidates } = input
  const item = candidates.find((each) => each.id === id)!
  const ranked = ranking.items.find((each) => each.id === id)!
  const place = all.place(id)
  const { rule } = ranked
  if (rule === 'pinned') return { why: 'editors' }
  if (rule === 'read' || rule === 'dismissed') return { why: rule }
  if (rule === 'exploration') return { why: 'different' }

  // The heaviest first: of two that raise it alike the one that says more is named.
  const kin = history.positive.filter((event) => event.item !== id && isKin(item, event, input))
  const [best] = kin
    .map((event) => ({ event, without: placeWithout(all, id, event) }))
    .sort((a, b) => b.without - a.without)
  if (best && matters(place, best.without)) return { why: 'event', event: eventRef(best.event), without: best.without }

  const { topic } = item
  if (topic && history.positive.some((event) => event.topic === topic)) {
    const ofTopic = new Set(history.positive.filter((event) => event.topic === topic))
    const other = all.placeWithout(id, topic, () => without(history, (event) => ofTopic.has(event)))
    if (matters(place, other)) return { why: 'topic', topic, without: other }
  }

  // Among those that no rule has sent down.
  const fresh = ranking.items.filter(
    (each) => each.rule !== 'pinned' && each.rule !== 'read' && each.rule !== 'dismissed',
  )
  const byScore = fresh.filter((each) => each.byScore < ranked.byScore).length
  if (matters(fresh.indexOf(ranked), byScore)) return { why: 'different' }

  const leaveOut = (name: 'popularity' | 'published') =>
    all.placeWithout(id, `inkling:${name}`, () => ({ candidates: candidates.map(({ [name]: _, ...rest }) => rest) }))
  const prior = (
    [
      ['popular', item.popularity !== undefined && leaveOut('popularity')],
      ['new', freshness(item.published, input.now) >= NEW && leaveOut('published')],
    ] as const
  )
    .map(([why, without]) => ({ why, without: without === false ? place : without }))
    .sort((a, b) => b.without - a.without)[0]!
  if (matters(place, prior.without)) return prior

  const taste = ({ parts: { interest, topics, seen, habits } }: RankedItem) => interest + topics + seen + habits
  const mean = ranking.items.reduce((sum, each) => sum + taste(each), 0) / ranking.items.length
  const nobody = all.placeWithout(id, 'inkling:history', () => ({
    history: { ...history, positive: [], skipped: [], dismissed: [] },
  }))
  // Others going down is no interest in what comes up instead, and likeness to nothing in particular is noise.
  if (kin.length && matters(place, nobody) && taste(ranked) > mean) return { why: 'interests', without: nobody }
  return { why: 'editors' }
}
