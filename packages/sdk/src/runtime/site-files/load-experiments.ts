import type { Experiment } from '../../measurement/experiments/experiment.ts'
import { readExperiments } from '../../measurement/experiments/read-experiments.ts'
import { checkRanker, type Ranker } from '../../ranking/ranker.ts'
import { LARGEST_RANKER } from './load-ranking-files.ts'
import { loadSiteFile } from './load-site-file.ts'

/** Maximum size of the file in bytes. Twenty experiments with all options take up a quarter of this. */
const LARGEST_EXPERIMENTS = 32 * 1024

/** Experiments, and the rankers of their arms, keyed by URL. */
export interface Experiments {
  readonly experiments: readonly Experiment[]
  readonly rankers: ReadonlyMap<string, Ranker>
}

/**
 * Loads the experiments and the rankers of all arms, so that requests don't depend on the device's arm. If any ranker
 * of an experiment can't be loaded, the experiment is off for this view.
 */
export async function loadExperiments(url: string, signal: AbortSignal): Promise<Experiments | undefined> {
  const file = { most: LARGEST_EXPERIMENTS, check: readExperiments }
  const all = await loadSiteFile('experiments', url, file, signal)
  if (!all) return undefined
  const arms = all.filter(({ off }) => !off).flatMap((experiment) => experiment.arms)
  const asked = new Map(
    arms.flatMap(({ ranker, rankerIntegrity }) => (ranker ? [[ranker, rankerIntegrity] as const] : [])),
  )
  const rankers = new Map<string, Ranker>()
  await Promise.all(
    [...asked].map(async ([address, hash]) => {
      const ranker = await loadSiteFile('ranker', address, { most: LARGEST_RANKER, check: checkRanker, hash }, signal)
      if (ranker) rankers.set(address, ranker)
    }),
  )
  const isWhole = ({ arms }: Experiment) => arms.every(({ ranker }) => !ranker || rankers.has(ranker))
  return { rankers, experiments: all.map((each) => (isWhole(each) ? each : { ...each, off: true })) }
}
