import { DAY } from '../lib/limits.ts'
import type { EventKind, ReaderEvent } from '../types.ts'
import { type Clause, type Rule, VERBS } from './rule.ts'

/**
 * Event kinds whose seconds are summed. `read` and `finish` are left out because other events already count the seconds
 * of the same sitting.
 */
const LASTING: readonly EventKind[] = ['dwell', 'watch']

/** Stored topics and tags are in lower case. */
function matches(event: ReaderEvent, of: Clause['of']): boolean {
  if (!of) return true
  const name = of.name.toLowerCase()
  if (of.field === 'tag') return event.tags?.includes(name) ?? false
  return event[of.field]?.toLowerCase() === name
}

function countOf({ verb }: Clause, events: readonly ReaderEvent[]): number {
  if (verb === 'visited') return new Set(events.map(({ at }) => Math.floor(at / DAY))).size
  if (verb !== 'spent') return events.filter(({ kind }) => (VERBS[verb] as readonly EventKind[]).includes(kind)).length
  // A sitting is reported several times, each time with a longer duration, so only the longest report per item and day
  // counts.
  const longest = new Map<string, number>()
  for (const { kind, item, at, seconds = 0 } of events) {
    const key = `${Math.floor(at / DAY)} ${item}`
    if (LASTING.includes(kind)) longest.set(key, Math.max(seconds, longest.get(key) ?? 0))
  }
  return [...longest.values()].reduce((sum, seconds) => sum + seconds, 0) / 60
}

function holds(clause: Clause, events: readonly ReaderEvent[], now: number): boolean {
  const { comparison, count, of, within = Number.POSITIVE_INFINITY, isNot } = clause
  const found = countOf(
    clause,
    events.filter((event) => now - event.at <= within && matches(event, of)),
  )
  const compared = {
    '>=': found >= count,
    '<=': found <= count,
    '>': found > count,
    '<': found < count,
    '=': found === count,
  }[comparison]
  return compared !== isNot
}

/**
 * Whether all of a rule's clauses hold. Days are UTC days.
 *
 * @param events in any order
 */
export const judgeRule = (rule: Rule, events: readonly ReaderEvent[], now: number): boolean =>
  rule.every((clause) => holds(clause, events, now))
