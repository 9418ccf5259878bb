/** A linear model that predicts which text gets more clicks, trained on other tests than those it predicts. */

/** A text within its test: its vector and log-odds, both centred by the test's mean. */
export interface Example {
  readonly vector: Float64Array
  readonly logOdds: number
  /** Inverse variance of the log-odds. */
  readonly weight: number
}

/** Solves A x = b for a symmetric positive definite A (n × n, overwritten), by Cholesky decomposition. */
function solve(A: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = A[i * n + j]!
      for (let k = 0; k < j; k++) sum -= A[i * n + k]! * A[j * n + k]!
      A[i * n + j] = i === j ? Math.sqrt(sum) : sum / A[j * n + j]!
    }
  }
  const x = b.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= A[i * n + k]! * x[k]!
    x[i]! /= A[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= A[k * n + i]! * x[k]!
    x[i]! /= A[i * n + i]!
  }
  return x
}

/** Weighted ridge regression. @returns one coefficient per dimension */
export function ridge(examples: readonly Example[], strength: number): Float64Array {
  const n = examples[0]!.vector.length
  const A = new Float64Array(n * n)
  const b = new Float64Array(n)
  for (const { vector, logOdds, weight } of examples)
    for (let i = 0; i < n; i++) {
      const scaled = weight * vector[i]!
      b[i]! += scaled * logOdds
      for (let j = 0; j <= i; j++) A[i * n + j]! += scaled * vector[j]!
    }
  for (let i = 0; i < n; i++) A[i * n + i]! += strength
  return solve(A, b)
}

export const score = (coefficients: Float64Array, vector: Float64Array): number =>
  coefficients.reduce((sum, coefficient, i) => sum + coefficient * vector[i]!, 0)

/** Weighted squared error relative to that of a constant prediction; below 1, the model explains something. */
export function unexplained(examples: readonly Example[], of: (example: Example) => number): number {
  let [left, all] = [0, 0]
  for (const example of examples) {
    left += example.weight * (example.logOdds - of(example)) ** 2
    all += example.weight * example.logOdds ** 2
  }
  return left / all
}

/**
 * Chooses the ridge strength by cross-validation.
 *
 * @param parts folds of examples, with whole tests in each
 */
export function bestStrength(parts: ReadonlyArray<readonly Example[]>, strengths: readonly number[]): number {
  const errors = strengths.map((strength) =>
    parts.reduce((sum, held) => {
      const fitted = ridge(parts.filter((part) => part !== held).flat(), strength)
      return sum + unexplained(held, ({ vector }) => score(fitted, vector))
    }, 0),
  )
  return strengths[errors.indexOf(Math.min(...errors))]!
}
