/** Analyses an experiment's devices and derives the claims that they support. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { Device } from './device.ts'
import { type Claim, type Comparison, comparisonOf, type Effect, type Looks, type Settings } from './effect.ts'
import { type GuardrailVerdict, guardrailOf } from './guardrail.ts'
import { holm } from './holm.ts'
import { metricsOf } from './metric.ts'
import { exposedRatio, type SampleRatio, SUSPICIOUS, sampleRatio as sampleRatioOf } from './sample-ratio.ts'
import { PLANNED } from './sequential.ts'
import { type SegmentTally, type Tally, tallyOf } from './tally.ts'

/**
 * Arms and segments with fewer devices than this aren't reported, both for privacy and because the intervals are
 * asymptotic.
 */
export const LEAST_DEVICES = 1000
/** A device is reported if it accounts for more than this share of a metric's sum. */
const LOUD = 0.01

export interface MeasureOptions {
  /** The arm with which the others are compared: the holdout. */
  readonly control: string
  /** `clicks` (per device), `clicks/views` or `has:clicks` (share of devices); the first is the primary metric. */
  readonly metrics: readonly string[]
  /** Planned shares: `{ holdout: .1, ranked: .9 }`. Default: the sample ratio isn't checked */
  readonly shares?: Readonly<Record<string, number>> | undefined
  /** Margins, keyed by metric: −.02 if the metric may fall by at most 2 %, .02 if it may rise by at most 2 %. */
  readonly guardrails?: Readonly<Record<string, number>> | undefined
  /** Whether results are read once, at the planned number of devices, or at any time. Default: `always` */
  readonly looks?: Looks | undefined
  /** Planned number of devices, over both arms, at which always-valid intervals are narrowest. Default: 20,000 */
  readonly planned?: number | undefined
  /** Uplift to detect with a power of 80 %. Default: .05 */
  readonly detect?: number | undefined
  /** False-positive rate. Default: .05 */
  readonly alpha?: number | undefined
}

export interface ArmResult {
  readonly arm: string
  readonly devices: number
  /** Assigned devices, exposed or not. */
  readonly assigned: number
  /** Whether the arm or segment has too few devices to be reported. */
  readonly suppressed: boolean
}

export interface MetricResult {
  readonly metric: string
  readonly arm: string
  /** Undefined if there is no variance. */
  readonly comparison?: Comparison
  readonly guardrail?: { readonly margin: number; readonly verdict: GuardrailVerdict }
  /** Largest share of the sum that comes from a single device, if it is above one per cent. */
  readonly loudest?: number
}

export interface SegmentResult {
  readonly dimension: string
  readonly segment: string
  readonly arm: string
  /** Undefined with fewer than 1,000 devices in either arm. */
  readonly effect?: Effect
  /** Holm-corrected over all segments. */
  readonly p?: number
  readonly claim: Claim
}

export interface Measured {
  readonly control: string
  readonly looks: Looks
  readonly alpha: number
  readonly planned: number
  readonly detect: number
  readonly arms: readonly ArmResult[]
  readonly sampleRatio: {
    /** Undefined without `shares`. */
    readonly devices?: SampleRatio
    /** Undefined if all devices were exposed. */
    readonly exposed?: SampleRatio
  }
  /** False if devices were lost, in which case no claim is made. */
  readonly believed: boolean
  readonly metrics: readonly MetricResult[]
  readonly segments: readonly SegmentResult[]
}

function settingsOf({ looks = 'always', planned = PLANNED, detect = 0.05, alpha = 0.05 }: MeasureOptions): Settings {
  assertUsage(looks === 'once' || looks === 'always', "looks is 'once' or 'always'")
  assertUsage(planned >= 1 && Number.isFinite(planned), 'planned is a number of devices: write 20000')
  assertUsage(detect > 0 && Number.isFinite(detect), 'detect is a share above 0: write .05 for 5 %')
  assertUsage(alpha > 0 && alpha < 1, 'alpha must be between 0 and 1: write .05')
  return { looks, planned, detect, alpha, power: 0.8 }
}

/**
 * @param devices must contain each device exactly once
 * @throws InklingMisuse on invalid options or devices; the message says what to write instead
 */
export function measure(devices: Iterable<Device>, options: MeasureOptions): Measured {
  const settings = settingsOf(options)
  const metrics = metricsOf(options.metrics)
  const { control, shares, guardrails = {} } = options
  for (const [name, margin] of Object.entries(guardrails))
    assertUsage(
      options.metrics.includes(name) && Number.isFinite(margin) && margin !== 0 && margin > -1,
      `the guardrail ${name} needs a metric of that name, and a margin: write { '${name}': -.02 }`,
    )
  const tally = tallyOf(devices, metrics)
  assertUsage(
    tally.arms.has(control),
    `there is no arm ${control}: there are ${[...tally.arms.keys()].sort().join(', ') || 'none'}`,
  )
  const arms = armsOf(tally, control)
  const sampleRatio = sampleRatiosOf(arms, shares)
  const believed = Object.values(sampleRatio).every((ratio) => ratio.p >= SUSPICIOUS)
  const told = arms.filter(({ suppressed }) => !suppressed).map(({ arm }) => arm)
  const treatments = told.includes(control) ? told.filter((arm) => arm !== control) : []
  // Uses the planned number of arms, so that a forged arm in the log can't reduce the power of the others.
  const compared = (shares ? Object.keys(shares).length : arms.length) - 1
  const results = treatments.flatMap((arm) =>
    metrics.map(({ name }, m) => {
      // The primary metric gets the full alpha; the secondary metrics share a second alpha of the same size.
      const alpha = settings.alpha / compared / (m === 0 ? 1 : metrics.length - 1)
      return metricResult(tally, m, { metric: name, arm }, control, { ...settings, alpha }, guardrails)
    }),
  )
  const segments = segmentsOf(tally, control, treatments, settings)
  const { looks, alpha, planned, detect } = settings
  return {
    ...{ control, looks, alpha, planned, detect, arms, sampleRatio, believed },
    metrics: believed ? results : results.map(withoutClaim),
    segments: believed ? segments : segments.map((segment) => ({ ...segment, claim: 'none' })),
  }
}

/** Removes the claims of an experiment that has failed its checks. */
function withoutClaim({ comparison, guardrail, ...result }: MetricResult): MetricResult {
  return {
    ...result,
    ...(comparison && { comparison: { ...comparison, claim: 'none' } }),
    ...(guardrail && { guardrail: { ...guardrail, verdict: 'undecided' } }),
  }
}

function armsOf({ arms }: Tally, control: string): ArmResult[] {
  return [...arms]
    .map(([arm, { exposed, assigned }]) => ({ arm, devices: exposed, assigned, suppressed: exposed < LEAST_DEVICES }))
    .sort((a, b) => Number(b.arm === control) - Number(a.arm === control) || (a.arm < b.arm ? -1 : 1))
}

function sampleRatiosOf(all: readonly ArmResult[], shares: MeasureOptions['shares']): Measured['sampleRatio'] {
  const isPlanned = ({ arm }: ArmResult) => shares !== undefined && Object.hasOwn(shares, arm)
  const arms = all.filter((arm) => (shares ? isPlanned(arm) : !arm.suppressed))
  const among = exposedRatio(
    arms.map(({ devices }) => devices),
    arms.map(({ assigned }) => assigned),
  )
  if (!shares) return { ...(among && { exposed: among }) }
  for (const arm of all)
    assertUsage(isPlanned(arm) || arm.suppressed, `shares have no ${arm.arm}: write the planned share of each arm`)
  assertUsage(
    Object.values(shares).every((share) => share > 0 && Number.isFinite(share)) && Object.keys(shares).length > 1,
    'shares are those of all arms, and lie above 0: write { holdout: .1, ranked: .9 }',
  )
  // Includes arms without any devices, which are the clearest sign of loss.
  const counts = new Map(arms.map(({ arm, assigned }) => [arm, assigned]))
  const devices = sampleRatioOf(
    Object.keys(shares).map((arm) => counts.get(arm) ?? 0),
    Object.values(shares),
  )
  return { ...(devices && { devices }), ...(among && { exposed: among }) }
}

function metricResult(
  { arms }: Tally,
  m: number,
  named: { readonly metric: string; readonly arm: string },
  control: string,
  settings: Settings,
  guardrails: Readonly<Record<string, number>>,
): MetricResult {
  const [own, other] = [arms.get(control)!, arms.get(named.arm)!]
  const comparison = comparisonOf(own.metrics[m]!, other.metrics[m]!, settings)
  const margin = Object.hasOwn(guardrails, named.metric) ? guardrails[named.metric] : undefined
  const verdict = comparison && margin !== undefined && guardrailOf(comparison.effects[settings.looks], margin)
  const loudest = Math.max(...[own, other].map((arm) => arm.most[m]! / Math.abs(arm.metrics[m]!.mean(0) * arm.exposed)))
  return {
    ...named,
    ...(comparison && { comparison }),
    ...(margin !== undefined && { guardrail: { margin, verdict: verdict || 'undecided' } }),
    ...(loudest > LOUD && Number.isFinite(loudest) && { loudest }),
  }
}

/** Treats all segments as one family: out of twenty segments, some look good just by chance. */
function segmentsOf(
  { segments }: Tally,
  control: string,
  treatments: readonly string[],
  settings: Settings,
): SegmentResult[] {
  const cells = [...segments].sort().flatMap(([dimension, known]) =>
    [...known].sort().flatMap(([segment, arms]) =>
      treatments.map((arm) => ({
        dimension,
        segment,
        arm,
        arms,
        isTold: isTold(arms, control) && isTold(arms, arm),
      })),
    ),
  )
  const alpha = settings.alpha / Math.max(1, cells.filter((cell) => cell.isTold).length)
  const effects = cells.map(({ arms, arm, isTold }) =>
    isTold
      ? comparisonOf(arms.get(control)!, arms.get(arm)!, { ...settings, alpha })?.effects[settings.looks]
      : undefined,
  )
  const family = effects.flatMap((effect) => effect ?? [])
  const adjusted = holm(family.map(({ p }) => p))
  return cells.map(({ dimension, segment, arm }, i) => {
    const effect = effects[i]
    const p = effect && adjusted[family.indexOf(effect)]!
    const claim = effect && p! <= settings.alpha ? (effect.difference.value > 0 ? 'more' : 'less') : 'none'
    return { dimension, segment, arm, ...(effect && { effect, p: p! }), claim }
  })
}

const isTold = (arms: SegmentTally, arm: string) => (arms.get(arm)?.n ?? 0) >= LEAST_DEVICES
