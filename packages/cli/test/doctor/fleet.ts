/** Simulated device exports, with injected faults. */

import { type Next, normal, poisson } from '../../../measure/test/estimator/fleet.ts'
import type { Tally } from '../../../sdk/src/types.ts'
import { uniform } from '../../src/evaluate/random.ts'

export interface Faults {
  /** Share of impressions that the ranked arm fails to record. */
  readonly dropped?: number
  /** Clicks of the ranked arm relative to the holdout's. */
  readonly clicks?: number
  /** Share of the ranked arm's devices that are lost. */
  readonly lost?: number
  /** Clicks on the top three relative to the prediction. */
  readonly kept?: number
  /** The same for devices of the later half. */
  readonly keptLater?: number
  readonly known?: number
  readonly cold?: number
  readonly slow?: number
  readonly unknown?: number
}

/** Some devices are many times as active as others, before and after the first exposure. */
function countsOf(next: Next, activity: number, arm: string, faults: Faults): Tally['counts'] {
  const isRanked = arm === 'ranked'
  const view = 1 + poisson(4 * activity, next)
  const list = 1 + poisson(view / 2, next)
  const click = poisson(0.3 * view * (isRanked ? (faults.clicks ?? 1.1) : 1), next)
  let [judged, hit, foreseen] = [0, 0, 0]
  for (let n = 0; n < click; n++)
    if (next() < 0.7) {
      const share = 0.3 + 0.4 * next()
      judged++
      foreseen += share
      hit += Number(next() < share * (faults.kept ?? 1))
    }
  const some = (of: number, share: number) => Array.from({ length: of }).filter(() => next() < share).length
  return {
    view,
    // Half of them scroll twice as far as the others.
    impression: poisson(view * (next() < 0.5 ? 6 : 12) * (isRanked ? 1 - (faults.dropped ?? 0) : 1), next),
    click,
    list,
    known: some(list, faults.known ?? 0.5),
    item: 10 * list,
    cold: some(10 * list, faults.cold ?? 0.1),
    slow: some(list, faults.slow ?? 0.01),
    piece: 60 * list,
    unknown: Math.round(60 * list * (faults.unknown ?? 0)),
    ...{ judged, hit, foreseen },
  }
}

/** @param n devices, half of them in each arm @returns one line each */
export function linesOf(n: number, seed: number, faults: Faults = {}): string[] {
  const next = uniform(seed)
  return Array.from({ length: n }).flatMap((_, at) => {
    const arm = next() < 0.5 ? 'ranked' : 'holdout'
    const activity = Math.exp(0.7 * normal(next))
    const before = countsOf(next, 0.3 * activity, 'holdout', {})
    const counts = countsOf(
      next,
      activity,
      arm,
      at > n / 2 ? { ...faults, kept: faults.keptLater ?? faults.kept ?? 1 } : faults,
    )
    const isExposed = next() < 0.8
    const tally: Tally = {
      ...{ experiment: 'holdout', arm, since: at },
      ...(isExposed ? { exposed: 1, before, counts } : { before: counts, counts: {} }),
    }
    return arm === 'ranked' && next() < (faults.lost ?? 0) ? [] : [JSON.stringify({ tallies: [tally] })]
  })
}
