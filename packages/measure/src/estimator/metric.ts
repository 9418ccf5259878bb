/** What is measured: a mean over devices, a ratio of two sums, or the share of devices that did something at all. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { Device } from './device.ts'

export interface Metric {
  /** As it was written. */
  readonly name: string
  /** What is counted. */
  readonly value: string
  /** Per what; by default per device. */
  readonly per?: string
  /** Whether a device counts once, however often. */
  readonly has: boolean
}

/** Of what is counted. */
export const COUNT = /^[a-z]\w{0,39}$/i
/** More say nothing: the interval of each would be too wide. */
export const MOST_METRICS = 20

/** @param name `clicks`, `clicks/views` or `has:clicks` @throws InklingMisuse that says what to write instead */
export function metricOf(name: string): Metric {
  const [, has, value = '', per] = /^(has:)?([^/:]+)(?:\/([^/:]+))?$/.exec(name) ?? []
  const isRight = COUNT.test(value) && (per === undefined || (COUNT.test(per) && per !== value && !has))
  assertUsage(
    isRight,
    `'${name.slice(0, 80)}' is no metric: write clicks, clicks/views or has:clicks, with names of letters, digits and _`,
  )
  return { name, value, ...(per !== undefined && { per }), has: has !== undefined }
}

/** @throws InklingMisuse unless there are some, each once */
export function metricsOf(names: readonly string[]): readonly Metric[] {
  assertUsage(
    names.length > 0,
    "metrics are missing: write the one that decides first, say metrics: ['clicks', 'clicks/views']",
  )
  assertUsage(
    names.length <= MOST_METRICS,
    `there are ${names.length} metrics, and ${MOST_METRICS} at most: choose those that matter`,
  )
  assertUsage(new Set(names).size === names.length, 'a metric is there twice: write each once')
  return names.map(metricOf)
}

const countOf = (counts: Device['counts'] | undefined, name: string) =>
  counts && Object.hasOwn(counts, name) ? counts[name]! : 0

/** What a device adds to its arm: value, per, and the same two of the days before. */
export function numbersOf({ value, per, has }: Metric, { counts, before }: Device) {
  const numbers = [counts, before].flatMap((each) => {
    const count = countOf(each, value)
    return [has ? Number(count > 0) : count, per === undefined ? 1 : countOf(each, per)]
  })
  return numbers as [value: number, per: number, before: number, perBefore: number]
}
