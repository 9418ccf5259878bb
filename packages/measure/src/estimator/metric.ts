/** Metrics: a mean per device, a ratio of two sums, or the share of devices with at least one event. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { Device } from './device.ts'

export interface Metric {
  /** As given by the user. */
  readonly name: string
  /** Name of the count in the numerator. */
  readonly value: string
  /** Name of the count in the denominator; default: devices. */
  readonly per?: string
  /** Whether a device is counted at most once. */
  readonly has: boolean
}

/** Valid names of counts. */
export const COUNT = /^[a-z]\w{0,39}$/i
/** Maximum number of metrics; with more, the intervals would be too wide to be useful. */
export const MOST_METRICS = 20

/**
 * @param name `clicks`, `clicks/views` or `has:clicks`
 * @throws InklingMisuse with a message that says what to write instead
 */
export function metricOf(name: string): Metric {
  const [, has, value = '', per] = /^(has:)?([^/:]+)(?:\/([^/:]+))?$/.exec(name) ?? []
  const isRight = COUNT.test(value) && (per === undefined || (COUNT.test(per) && per !== value && !has))
  assertUsage(
    isRight,
    `'${name.slice(0, 80)}' is no metric: write clicks, clicks/views or has:clicks, with names of letters, digits and _`,
  )
  return { name, value, ...(per !== undefined && { per }), has: has !== undefined }
}

/** @throws InklingMisuse if there are no metrics, or duplicates */
export function metricsOf(names: readonly string[]): readonly Metric[] {
  assertUsage(
    names.length > 0,
    "metrics are missing: write the primary one first, for example metrics: ['clicks', 'clicks/views']",
  )
  assertUsage(
    names.length <= MOST_METRICS,
    `there are ${names.length} metrics, but at most ${MOST_METRICS} are allowed: choose those that matter`,
  )
  assertUsage(new Set(names).size === names.length, 'a metric is listed twice: write each once')
  return names.map(metricOf)
}

const countOf = (counts: Device['counts'] | undefined, name: string) =>
  counts && Object.hasOwn(counts, name) ? counts[name]! : 0

/**
 * A device's contribution to its arm: the numerator and the denominator, and the same two for the days before exposure.
 */
export function numbersOf({ value, per, has }: Metric, { counts, before }: Device) {
  const numbers = [counts, before].flatMap((each) => {
    const count = countOf(each, value)
    return [has ? Number(count > 0) : count, per === undefined ? 1 : countOf(each, per)]
  })
  return numbers as [value: number, per: number, before: number, perBefore: number]
}
