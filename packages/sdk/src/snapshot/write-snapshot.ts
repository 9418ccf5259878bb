import { fittingPlans } from './list-plan.ts'
import { EMPTY, KEY, MAX_CHARACTERS, readSnapshot, type Snapshot } from './snapshot.ts'

/** What doesn't fit goes: plans of the lists least recently seen, then scores of the items that stand last in the table, the least recently seen. */
export function fitted(changed: Snapshot): { readonly kept: Snapshot; readonly text: string } {
  const snapshot = {
    ...changed,
    plans: fittingPlans(Object.entries(changed.plans).map(([key, plan]) => [key, () => plan])),
  }
  const scores = Object.entries(snapshot.scores)
    .filter(([, score]) => Number.isFinite(score))
    .map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
  let kept = { ...snapshot, scores: Object.fromEntries(scores) }
  let text = JSON.stringify(kept)
  while (text.length > MAX_CHARACTERS) {
    scores.length >>= 1
    // Topics or paths that are too long by themselves: better nothing than too much.
    kept = scores.length ? { ...snapshot, scores: Object.fromEntries(scores) } : { ...EMPTY, views: +snapshot.views }
    text = JSON.stringify(kept)
  }
  return { kept, text }
}

/** Changes the snapshot, as far as it fits. */
export function writeSnapshot(change: Partial<Snapshot>): Snapshot {
  const { kept, text } = fitted({ ...readSnapshot(), ...change })
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full or off: the next page paints in the editor's order.
  }
  return kept
}
