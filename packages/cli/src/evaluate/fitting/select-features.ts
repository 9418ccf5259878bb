/** Drops features that don't help on held-out readers. */
import type { Feature } from '../../../../sdk/src/ranking/features/features.ts'
import { hash32 } from '../random.ts'
import { type Design, designOf, fitDesign, type LabelledList, PRECISION, pick } from './design.ts'

export interface Selection {
  readonly kept: readonly Feature[]
  /** The weakest first. */
  readonly dropped: readonly Feature[]
  /**
   * Held-out log loss per list without the dropped features, minus that of the best model, and the standard error of
   * this difference.
   */
  readonly rise: { readonly value: number; readonly error: number }
}

/**
 * Features that are never dropped: dismissals must always count, and position controls for position bias unless the
 * examination of places is known.
 */
const alwaysIn = (lists: readonly LabelledList[]): ReadonlySet<Feature> =>
  new Set(lists.some(({ examination }) => examination) ? ['dismissed'] : ['position', 'dismissed'])
const PARTS = 5
/**
 * Differs from the seed of the folds on which the gain is measured. With the same seed, one of the parts would always
 * be empty.
 */
const SEED = 11

/** Models along the elimination path: weights (K) of the standardised features; 0 for those eliminated. */
interface Path {
  readonly eliminated: readonly Feature[]
  /** One more model than features in `eliminated`; the full model comes first. */
  readonly models: readonly Float64Array[]
}

/**
 * Chooses the number of features by cross-validation over readers. In each fold, features are eliminated one by one,
 * the weakest first; the number chosen is the smallest one whose held-out log loss is within one standard error of the
 * lowest, paired by reader (the one-standard-error rule: Breiman et al. 1984; Hastie, Tibshirani & Friedman 2009,
 * section 7.10). A feature is thus kept only if there is evidence for it, however many are tried.
 *
 * @param lists each with the name of its reader
 */
export function selectFeatures(
  lists: ReadonlyArray<LabelledList & { readonly list: { readonly user: string } }>,
  which?: readonly Feature[],
): Selection {
  const design = designOf(lists, which)
  const always = alwaysIn(lists)
  const readers = new Map<string, number>()
  const readerOf = lists.map(({ list: { user } }) => {
    if (!readers.has(user)) readers.set(user, readers.size)
    return readers.get(user)!
  })
  const partOf = lists.map(({ list: { user } }) => hash32(user, SEED) % PARTS)
  const sizes = design.which.filter((name) => !always.has(name)).length + 1
  const losses = Array.from({ length: sizes }, () => new Float64Array(readers.size))
  for (let part = 0; part < PARTS; part++) {
    const inside = lists.flatMap((_, l) => (partOf[l] === part ? [l] : []))
    const outside = lists.flatMap((_, l) => (partOf[l] === part ? [] : [l]))
    const { models } = pathOf(pick(design, outside), always)
    for (const l of inside)
      models.forEach((weights, step) => {
        losses[step]![readerOf[l]!]! += lossOf(design, l, weights)
      })
  }
  const counts = new Float64Array(readers.size)
  for (const reader of readerOf) counts[reader]!++
  const totals = losses.map((column) => column.reduce((sum, loss) => sum + loss, 0))
  const best = totals.indexOf(Math.min(...totals))
  const rises = losses.map((column) => riseOver(losses[best]!, column, counts))
  const step = rises.findLastIndex(({ value, error }) => value <= error)
  const dropped = pathOf(design, always).eliminated.slice(0, step)
  return { kept: design.which.filter((name) => !dropped.includes(name)), dropped, rise: rises[step]! }
}

/** Mean difference per list, and its standard error over readers. @param counts number of lists of each reader */
function riseOver(base: Float64Array, other: Float64Array, counts: Float64Array) {
  const lists = counts.reduce((sum, count) => sum + count, 0)
  const differences = other.map((loss, reader) => loss - base[reader]!)
  const value = differences.reduce((sum, each) => sum + each, 0) / (lists || 1)
  const squares = differences.reduce((sum, each, reader) => sum + (each - value * counts[reader]!) ** 2, 0)
  return { value, error: Math.sqrt(squares) / (lists || 1) }
}

/** Log loss of a list. */
function lossOf({ which, rows, outcomes, offsets, starts }: Design, list: number, weights: Float64Array): number {
  const K = which.length
  let loss = 0
  for (let n = starts[list]!; n < starts[list + 1]!; n++) {
    const logit = logitOf(rows, n * K, offsets[n]!, weights)
    loss += Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - outcomes[n]! * logit
  }
  return loss
}

function logitOf(rows: Float64Array, start: number, offset: number, weights: Float64Array): number {
  let logit = offset
  for (let k = 0; k < weights.length; k++) logit += weights[k]! * rows[start + k]!
  return logit
}

/**
 * Backward elimination by the smallest Wald statistic. The weights of the smaller models come from the quadratic
 * approximation of the posterior at the full model, so that each path needs only one fit (Lawless & Singhal, Biometrics
 * 1978).
 */
function pathOf(design: Design, always: ReadonlySet<Feature>): Path {
  const K = design.which.length
  let weights = fitDesign(design)
  const covariance = inverse(hessianOf(design, weights), K)
  const left = new Set([...design.which.keys()].filter((k) => !always.has(design.which[k]!)))
  const models = [weights]
  const eliminated: Feature[] = []
  while (left.size) {
    const wald = (k: number) => weights[k]! ** 2 / covariance[k * K + k]!
    const weakest = [...left].reduce((a, b) => (wald(b) < wald(a) ? b : a))
    const column = Float64Array.from(weights, (_, k) => covariance[k * K + weakest]!)
    const variance = column[weakest]!
    const step = weights[weakest]! / variance
    weights = weights.map((weight, k) => (k === weakest ? 0 : weight - step * column[k]!))
    for (let i = 0; i < K; i++)
      for (let j = 0; j < K; j++) covariance[i * K + j]! -= (column[i]! * column[j]!) / variance
    left.delete(weakest)
    eliminated.push(design.which[weakest]!)
    models.push(weights)
  }
  return { eliminated, models }
}

/** Second derivatives (K × K) of the negative log posterior. */
function hessianOf({ which, rows, offsets }: Design, weights: Float64Array): Float64Array {
  const K = which.length
  const hessian = new Float64Array(K * K)
  for (let k = 0; k < K; k++) hessian[k * K + k] = PRECISION
  for (let n = 0; n < offsets.length; n++) {
    const p = 1 / (1 + Math.exp(-logitOf(rows, n * K, offsets[n]!, weights)))
    for (let i = 0; i < K; i++)
      for (let j = 0; j < K; j++) hessian[i * K + j]! += p * (1 - p) * rows[n * K + i]! * rows[n * K + j]!
  }
  return hessian
}

/** Inverts a symmetric positive definite matrix (K × K) by Gauss–Jordan elimination. */
function inverse(matrix: Float64Array, K: number): Float64Array {
  const a = matrix.slice()
  for (let p = 0; p < K; p++) {
    const pivot = a[p * K + p]!
    a[p * K + p] = 1
    for (let j = 0; j < K; j++) a[p * K + j]! /= pivot
    for (let i = 0; i < K; i++) {
      if (i === p) continue
      const factor = a[i * K + p]!
      a[i * K + p] = 0
      for (let j = 0; j < K; j++) a[i * K + j]! -= factor * a[p * K + j]!
    }
  }
  return a
}
