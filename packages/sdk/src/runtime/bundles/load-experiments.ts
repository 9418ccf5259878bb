import { measurementFile } from 'virtual:release'
import { readSnapshot } from '../../first-paint/snapshot.ts'
import type { ExperimentContext, MeasurementBundle } from '../../types/bundles.ts'
import type { Ranking } from '../../types.ts'
import { wipeExperimentData } from '../../web-storage/experiment-data.ts'
import type { PageExperiments } from '../interfaces/page-experiments.ts'
import { loadBundle } from './load-bundle.ts'

/** The same items and scores, in the page's own order. */
export const asItStands = (ranking: Ranking): Ranking => ({
  ...ranking,
  items: [...ranking.items].sort((a, b) => a.from - b.from).map((item, to) => ({ ...item, to })),
})

/**
 * The holdout without any counting. Used if measurement.js can't be loaded and the device was in the holdout, so that
 * this page and the next one keep the editors' order.
 */
export const HELD: PageExperiments = {
  held: true,
  order: ({ ranking, followed, back }) => followed.arrange(asItStands(ranking), { back }),
  ranked: ({ ranking }) => asItStands(ranking),
  paint: () => ({}),
  begin() {},
  note() {},
  turn() {},
  forget() {},
  convert() {},
  summary: () => [],
}

/**
 * Loads experiments if the site runs any and the reader has consented to `measurement`. Without that consent, deletes
 * all experiment data.
 */
export async function loadExperiments(context: ExperimentContext): Promise<PageExperiments | undefined> {
  const { options, consent, importFile } = context.grant
  if (!consent.measurement) wipeExperimentData()
  if (!consent.measurement || !consent.content || !(options.holdout || options.experiments)) return undefined
  const bundle = await loadBundle<MeasurementBundle>(
    importFile,
    'measurement.js',
    measurementFile,
    'nothing is measured',
  )
  return bundle ? bundle.measure(context) : /:"holdout"/.test(readSnapshot().arms ?? '') ? HELD : undefined
}
