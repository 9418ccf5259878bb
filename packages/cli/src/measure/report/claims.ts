/** Turns a result into sentences: what may be claimed, and what may not. */
import type { Comparison, Effect } from '../../../../measure/src/estimator/effect.ts'
import {
  LEAST_DEVICES,
  type Measured,
  type MetricResult,
  type SegmentResult,
} from '../../../../measure/src/estimator/measure.ts'
import { SUSPICIOUS } from '../../../../measure/src/estimator/sample-ratio.ts'
import type { Finding } from '../../report/document.ts'
import type { MetricFormatter } from './metric-formatter.ts'
import type { Said } from './words.ts'

/** Sentences that say what may be claimed, and what may not. */
export interface Claims {
  readonly may: readonly Finding[]
  readonly mayNot: readonly string[]
}

/** The effect with the requested kind of interval. */
export const effectOf = ({ effects }: Comparison, { looks }: Measured): Effect => effects[looks]

export const claimsOf = (measured: Measured, text: MetricFormatter): Claims => new ClaimWriter(measured, text).claims()

class ClaimWriter {
  readonly #measured: Measured
  readonly #text: MetricFormatter
  readonly #may: Finding[] = []
  readonly #mayNot: string[] = []

  constructor(measured: Measured, text: MetricFormatter) {
    this.#measured = measured
    this.#text = text
  }

  claims(): Claims {
    const { words, numbers } = this.#text
    const { believed, sampleRatio, metrics, segments, arms } = this.#measured
    if (!believed) {
      const { devices, exposed } = sampleRatio
      if (devices && devices.p < SUSPICIOUS) this.#mayNot.push(words.lost(numbers.pIs(devices.p)))
      if (exposed && exposed.p < SUSPICIOUS) this.#mayNot.push(words.lostExposures(numbers.pIs(exposed.p)))
    } else {
      for (const result of metrics) this.#metric(result)
      this.#segments(segments)
      const few = arms.filter(({ suppressed }) => suppressed).map(({ arm }) => arm)
      if (few.length) this.#mayNot.push(words.tooFew(few.join(', '), numbers.whole(LEAST_DEVICES)))
      if (this.#may.length) this.#mayNot.push(words.mean, words.period)
    }
    return {
      may: this.#may.length ? this.#may : [{ severity: 'open', text: words.nothing }],
      mayNot: this.#mayNot,
    }
  }

  #metric({ metric, arm, comparison, guardrail }: MetricResult): void {
    if (!comparison) return
    const { words, numbers } = this.#text
    const said = this.#said(metric, arm, effectOf(comparison, this.#measured), comparison.alpha)
    if (comparison.claim !== 'none') this.#claim('fine', words.claim(said, comparison.claim))
    else {
      const more = words.devices(comparison.needed, numbers.about(comparison.needed))
      this.#mayNot.push(words.undecided(said, more, numbers.percent(this.#measured.detect, false, 2)))
    }
    if (!guardrail) return
    const { margin, verdict } = guardrail
    const size = numbers.percent(Math.abs(margin), false, 2)
    if (verdict === 'kept') this.#claim('fine', words.kept(said, words.within(margin, size)))
    else if (verdict === 'broken') this.#claim('alarm', words.broken(said, words.beyond(margin, size)))
    else this.#mayNot.push(words.unsure(said, numbers.percent(margin, true, 2)))
  }

  #segments(segments: readonly SegmentResult[]): void {
    const { words } = this.#text
    const metric = this.#measured.metrics[0]?.metric
    const compared = segments.filter(({ effect }) => effect)
    if (metric === undefined || !compared.length) return
    for (const { dimension, segment, arm, effect, claim } of compared) {
      if (!effect || claim === 'none') continue
      const said = this.#said(metric, arm, effect, this.#measured.alpha)
      this.#claim('fine', words.segment(said, `${dimension} = ${segment}`, claim))
    }
    if (compared.every(({ claim }) => claim === 'none')) this.#mayNot.push(words.noSegment)
  }

  #claim(severity: Finding['severity'], text: string): void {
    this.#may.push({ severity, text })
  }

  #said(metric: string, arm: string, effect: Effect, alpha: number): Said {
    const { value: change, low, high } = this.#text.change(effect)
    return {
      metric: this.#text.name(metric),
      arm,
      control: this.#measured.control,
      change,
      low,
      high,
      level: this.#text.numbers.percent(1 - alpha, false, 2),
    }
  }
}
