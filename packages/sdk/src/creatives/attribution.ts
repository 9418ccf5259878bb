import type { Goal } from './campaigns/campaign.ts'
import type { Happening, Showing } from './showing.ts'

const MINUTE = 60_000

/** Whether a showing led to its goal. */
export interface Outcome {
  readonly showing: Showing
  /**
   * The weight of a showing, 0 to 1. While the goal can still be reached, this is the fraction of its window that has
   * elapsed.
   */
  readonly showings: number
  /** 1 if the showing led to its goal. */
  readonly goals: 0 | 1
}

/**
 * Last-touch attribution: credits each event to the most recent showing that has the event as its goal and is still
 * within the goal's window. A showing is credited at most once.
 *
 * @param goalOf the goal of a showing's campaign; undefined if the campaign no longer exists
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
  const latestFirst = [...showings]
    .sort((a, b) => b.at - a.at)
    .flatMap((showing) => {
      const goal = goalOf(showing)
      return goal ? [{ showing, goal }] : []
    })
  const counts = ({ showing, goal }: (typeof latestFirst)[number], { kind, item }: Happening) => {
    if (kind === 'click') return item === showing.creative
    return kind === 'read' ? leadsTo(showing, item) : (goal.items?.includes(item) ?? true)
  }
  // Hundreds of showings meet a thousand events, so the cheap conditions come first.
  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    const { kind, at } = happening
    const led = latestFirst.find(
      (each) =>
        each.goal.kind === kind &&
        each.showing.at <= at &&
        at - each.showing.at <= each.goal.within * MINUTE &&
        counts(each, happening),
    )
    if (led) reached.add(led.showing)
  }
  return showings.flatMap((showing): Outcome[] => {
    const goal = goalOf(showing)
    if (!goal) return []
    if (reached.has(showing)) return [{ showing, showings: 1, goals: 1 }]
    // If the clock has been set back, the showing is in the future, and nothing is known about it yet.
    const part = Math.min(1, Math.max(0, (now - showing.at) / (goal.within * MINUTE)))
    return part ? [{ showing, showings: part, goals: 0 }] : []
  })
}
