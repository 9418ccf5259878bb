import type { Goal } from './campaigns/campaign.ts'
import type { Happening, Showing } from './showing.ts'

const MINUTE = 60_000

/** What came of a showing. */
export interface Outcome {
  readonly showing: Showing
  /** Part of a showing that it counts as, 0 to 1: while its goal may still come, the part of the time that has gone by. */
  readonly showings: number
  /** 1 when it led to its goal. */
  readonly goals: 0 | 1
}

/**
 * Credits each happening to the last showing before it that has it for a goal, within that goal's window; a showing is credited
 * once.
 *
 * @param goalOf what a showing's campaign is for; undefined when nobody knows the campaign any more
 * @param leadsTo whether a creative leads to an item that was read
 */
export function attribute(
  showings: readonly Showing[],
  happenings: readonly Happening[],
  goalOf: (showing: Showing) => Goal | undefined,
  leadsTo: (showing: Showing, item: string) => boolean,
  now: number,
): Outcome[] {
  const reached = new Set<Showing>()
  const latestFirst = [...showings].sort((a, b) => b.at - a.at)
  const counts = (showing: Showing, { kind, item }: Happening) => {
    const goal = goalOf(showing)
    if (goal?.kind !== kind) return false
    if (kind === 'click') return item === showing.creative
    return kind === 'read' ? leadsTo(showing, item) : (goal.items?.includes(item) ?? true)
  }
  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    const led = latestFirst.find(
      (showing) =>
        showing.at <= happening.at &&
        counts(showing, happening) &&
        happening.at - showing.at <= goalOf(showing)!.within * MINUTE,
    )
    if (led) reached.add(led)
  }
  return showings.flatMap((showing): Outcome[] => {
    const goal = goalOf(showing)
    if (!goal) return []
    if (reached.has(showing)) return [{ showing, showings: 1, goals: 1 }]
    // Set back, a clock says that it hasn't happened yet: then nothing is known.
    const part = Math.min(1, Math.max(0, (now - showing.at) / (goal.within * MINUTE)))
    return part ? [{ showing, showings: part, goals: 0 }] : []
  })
}
