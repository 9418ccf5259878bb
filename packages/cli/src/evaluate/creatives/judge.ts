/** A log of creatives → what each way to choose would have brought, by each estimator. */
import type { Interval } from '../metrics/bootstrap.ts'
import { doublyRobust, type Estimate, effectiveSampleSize, gain, ips, logged, snips } from './estimators.ts'
import type { DecisionLog } from './read-decisions.ts'
import { type RewardModel, rewardModel } from './reward-model.ts'
import { foldOf, type Policy, type Sample, sampleOf } from './sample.ts'
import { shrunkDoublyRobust } from './slope.ts'
import { warningsOf } from './warnings.ts'

type Estimated = Estimate & { readonly limit?: number }

/** By their names in the report, in its order. */
export const ESTIMATORS: Readonly<Record<string, (sample: Sample) => Estimated>> = {
  ips,
  snips,
  dr: doublyRobust,
  'dr-shrunk': shrunkDoublyRobust,
}

export interface Figures {
  readonly value: number
  readonly standardError: number
  /** 95 %. */
  readonly interval: Interval
  /** The limit of weights that SLOPE chose; undefined where they stay as they are. */
  readonly limit?: number
}

export interface JudgedPolicy {
  readonly name: string
  readonly decisions: number
  readonly effectiveSampleSize: number
  readonly meanWeight: number
  readonly largestWeight: number
  readonly estimates: Readonly<Record<string, Figures>>
  /** Doubly robust, less what the log brought. */
  readonly gain: Figures
  readonly warnings: readonly string[]
}

export interface Judgement {
  readonly log: {
    readonly decisions: number
    readonly users: number
    /** Whether users were named: else each decision stands alone. */
    readonly named: boolean
    readonly slots: number
    readonly creatives: number
    readonly malformed: number
    /** ISO 8601. */
    readonly from?: string
    readonly to?: string
  }
  /** What the log's own choices brought. */
  readonly logged: Figures
  readonly policies: readonly JudgedPolicy[]
}

/** Clicks or none. */
const SHARE: Interval = [0, 1]

/** @param range beyond which the truth can't lie, and so no interval needs to */
const figures = (
  { value, standardError, interval: [low, high], limit }: Estimated,
  [least, most]: Interval = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): Figures => ({
  value,
  standardError,
  interval: [Math.min(most, Math.max(least, low)), Math.min(most, Math.max(least, high))],
  ...(limit !== undefined && Number.isFinite(limit) && { limit }),
})

/** Those that need no word in the log: all alike, and always the first, which is the editors' default. */
export const BUILT_IN: Readonly<Record<string, Policy>> = {
  uniform: ({ offer: { arms } }) => new Float64Array(arms.length).fill(1 / arms.length),
  default: ({ offer: { arms } }) => Float64Array.from(arms, (_, k) => Number(k === 0)),
}

function judgePolicy(
  log: DecisionLog,
  model: RewardModel,
  [name, policy]: readonly [string, Policy],
  range: Interval | undefined,
): JudgedPolicy {
  const sample = sampleOf(log, policy, model)
  const { weights } = sample
  return {
    name,
    decisions: weights.length,
    effectiveSampleSize: effectiveSampleSize(sample),
    meanWeight: weights.reduce((sum, weight) => sum + weight, 0) / weights.length,
    largestWeight: weights.reduce((most, weight) => Math.max(most, weight), 0),
    estimates: Object.fromEntries(
      Object.entries(ESTIMATORS).map(([estimator, estimate]) => [estimator, figures(estimate(sample), range)]),
    ),
    gain: figures(gain(sample)),
    warnings: warningsOf(log, policy, sample),
  }
}

/** @param own further policies, by name */
export function judge(log: DecisionLog, own: Readonly<Record<string, Policy>> = {}): Judgement {
  const model = rewardModel(log, foldOf)
  const inLog = Object.fromEntries(
    log.policies.map((name): [string, Policy] => [name, ({ policies }) => policies.get(name)]),
  )
  const range = log.decisions.every(({ reward }) => reward === 0 || reward === 1) ? SHARE : undefined
  const [from, to] = (log.times ?? []).map((time) => new Date(time).toISOString())
  return {
    log: {
      decisions: log.decisions.length,
      users: log.clusters,
      named: log.named,
      slots: log.slots.length,
      creatives: log.arms,
      malformed: log.malformed,
      ...(from && to && { from, to }),
    },
    logged: figures(logged(sampleOf(log, BUILT_IN['default']!, model)), range),
    // One after the other: each has columns as long as the log.
    policies: Object.entries({ ...BUILT_IN, ...own, ...inLog }).map((each) => judgePolicy(log, model, each, range)),
  }
}
