/** A result → sentences: what may be claimed, what may not, and how to read it. */
import type { Estimate } from '../../../../measure/src/estimator/compare.ts'
import type { Comparison, Effect } from '../../../../measure/src/estimator/effect.ts'
import {
  LEAST_DEVICES,
  type Measured,
  type MetricResult,
  type SegmentResult,
} from '../../../../measure/src/estimator/measure.ts'
import { metricOf } from '../../../../measure/src/estimator/metric.ts'
import { SUSPICIOUS } from '../../../../measure/src/estimator/sample-ratio.ts'
import { BIT } from '../bit-log.ts'
import type { Reading } from '../read.ts'
import { EN } from './en.ts'
import { type Numbers, numbersIn } from './numbers.ts'
import { RU } from './ru.ts'
import type { Said, Words } from './words.ts'

export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, ru: RU }

/** What was read, and what came of it. */
export interface ReportInput {
  /** Name of the log. */
  readonly file: string
  readonly reading: Pick<Reading, 'kind' | 'lines' | 'malformed' | 'mixed' | 'unexposed'>
  readonly measured: Measured
  /** Of randomised bits. */
  readonly epsilon?: number | undefined
  readonly shares?: Readonly<Record<string, number>> | undefined
}

export class MeasurementFormatter {
  readonly words: Words
  readonly numbers: Numbers
  readonly #input: ReportInput

  constructor(input: ReportInput, words: Words) {
    this.words = words
    this.numbers = numbersIn(words.locale)
    this.#input = input
  }

  metric(name: string): string {
    if (name === BIT) return this.words.bit
    const { value, per, has } = metricOf(name)
    if (has) return this.words.share(value)
    return per === undefined ? this.words.perDevice(value) : this.words.per(value, per)
  }

  /** A metric's own value: shares in per cent. */
  value(name: string, value: number): string {
    return name === BIT || metricOf(name).has ? this.numbers.percent(value, false, 2) : this.numbers.plain(value)
  }

  /** What is told of an effect: in per cent where there is a ratio. */
  change(effect: Effect): { readonly value: string; readonly low: string; readonly high: string } {
    const { ratio, difference } = effect
    const write = (part: keyof Estimate) =>
      ratio ? this.numbers.percent(ratio[part] - 1, true) : this.numbers.plain(difference[part], true)
    return { value: write('value'), low: write('low'), high: write('high') }
  }

  #said(metric: string, arm: string, effect: Effect, alpha: number): Said {
    const { value: change, low, high } = this.change(effect)
    const { control } = this.#input.measured
    return {
      metric: this.metric(metric),
      arm,
      control,
      change,
      low,
      high,
      level: this.numbers.percent(1 - alpha, false, 2),
    }
  }

  #effect({ effects }: Comparison): Effect {
    return effects[this.#input.measured.looks]
  }

  /** Sentences under "may" and "may not". */
  claims(): { readonly may: string[]; readonly mayNot: string[] } {
    const { measured } = this.#input
    const [may, mayNot]: [string[], string[]] = [[], []]
    const { devices, exposed } = measured.sampleRatio
    if (!measured.believed) {
      if (devices && devices.p < SUSPICIOUS) mayNot.push(this.words.lost(this.numbers.pIs(devices.p)))
      if (exposed && exposed.p < SUSPICIOUS) mayNot.push(this.words.lostExposures(this.numbers.pIs(exposed.p)))
      return { may, mayNot }
    }
    for (const result of measured.metrics) this.#tellMetric(result, may, mayNot)
    this.#tellSegments(measured.segments, may, mayNot)
    const few = measured.arms.filter(({ suppressed }) => suppressed).map(({ arm }) => arm)
    if (few.length) mayNot.push(this.words.tooFew(few.join(', '), this.numbers.whole(LEAST_DEVICES)))
    if (may.length) mayNot.push(this.words.mean, this.words.period)
    return { may, mayNot }
  }

  #tellMetric({ metric, arm, comparison, guardrail }: MetricResult, may: string[], mayNot: string[]): void {
    if (!comparison) return
    const said = this.#said(metric, arm, this.#effect(comparison), comparison.alpha)
    if (comparison.claim !== 'none') may.push(this.words.claim(said, comparison.claim))
    else {
      const more = this.words.devices(comparison.needed, this.numbers.about(comparison.needed))
      mayNot.push(this.words.undecided(said, more, this.numbers.percent(this.#input.measured.detect, false, 2)))
    }
    if (!guardrail) return
    const { margin, verdict } = guardrail
    const size = this.numbers.percent(Math.abs(margin), false, 2)
    if (verdict === 'kept') may.push(this.words.kept(said, this.words.within(margin, size)))
    else if (verdict === 'broken') may.push(this.words.broken(said, this.words.beyond(margin, size)))
    else mayNot.push(this.words.unsure(said, this.numbers.percent(margin, true, 2)))
  }

  #tellSegments(segments: readonly SegmentResult[], may: string[], mayNot: string[]): void {
    const metric = this.#input.measured.metrics[0]?.metric
    const told = segments.filter(({ effect }) => effect)
    if (metric === undefined || !told.length) return
    for (const { dimension, segment, arm, effect, claim } of told)
      if (effect && claim !== 'none')
        may.push(
          this.words.segment(
            this.#said(metric, arm, effect, this.#input.measured.alpha),
            `${dimension} = ${segment}`,
            claim,
          ),
        )
    if (told.every(({ claim }) => claim === 'none')) mayNot.push(this.words.noSegment)
  }

  /** How to read it. */
  notes(): string[] {
    const { measured, epsilon } = this.#input
    const { devices } = measured.sampleRatio
    return [
      this.words.looks[measured.looks],
      ...(devices
        ? devices.p < SUSPICIOUS
          ? []
          : [this.words.matches(this.numbers.pIs(devices.p))]
        : [this.words.unchecked]),
      ...(measured.metrics.some(({ comparison }) => comparison?.cuped) ? [this.words.adjusted] : []),
      ...(epsilon === undefined ? [] : [this.words.noise(this.numbers.plain(epsilon))]),
      ...measured.metrics.flatMap(({ metric, loudest }) =>
        loudest === undefined || metric === BIT
          ? []
          : [this.words.loud(this.metric(metric), this.numbers.percent(loudest))],
      ),
    ]
  }

  /** What of the log counted for nothing. */
  unused(): string[] {
    const { malformed, mixed, unexposed } = this.#input.reading
    const { whole } = this.numbers
    return [
      ...(malformed ? [this.words.malformed(whole(malformed))] : []),
      ...(mixed ? [this.words.mixed(whole(mixed))] : []),
      ...(unexposed ? [this.words.unexposed(whole(unexposed))] : []),
    ]
  }

  /** Rows of tables, without their heads. */
  metricRows(): string[][] {
    return this.#input.measured.metrics.map(({ metric, arm, comparison, guardrail }) => {
      if (!comparison) return [this.metric(metric), arm, '–', '–', this.words.constant, '–', '–', '–', '–']
      const { value, low, high } = this.change(this.#effect(comparison))
      return [
        this.metric(metric),
        arm,
        this.value(metric, comparison.control),
        this.value(metric, comparison.treatment),
        `${value} [${low}, ${high}]`,
        this.numbers.p(this.#effect(comparison).p),
        this.words.claims[comparison.claim],
        guardrail
          ? `${this.numbers.percent(guardrail.margin, true, 2)}: ${this.words.verdicts[guardrail.verdict]}`
          : '–',
        comparison.cuped ? this.numbers.percent(comparison.cuped.reduction) : '–',
      ]
    })
  }

  metricHeads(): string[] {
    const { metric, arm, control, value, change, p, claim, guardrail, cuped } = this.words.heads
    return [metric, arm, control, value, change, p, claim, guardrail, cuped]
  }

  segmentRows(): string[][] {
    const { segments } = this.#input.measured
    return segments.map(({ dimension, segment, arm, effect, p, claim }) => {
      if (!effect || p === undefined) return [`${dimension} = ${segment}`, arm, this.words.suppressed, '–', '–']
      const { value, low, high } = this.change(effect)
      return [
        `${dimension} = ${segment}`,
        arm,
        `${value} [${low}, ${high}]`,
        this.numbers.p(p),
        this.words.claims[claim],
      ]
    })
  }

  segmentHeads(): string[] {
    const { segment, arm, change, holm, claim } = this.words.heads
    return [segment, arm, change, holm, claim]
  }

  armRows(): string[][] {
    const { arms } = this.#input.measured
    const { shares } = this.#input
    const whole = Object.values(shares ?? {}).reduce((sum, share) => sum + share, 0)
    const all = arms.reduce((sum, { assigned }) => sum + assigned, 0)
    return arms.map(({ arm, devices, assigned }) => [
      arm,
      this.numbers.whole(devices),
      this.numbers.whole(assigned),
      shares && Object.hasOwn(shares, arm) ? this.numbers.whole((all * shares[arm]!) / whole) : '–',
    ])
  }

  armHeads(): string[] {
    const { arm, devices, assigned, expected } = this.words.heads
    return [arm, devices, assigned, expected]
  }
}
