/** `inkling/measure`: the estimator, for a site's own reports. It needs no page. */
export type { Estimate } from '../measurement/estimator/compare.ts'
export type { Device } from '../measurement/estimator/device.ts'
export type { Claim, Comparison, Effect, Effects, Looks } from '../measurement/estimator/effect.ts'
export type { GuardrailVerdict } from '../measurement/estimator/guardrail.ts'
export { holm } from '../measurement/estimator/holm.ts'
export {
  type ArmResult,
  type Measured,
  type MeasureOptions,
  type MetricResult,
  measure,
  type SegmentResult,
} from '../measurement/estimator/measure.ts'
export { unbiased } from '../measurement/estimator/randomised-response.ts'
export { exposedRatio, type SampleRatio, sampleRatio } from '../measurement/estimator/sample-ratio.ts'
export { type PowerOptions, power, type SampleSize } from '../measurement/estimator/sample-size.ts'
