/**
 * Fits the weights of a text head: ridge regression on vectors, in a model with random intercepts for groups
 * (campaigns, or days) and for single texts. The strength of the ridge is chosen by cross-validation over groups, so
 * that variants of the same thing are never in both the training part and the held-out part.
 */
import {
  type Components,
  calibrated,
  componentsOf,
  conditional,
  type Group,
  logLikelihood,
} from './variance-components.ts'

/** A counted text. */
export interface Example {
  readonly id: string
  /** Of length 1 (D). */
  readonly vector: Float32Array
  /** The text's log-odds according to its counts alone, and the variance of this estimate. */
  readonly value: number
  readonly variance: number
  /** Examples in the same group share a level. */
  readonly group: string
}

export interface HeadFit extends Components {
  /** (D) */
  readonly weights: Float64Array
  /** Makes the prediction 0 for the examples' mean vector. */
  readonly offset: number
  /** Cross-fitted predictions, keyed by id: no prediction uses an example from its own fold. */
  readonly expected: ReadonlyMap<string, number>
  /** Gain in held-out log-likelihood over a model without texts, in standard errors. */
  readonly gain: number
}

/** The fit to the texts of one language. */
export interface LanguageFit {
  readonly language: string
  /** Number of counted texts with vectors. */
  readonly examples: number
  /** Undefined if texts predict too little. */
  readonly fit: HeadFit | undefined
}

/** Minimum number of examples needed to fit a head. */
export const LEAST_EXAMPLES = 50
const FOLDS = 10
/** Candidate values for the prior variance of a weight. */
const STRENGTHS = [0.01, 0.03, 0.1, 0.3, 1, 3]
/** Minimum gain, in standard errors. With less, the texts predict nothing, or too little to tell. */
export const LEAST_GAIN = 2

interface Equations {
  /** Matrix (D × D) of which only the lower triangle is filled. */
  readonly matrix: Float64Array
  readonly vector: Float64Array
}

/** Solves (matrix + ridge · I) x = vector by Cholesky decomposition. */
export function solve({ matrix, vector }: Equations, ridge: number): Float64Array {
  const size = vector.length
  const root = new Float64Array(matrix)
  const x = new Float64Array(vector)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = root[i * size + j]! + (i === j ? ridge : 0)
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!
      root[i * size + j] = i === j ? Math.sqrt(Math.max(sum, Number.EPSILON)) : sum / root[j * size + j]!
    }
    for (let k = 0; k < i; k++) x[i]! -= root[i * size + k]! * x[k]!
    x[i]! /= root[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= root[k * size + i]! * x[k]!
    x[i]! /= root[i * size + i]!
  }
  return x
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

/** Adds weight · x xᵀ and weight · x y. */
function accumulate({ matrix, vector }: Equations, x: ArrayLike<number>, y: number, weight: number): void {
  const size = vector.length
  for (let i = 0; i < size; i++) {
    const scaled = weight * x[i]!
    vector[i]! += scaled * y
    for (let j = 0; j <= i; j++) matrix[i * size + j]! += scaled * x[j]!
  }
}

/**
 * Adds the normal equations of generalised least squares for one group, whose covariance is diag(within + noise) +
 * between · 1 1ᵀ. The Sherman–Morrison formula subtracts the part that the group's intercept explains.
 */
function addGroup(to: Equations, examples: readonly Example[], rows: readonly Float64Array[], c: Components): void {
  const size = to.vector.length
  const middle = new Float64Array(size)
  let [precision, product] = [0, 0]
  examples.forEach(({ value, variance }, i) => {
    const weight = 1 / (c.within + variance)
    accumulate(to, rows[i]!, value - c.mean, weight)
    for (let d = 0; d < size; d++) middle[d]! += weight * rows[i]![d]!
    precision += weight
    product += weight * (value - c.mean)
  })
  if (!precision) return
  accumulate(to, middle, product, -c.between / (1 + c.between * precision))
}

const equations = (size: number): Equations => ({
  matrix: new Float64Array(size * size),
  vector: new Float64Array(size),
})

function minus(a: Equations, b: Equations): Equations {
  return { matrix: a.matrix.map((value, i) => value - b.matrix[i]!), vector: a.vector.map((v, i) => v - b.vector[i]!) }
}

/** Groups of examples, sorted so that the result doesn't depend on the order of rows. */
function groupsOf(examples: readonly Example[]): Example[][] {
  const groups = new Map<string, Example[]>()
  for (const example of [...examples].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const known = groups.get(example.group)
    if (known) known.push(example)
    else groups.set(example.group, [example])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** Fold of each example. If there are too few groups, individual examples are assigned to folds. */
function foldsOf(groups: readonly Example[][], byGroup: boolean): number[][] {
  let next = 0
  return groups.map((group, g) => group.map(() => (byGroup ? g : next++) % FOLDS))
}

const residualsOf = (groups: readonly Example[][], predicted: readonly number[][]): Group[] =>
  groups.map((group, g) => ({
    key: group[0]!.group,
    values: group.map(({ value }, i) => value - predicted[g]![i]!),
    noise: group.map(({ variance }) => variance),
  }))

/**
 * @returns undefined if there are fewer than {@link LEAST_EXAMPLES}, or if the gain in held-out likelihood isn't at
 * least {@link LEAST_GAIN} standard errors
 */
export function fitHead(examples: readonly Example[]): HeadFit | undefined {
  if (examples.length < LEAST_EXAMPLES) return undefined
  const groups = groupsOf(examples)
  const byGroup = groups.length >= FOLDS
  const folds = foldsOf(groups, byGroup)
  const size = examples[0]!.vector.length
  const centre = new Float64Array(size)
  for (const { vector } of groups.flat()) for (let d = 0; d < size; d++) centre[d]! += vector[d]! / examples.length
  const rows = groups.map((group) => group.map(({ vector }) => Float64Array.from(vector, (v, d) => v - centre[d]!)))
  const none = residualsOf(
    groups,
    groups.map((group) => group.map(() => 0)),
  )
  const start = componentsOf(none)
  const parts = Array.from({ length: FOLDS }, () => equations(size))
  const all = equations(size)
  groups.forEach((group, g) => {
    for (let fold = 0; fold < FOLDS; fold++) {
      const inFold = group.flatMap((_, i) => (folds[g]![i] === fold ? [i] : []))
      if (!inFold.length) continue
      const [some, theirs] = [inFold.map((i) => group[i]!), inFold.map((i) => rows[g]![i]!)]
      addGroup(parts[fold]!, some, theirs, start)
    }
  })
  for (const { matrix, vector } of parts) {
    for (let i = 0; i < matrix.length; i++) all.matrix[i]! += matrix[i]!
    for (let i = 0; i < size; i++) all.vector[i]! += vector[i]!
  }
  const others = parts.map((part) => minus(all, part))
  const tried = STRENGTHS.map((strength) => {
    const weights = others.map((each) => solve(each, 1 / strength))
    const predicted = groups.map((group, g) => group.map((_, i) => dot(weights[folds[g]![i]!]!, rows[g]![i]!)))
    const residuals = residualsOf(groups, predicted)
    const components = componentsOf(residuals)
    const total = residuals.reduce((sum, group) => sum + logLikelihood(group, components), 0)
    return { strength, predicted, components, residuals, total }
  })
  const best = tried.reduce((a, b) => (b.total > a.total ? b : a))
  const likelihoods = (all: readonly Group[], components: Components) =>
    all.flatMap((group) => (byGroup ? logLikelihood(group, components) : conditional(group, components)))
  const before = likelihoods(none, start)
  const gain = standardised(likelihoods(best.residuals, best.components).map((each, n) => each - before[n]!))
  if (!(gain >= LEAST_GAIN)) return undefined
  const weights = solve(all, 1 / best.strength)
  const expected = groups.flatMap((group, g) => group.map(({ id }, i) => [id, best.predicted[g]![i]!] as const))
  return {
    ...calibrated(best.residuals, best.components),
    weights,
    offset: -dot(weights, centre),
    expected: new Map(expected),
    gain,
  }
}

/** The mean in standard errors. */
function standardised(values: readonly number[]): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const square = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1)
  return mean / Math.sqrt(square / values.length)
}
