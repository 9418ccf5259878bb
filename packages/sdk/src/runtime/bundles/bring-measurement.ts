import { measurementFile } from 'virtual:release'
import type { Measurement } from '../../entries/measurement.ts'
import { readSnapshot } from '../../first-paint/snapshot.ts'
import { wipeExperimentData } from '../../storage/experiment-data.ts'
import { asItStands } from '../ranking/as-it-stands.ts'
import type { Measuring, RuntimeContext } from '../runtime-context.ts'
import { bringBundle } from './bring-bundle.ts'

/** Held back, and nothing is counted. Of who was in the holdout, and can't be asked for now: the page stays as it is, and so does the next one. */
export const HELD: Measuring = {
  held: true,
  order: ({ ranking, apply, back }) => apply(asItStands(ranking), back),
  ranked: ({ ranking }) => asItStands(ranking),
  paint: () => ({}),
  begin() {},
  note() {},
  turn() {},
  forget() {},
  convert() {},
  summary: () => [],
}

/** What measures, where the site asks for it and the reader has agreed; without that, nothing of it stays. */
export async function bringMeasurement(context: RuntimeContext): Promise<Measuring | undefined> {
  const { options, consent, bring } = context.grant
  if (!consent.measurement) wipeExperimentData()
  if (!consent.measurement || !consent.content || !(options.holdout || options.experiments)) return undefined
  const bundle = await bringBundle<Measurement>(bring, 'measurement.js', measurementFile, 'nothing is measured')
  return bundle ? bundle.measure(context) : /:"holdout"/.test(readSnapshot().arms ?? '') ? HELD : undefined
}
