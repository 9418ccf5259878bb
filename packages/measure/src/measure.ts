/** `inkling/measure`: the estimator, for a site's own reports. It doesn't need a page. */
export type { Estimate } from './estimator/compare.ts'
export type { Device } from './estimator/device.ts'
export type { Claim, Comparison, Effect, Effects, Looks } from './estimator/effect.ts'
export type { GuardrailVerdict } from './estimator/guardrail.ts'
export { holm } from './estimator/holm.ts'
export {
  type ArmResult,
  type Measured,
  type MeasureOptions,
  type MetricResult,
  measure,
  type SegmentResult,
} from './estimator/measure.ts'
export { unbiased } from './estimator/randomised-response.ts'
export { exposedRatio, type SampleRatio, sampleRatio } from './estimator/sample-ratio.ts'
export { type PowerOptions, power, type SampleSize } from './estimator/sample-size.ts'
