/** Checks whether scores predict clicks on recent devices as well as on earlier ones. */
import { LEAST_DEVICES, measure } from '../../../measure/src/estimator/measure.ts'
import { ALPHA } from './compare-arms.ts'
import type { Finding } from './finding.ts'
import { countOf, OFF } from './look-at-shares.ts'
import type { Exported } from './read-devices.ts'

/**
 * Splits the control's devices by assignment time into two halves. As readers and items change, the predictions of a
 * ranker that was fitted only once become worse. The earlier half also includes late clicks, so the true drift is
 * larger than the measured one.
 */
export function checkDrift(devices: readonly Exported[], control: string): Finding[] {
  const judged = devices
    .filter((device) => device.arm === control && countOf(device, 'judged') > 0)
    .sort((a, b) => a.since - b.since)
  const half = judged.length >> 1
  // There are too few devices to measure the forecast at all.
  if (half < LEAST_DEVICES) return []
  const { metrics } = measure(
    judged.map((device, at) => ({
      arm: at < half ? 'earlier' : 'later',
      counts: { hit: countOf(device, 'hit'), foreseen: countOf(device, 'foreseen') },
    })),
    { control: 'earlier', metrics: ['hit/foreseen'], alpha: ALPHA },
  )
  const comparison = metrics[0]?.comparison
  if (!comparison) return []
  const { control: earlier, treatment: later, claim } = comparison
  const from = new Date(judged[half]!.since).toISOString().slice(0, 10)
  const says = `Ratio of actual to predicted clicks on the three highest scores in ${control}: ${later.toFixed(2)} for devices from ${from} on, ${earlier.toFixed(2)} for those before.`
  if (claim !== 'less' || later / earlier >= 1 - OFF) return [{ level: 'fine', of: 'drift', says }]
  return [
    {
      level: 'warning',
      of: 'drift',
      says,
      todo: 'The ranker fits less well than before: readers or items have changed. Fit one to a recent log (npx --no inkling fit), and repeat this from time to time.',
    },
  ]
}
