/** The regression's data: the features of all lists as one matrix. */
import { FEATURES, type Feature } from '../../../../sdk/src/ranking/features/features.ts'
import { fitLogistic } from '../../../../sdk/src/ranking/logistic-regression.ts'
import type { Weights } from '../../../../sdk/src/ranking/ranker.ts'

/** The numeric form of one list shown to a user. */
export interface LabelledList {
  /** Feature matrix (C × K), with the K features in the order of FEATURES. */
  readonly rows: Float64Array
  /** 1 for a click (C). */
  readonly clicked: Float64Array
  /** Logarithm of each place's chance of being looked at (C), relative to the list's mean. Default: unknown */
  readonly examination?: Float64Array
}

export interface Design {
  /** The K features that vary within lists. */
  readonly which: readonly Feature[]
  /** Feature matrix (N × K), centred within each list and divided by `spread`. */
  readonly rows: Float64Array
  /** 1 for a click (N). */
  readonly outcomes: Float64Array
  /**
   * For each row (N), the log-odds of a click in its list, plus the logarithm of its place's chance of being looked at.
   */
  readonly offsets: Float64Array
  /** Index of each list's first row, followed by N (L + 1 values). */
  readonly starts: Uint32Array
  /** Standard deviation within lists (K). */
  readonly spread: Float64Array
}

/**
 * Precision of the Gaussian prior on the weights of standardised features; making it ten times larger or smaller
 * changes little.
 */
export const PRECISION = 30
/** A feature whose standard deviation within lists is below this counts as constant. */
const FLAT = 1e-6
/**
 * Pseudo-count added to clicks and non-clicks, which keeps the log-odds finite for a user who opened everything or
 * nothing.
 */
const HALF = 0.5

/**
 * Each list has its own intercept (the log-odds of its clicks), and features are centred within the list, so that
 * differences in how much users click aren't attributed to what they were shown.
 *
 * @param which features to use; those that are constant throughout the log are left out
 */
export function designOf(lists: readonly LabelledList[], which: readonly Feature[] = FEATURES): Design {
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach(({ clicked }, l) => {
    starts[l + 1] = starts[l]! + clicked.length
  })
  const N = starts[lists.length]!
  const means = lists.map(({ rows, clicked }) => meansOf(rows, clicked.length))
  const squares = new Float64Array(FEATURES.length)
  lists.forEach(({ rows }, l) => {
    for (let i = 0; i < rows.length; i++)
      squares[i % FEATURES.length]! += (rows[i]! - means[l]![i % FEATURES.length]!) ** 2
  })
  const deviation = (name: Feature) => Math.sqrt(squares[FEATURES.indexOf(name)]! / (N || 1))
  const varying = which.filter((name) => deviation(name) > FLAT)
  const columns = varying.map((name) => FEATURES.indexOf(name))
  const spread = Float64Array.from(varying, deviation)
  const K = varying.length
  const design = {
    which: varying,
    rows: new Float64Array(N * K),
    outcomes: new Float64Array(N),
    offsets: new Float64Array(N),
    starts,
    spread,
  }
  lists.forEach(({ rows, clicked, examination }, l) => {
    const [C, start] = [clicked.length, starts[l]!]
    const clicks = clicked.reduce((sum, value) => sum + value, 0)
    design.outcomes.set(clicked, start)
    design.offsets.fill(Math.log((clicks + HALF) / (C - clicks + HALF)), start, start + C)
    examination?.forEach((chance, c) => {
      design.offsets[start + c]! += chance
    })
    for (let c = 0; c < C; c++)
      for (let k = 0; k < K; k++)
        design.rows[(start + c) * K + k] =
          (rows[c * FEATURES.length + columns[k]!]! - means[l]![columns[k]!]!) / spread[k]!
  })
  return design
}

function meansOf(rows: Float64Array, C: number): Float64Array {
  const means = new Float64Array(FEATURES.length)
  for (let i = 0; i < rows.length; i++) means[i % FEATURES.length]! += rows[i]! / C
  return means
}

/** The rows of some lists. */
export function pick(design: Design, lists: readonly number[]): Design {
  const K = design.which.length
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach((l, i) => {
    starts[i + 1] = starts[i]! + design.starts[l + 1]! - design.starts[l]!
  })
  const N = starts[lists.length]!
  const picked = { rows: new Float64Array(N * K), outcomes: new Float64Array(N), offsets: new Float64Array(N) }
  lists.forEach((l, i) => {
    const [from, to] = [design.starts[l]!, design.starts[l + 1]!]
    picked.rows.set(design.rows.subarray(from * K, to * K), starts[i]! * K)
    picked.outcomes.set(design.outcomes.subarray(from, to), starts[i])
    picked.offsets.set(design.offsets.subarray(from, to), starts[i])
  })
  return { ...design, ...picked, starts }
}

/** Fits the weights (K) of the standardised features by regularised logistic regression. */
export function fitDesign({ which, ...examples }: Design, precision = PRECISION): Float64Array {
  const K = which.length
  return fitLogistic(examples, { mean: new Float64Array(K), precision: new Float64Array(K).fill(precision) })
}

/** @param weights the standardised features' weights (K) @returns each feature's weight, in log-odds */
export const weightsByName = ({ which, spread }: Design, weights: Float64Array): Weights =>
  Object.fromEntries(which.map((name, k) => [name, weights[k]! / spread[k]!]))
