/** Estimates what each policy would have earned on a log of creatives, with every estimator. */
import type { Interval } from '../metrics/bootstrap.ts'
import { doublyRobust, type Estimate, effectiveSampleSize, gain, ips, logged, snips } from './estimators.ts'
import type { DecisionLog } from './read-decisions.ts'
import { type RewardModel, rewardModel } from './reward-model.ts'
import { foldOf, type Policy, type Sample, sampleOf } from './sample.ts'
import { shrunkDoublyRobust } from './slope.ts'
import { warningsOf } from './warnings.ts'

type Estimated = Estimate & { readonly limit?: number }

/** Estimates keyed by policy name, in the order in which the report lists them. */
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
  /** The shrinkage limit that SLOPE chose; undefined if the weights were left unchanged. */
  readonly limit?: number
}

export interface JudgedPolicy {
  readonly name: string
  readonly decisions: number
  readonly effectiveSampleSize: number
  readonly meanWeight: number
  readonly largestWeight: number
  readonly estimates: Readonly<Record<string, Figures>>
  /** Doubly robust estimate of the gain over the log. */
  readonly gain: Figures
  readonly warnings: readonly string[]
}

export interface Judgement {
  readonly log: {
    readonly decisions: number
    readonly users: number
    /** Whether the lines name users; if not, decisions are treated as independent. */
    readonly named: boolean
    readonly slots: number
    readonly creatives: number
    readonly malformed: number
    /** ISO 8601. */
    readonly from?: string
    readonly to?: string
  }
  /** The logging policy's reward. */
  readonly logged: Figures
  readonly policies: readonly JudgedPolicy[]
}

/** The range of binary rewards. */
const SHARE: Interval = [0, 1]

/** @param range the possible values, to which intervals are clipped */
const figures = (
  { value, standardError, interval: [low, high], limit }: Estimated,
  [least, most]: Interval = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): Figures => ({
  value,
  standardError,
  interval: [Math.min(most, Math.max(least, low)), Math.min(most, Math.max(least, high))],
  ...(limit !== undefined && Number.isFinite(limit) && { limit }),
})

/**
 * Policies that can be evaluated even if the log contains no probabilities: choosing uniformly, and always choosing the
 * first candidate, which is the editors' default.
 */
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

/** @param own additional policies, keyed by name */
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
    // Evaluate one policy at a time, because each needs columns as long as the log.
    policies: Object.entries({ ...BUILT_IN, ...own, ...inLog }).map((each) => judgePolicy(log, model, each, range)),
  }
}
