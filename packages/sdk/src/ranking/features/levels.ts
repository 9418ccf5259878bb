import type { EditKind } from '../../types.ts'

/** Steps up or down, at most. */
export const MOST_STEPS = 3

/** Steps by which the reader has raised topics (above 0) or lowered them. */
export type Levels = ReadonlyMap<string, number>

/** Adds an edit of a topic. */
export function addStep(levels: Map<string, number>, topic: string | undefined, kind: EditKind): void {
  if (topic) levels.set(topic, (levels.get(topic) ?? 0) + (kind === 'raise' ? 1 : -1))
}

/**
 * What the reader has said of a topic, in log-odds of being opened: a step is e-fold, and three are the most. It is added to the
 * score as it is, whatever a ranker weighs, so that an edit moves its topic as it says: up or down, and nothing else.
 */
export const levelOf = (levels: Levels | undefined, topic: string | undefined): number =>
  Math.max(-MOST_STEPS, Math.min(MOST_STEPS, levels?.get(topic ?? '') ?? 0))
