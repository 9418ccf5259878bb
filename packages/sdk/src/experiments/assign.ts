import { coin } from './coin.ts'

/** The experiment of `data-holdout`, and its arms. */
export const HOLDOUT = 'holdout'
export const RANKED = 'ranked'

/** What a device is shown, and what it would be shown in other arms. */
export interface Assignment {
  /** By experiment. */
  readonly arms: Readonly<Record<string, string>>
  /** Lists stand as their editors have them. */
  readonly held: boolean
  readonly others: readonly Other[]
}

/** One of an experiment's other arms. */
export interface Other {
  readonly experiment: string
  readonly held: boolean
}

/** @param seed the device's own number @param share of devices in the holdout, 0 to 1 */
export function assign(seed: string, share: number): Assignment {
  const held = coin(seed, HOLDOUT) < share
  return { arms: { [HOLDOUT]: held ? HOLDOUT : RANKED }, held, others: [{ experiment: HOLDOUT, held: !held }] }
}
