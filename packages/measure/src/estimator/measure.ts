/** Does it pay? Devices of an experiment → what may be claimed. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { Device } from './device.ts'
import { type Claim, type Comparison, comparisonOf, type Effect, type Looks, type Settings } from './effect.ts'
import { type GuardrailVerdict, guardrailOf } from './guardrail.ts'
import { holm } from './holm.ts'
import { metricsOf } from './metric.ts'
import { exposedRatio, type SampleRatio, SUSPICIOUS, sampleRatio as sampleRatioOf } from './sample-ratio.ts'
import { PLANNED } from './sequential.ts'
import { type SegmentTally, type Tally, tallyOf } from './tally.ts'

/** Devices below which nothing is told of an arm or a segment: for who is in it, and because intervals stand on many. */
export const LEAST_DEVICES = 1000
/** A device with more than this share of a metric's sum is told of. */
const LOUD = 0.01

export interface MeasureOptions {
  /** The arm with which the others are compared: the holdout. */
  readonly control: string
  /** `clicks` (per device), `clicks/views` or `has:clicks` (share of devices); the first decides. */
  readonly metrics: readonly string[]
  /** The coin's: `{ holdout: .1, ranked: .9 }`. Default: the sample ratio isn't checked */
  readonly shares?: Readonly<Record<string, number>> | undefined
  /** Margins by metric: −.02 where it may fall by 2 % at most, .02 where it may rise by 2 %. */
  readonly guardrails?: Readonly<Record<string, number>> | undefined
  /** Whether this is the one time that results are looked at, with as many devices as were planned. Default: `always` */
  readonly looks?: Looks | undefined
  /** Devices of both arms that were planned: intervals that always hold are narrowest there. Default: 20,000 */
  readonly planned?: number | undefined
  /** The uplift that should be seen, with a power of 80 %. Default: .05 */
  readonly detect?: number | undefined
  /** Of false claims. Default: .05 */
  readonly alpha?: number | undefined
}

export interface ArmResult {
  readonly arm: string
  readonly devices: number
  /** Devices that tossed the coin, exposed or not. */
  readonly assigned: number
  /** Whether it has too few devices to be told of. */
  readonly suppressed: boolean
}

export interface MetricResult {
  readonly metric: string
  readonly arm: string
  /** Undefined where nothing varies. */
  readonly comparison?: Comparison
  readonly guardrail?: { readonly margin: number; readonly verdict: GuardrailVerdict }
  /** The share of the sum that one device has, where it is more than a hundredth. */
  readonly loudest?: number
}

export interface SegmentResult {
  readonly dimension: string
  readonly segment: string
  readonly arm: string
  /** Undefined with fewer than 1,000 devices in either arm. */
  readonly effect?: Effect
  /** By Holm's correction, over all segments. */
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
    /** Undefined where all devices were exposed. */
    readonly exposed?: SampleRatio
  }
  /** False where devices were lost: then nothing may be claimed. */
  readonly believed: boolean
  readonly metrics: readonly MetricResult[]
  readonly segments: readonly SegmentResult[]
}

function settingsOf({ looks = 'always', planned = PLANNED, detect = 0.05, alpha = 0.05 }: MeasureOptions): Settings {
  assertUsage(looks === 'once' || looks === 'always', "looks is 'once' or 'always'")
  assertUsage(planned >= 1 && Number.isFinite(planned), 'planned is a number of devices: write 20000')
  assertUsage(detect > 0 && Number.isFinite(detect), 'detect is a share above 0: write .05 for 5 %')
  assertUsage(alpha > 0 && alpha < 1, 'alpha lies between 0 and 1: write .05')
  return { looks, planned, detect, alpha, power: 0.8 }
}

/**
 * @param devices each once
 * @throws InklingMisuse on options or devices that are wrong, with what to write instead
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
  // As many as were planned: an arm that somebody makes up in the log takes nothing from the others.
  const compared = (shares ? Object.keys(shares).length : arms.length) - 1
  const results = treatments.flatMap((arm) =>
    metrics.map(({ name }, m) => {
      // The first metric decides; the others share one more chance of a false claim among them.
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

/** What is told of an experiment that isn't believed. */
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
    assertUsage(isPlanned(arm) || arm.suppressed, `shares have no ${arm.arm}: write the coin's share of each arm`)
  assertUsage(
    Object.values(shares).every((share) => share > 0 && Number.isFinite(share)) && Object.keys(shares).length > 1,
    'shares are those of all arms, and lie above 0: write { holdout: .1, ranked: .9 }',
  )
  // An arm that lost all its devices is the clearest case.
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

/** All segments are one family: whoever looks at twenty will find one that looks good. */
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
