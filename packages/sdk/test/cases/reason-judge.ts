/**
 * Whether what is said of a place is true: what a reason names is taken out, that and nothing else, and the list is ranked anew by the
 * ranking alone. It knows nothing of how reasons are found.
 */
import type { Evidence, History } from '../../src/ranking/features/evidence.ts'
import { type RankInput, rank } from '../../src/ranking/rank.ts'
import { applyDial } from '../../src/ranking/rules/dial.ts'
import type { EventRef, ItemContent, Reason } from '../../src/types.ts'

type Named = Pick<EventRef, 'item' | 'kind' | 'at'>

const keyOf = ({ item, kind, at }: Named) => `${kind} ${at} ${item}`

function changed(input: RankInput, keep: (event: Evidence) => boolean): History {
  const { history } = input
  return {
    ...history,
    positive: history.positive.filter(keep),
    skipped: history.skipped.filter(keep),
    dismissed: history.dismissed.filter(keep),
  }
}

function withoutEvents(input: RankInput, events: readonly Named[]): RankInput {
  const named = new Set(events.map(keyOf))
  return { ...input, history: changed(input, (event) => !named.has(keyOf(event))) }
}

/** Without all that the reader did with an item. */
function withoutItem(input: RankInput, id: string): RankInput {
  const history = changed(input, ({ item }) => item !== id)
  return { ...input, history: { ...history, read: new Set([...history.read].filter((read) => read !== id)) } }
}

function withoutLevel(input: RankInput, topic: string): RankInput {
  const { levels, ...history } = input.history
  const left = new Map([...(levels ?? [])].filter(([each]) => each !== topic))
  return { ...input, history: { ...history, ...(left.size && { levels: left }) } }
}

function withoutOwn(input: RankInput, id: string, fields: readonly ('popularity' | 'published')[]): RankInput {
  const strip = (item: ItemContent) =>
    Object.fromEntries(
      Object.entries(item).filter(([name]) => !fields.some((field) => field === name)),
    ) as unknown as ItemContent
  return { ...input, candidates: input.candidates.map((item) => (item.id === id ? strip(item) : item)) }
}

const plain = (input: RankInput): RankInput => ({
  ...input,
  rules: { ...applyDial(input.rules), calibration: 0, diversity: 0, exploration: 0, maxRun: 0 },
})

function placeOf(input: RankInput, id: string): number {
  return rank(input).items.find((item) => item.id === id)!.to
}

/** Of a list, best first: the places whose reasons are judged. What was read or hidden stands at the end. */
export const judged = <T>(items: readonly T[]): readonly T[] => [...items.slice(0, 12), ...items.slice(-4)]

/** @returns what is wrong with a reason; undefined where it is true */
export function falsehood(input: RankInput, id: string, reason: Reason): string | undefined {
  const place = placeOf(input, id)
  const raised = (without: RankInput, said: number) => {
    const found = placeOf(without, id)
    return found > place && found === said ? undefined : `at ${place}, without it at ${found}, said ${said}`
  }
  const lowered = (without: RankInput, said?: number) => {
    const found = placeOf(without, id)
    return found < place && found === (said ?? found) ? undefined : `at ${place}, without it at ${found}, said ${said}`
  }
  switch (reason.why) {
    case 'event':
    case 'topic':
      return raised(withoutEvents(input, reason.events), reason.without)
    case 'interests':
      return raised(withoutEvents(input, input.history.positive), reason.without)
    case 'hidden':
      return lowered(withoutEvents(input, [reason.event]), reason.without)
    case 'raised':
      return raised(withoutLevel(input, reason.topic), reason.without)
    case 'lowered':
      return lowered(withoutLevel(input, reason.topic), reason.without)
    case 'popular':
      return raised(withoutOwn(input, id, reason.isNew ? ['popularity', 'published'] : ['popularity']), reason.without)
    case 'new':
      return raised(withoutOwn(input, id, ['published']), reason.without)
    case 'different': {
      const found = placeOf(plain(input), id)
      return found > place ? undefined : `at ${place}, without rules for variety at ${found}`
    }
    case 'read':
    case 'seen':
    case 'dismissed':
      return lowered(withoutItem(input, id))
    case 'sensitive':
    case 'editors': {
      const from = input.candidates.findIndex((item) => item.id === id)
      return Math.abs(from - place) <= (reason.why === 'editors' ? 1 : 0) ? undefined : `${from} → ${place}`
    }
    case 'mixed':
      return undefined
  }
}
