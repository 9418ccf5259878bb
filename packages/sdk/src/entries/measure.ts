/** `inkling/measure`: the estimator, for a site's own reports. It needs no page. */
export type { Estimate } from '../measurement/compare.ts'
export type { Device } from '../measurement/device.ts'
export type { Claim, Comparison, Effect, Effects, Looks } from '../measurement/effect.ts'
export type { GuardrailVerdict } from '../measurement/guardrail.ts'
export { holm } from '../measurement/holm.ts'
export {
  type ArmResult,
  type Measured,
  type MeasureOptions,
  type MetricResult,
  measure,
  type SegmentResult,
} from '../measurement/measure.ts'
export { unbiased } from '../measurement/randomised-response.ts'
export { exposedRatio, type SampleRatio, sampleRatio } from '../measurement/sample-ratio.ts'
export { type PowerOptions, power, type SampleSize } from '../measurement/sample-size.ts'
