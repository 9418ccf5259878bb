/** Formats metrics and effects in one language. */
import type { Estimate } from '../../../../measure/src/estimator/compare.ts'
import type { Effect } from '../../../../measure/src/estimator/effect.ts'
import { metricOf } from '../../../../measure/src/estimator/metric.ts'
import { ReportFormatter } from '../../report/report-formatter.ts'
import { BIT } from '../bit-log.ts'
import type { Words } from './words.ts'

export class MetricFormatter extends ReportFormatter<Words> {
  name(metric: string): string {
    if (metric === BIT) return this.words.bit
    const { value, per, has } = metricOf(metric)
    if (has) return this.words.share(value)
    return per === undefined ? this.words.perDevice(value) : this.words.per(value, per)
  }

  /** A metric's value; shares are formatted as percentages. */
  value(metric: string, value: number): string {
    return metric === BIT || metricOf(metric).has ? this.numbers.percent(value, false, 2) : this.numbers.plain(value)
  }

  /** An effect as a percentage change if it has a ratio, otherwise as a difference. */
  change({ ratio, difference }: Effect): Readonly<Record<keyof Estimate, string>> {
    const write = (part: keyof Estimate) =>
      ratio ? this.numbers.percent(ratio[part] - 1, true) : this.numbers.plain(difference[part], true)
    return { value: write('value'), low: write('low'), high: write('high') }
  }
}
