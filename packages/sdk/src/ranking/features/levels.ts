import type { EditKind } from '../../types.ts'

/** Maximum number of steps up or down. */
export const MOST_STEPS = 3

/** Number of steps by which the reader has raised (> 0) or lowered (< 0) each topic. */
export type Levels = ReadonlyMap<string, number>

/** Moves a topic one step up or down. */
export function addStep(levels: Map<string, number>, topic: string | undefined, kind: EditKind): void {
  if (topic) levels.set(topic, (levels.get(topic) ?? 0) + (kind === 'raise' ? 1 : -1))
}

/**
 * The reader's edit of a topic, in log-odds of being opened: each step multiplies the odds by e, up to {@link
 * MOST_STEPS} steps. It is added to the score without a weight, so that with any ranker an edit moves its own topic and
 * nothing else.
 */
export const levelOf = (levels: Levels | undefined, topic: string | undefined): number =>
  Math.max(-MOST_STEPS, Math.min(MOST_STEPS, levels?.get(topic ?? '') ?? 0))
