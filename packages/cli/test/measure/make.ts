/** Simulated devices as rows of a table, with options for the estimator. */
import type { Device } from '../../../measure/src/estimator/device.ts'

export const OPTIONS = {
  control: 'holdout',
  metrics: ['click', 'click/view', 'has:subscribe'],
  shares: { holdout: 0.5, ranked: 0.5 },
  hasBefore: true,
}

export function rowsOf(devices: readonly Device[]): Record<string, string | number>[] {
  return devices.map(({ arm, counts, before = {}, segments = {} }, i) => ({
    device: `d${i}`,
    arm,
    ...counts,
    ...Object.fromEntries(Object.entries(before).map(([name, value]) => [`before_${name}`, value])),
    ...Object.fromEntries(Object.entries(segments).map(([name, value]) => [`segment_${name}`, value])),
  }))
}

/** As CSV. */
export function tableOf(devices: readonly Device[]): string {
  const rows = rowsOf(devices)
  return [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(',')).join('\n')
}
