/** N rows of K features each, and the outcome of each row. */
export interface Examples {
  /** (N × K) */
  readonly rows: Float64Array
  /** (N) 1 or 0 */
  readonly outcomes: Float64Array
  /**
   * Offsets (N), which are added to the log-odds without being fitted, such as this reader's overall tendency to open
   * items.
   */
  readonly offsets: Float64Array
}

/** The prior on the weights, which are independent and normally distributed. */
export interface NormalPrior {
  /** (K) */
  readonly mean: Float64Array
  /** Precision of each weight (K), i.e. 1 / variance, > 0 */
  readonly precision: Float64Array
}

const STEPS = 25
/** Convergence threshold for the largest change in any weight. */
const ENOUGH = 1e-9
/** Relative rounding error of the loss. Near the optimum, smaller differences are meaningless. */
const ROUNDING = 1e-12

/**
 * MAP estimate of the weights (K) of a logistic regression under a normal prior, computed with Newton's method. The log
 * posterior is concave, so the result is unique and no seed is needed.
 */
export function fitLogistic({ rows, outcomes, offsets }: Examples, { mean, precision }: NormalPrior): Float64Array {
  const K = mean.length
  const N = outcomes.length
  const weights = Float64Array.from(mean)
  /** Negative log posterior, up to a constant. */
  const loss = (at: Float64Array): number => {
    let sum = 0
    for (let k = 0; k < K; k++) sum += (precision[k]! * (at[k]! - mean[k]!) ** 2) / 2
    for (let n = 0, start = 0; n < N; n++, start += K) {
      let logit = offsets[n]!
      for (let k = 0; k < K; k++) logit += at[k]! * rows[start + k]!
      // log(1 + e^x) without overflow
      sum += Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - outcomes[n]! * logit
    }
    return sum
  }
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(weights, (weight, k) => precision[k]! * (weight - mean[k]!)) // (K)
    const hessian = new Float64Array(K * K) // (K, K), lower half
    for (let k = 0; k < K; k++) hessian[k * K + k] = precision[k]!
    for (let n = 0, start = 0; n < N; n++, start += K) {
      let logit = offsets[n]!
      for (let k = 0; k < K; k++) logit += weights[k]! * rows[start + k]!
      const p = 1 / (1 + Math.exp(-logit))
      const error = p - outcomes[n]!
      const curvature = p * (1 - p)
      for (let k = 0; k < K; k++) {
        const value = rows[start + k]!
        gradient[k]! += error * value
        const scaled = curvature * value
        for (let j = 0; j <= k; j++) hessian[k * K + j]! += scaled * rows[start + j]!
      }
    }
    const change = solve(hessian, gradient, K)
    if (Math.max(...change.map(Math.abs)) < ENOUGH) break
    // A full step can overshoot where the curve is flat, so backtrack until the loss doesn't rise.
    const most = loss(weights) * (1 + ROUNDING)
    let part = 1
    const next = () => weights.map((weight, k) => weight - part * change[k]!)
    while (part > 1e-6 && !(loss(next()) <= most)) part /= 2
    weights.set(next())
  }
  return weights
}

/** Solves A·x = b. A is symmetric positive definite; only its lower half is given. */
const solve = (a: Float64Array, b: Float64Array, K: number): Float64Array => substitute(cholesky(a, K), b, K)

/** Decomposes a symmetric positive definite A (K × K), of which only the lower half is given, into L·Lᵀ. */
export function cholesky(a: Float64Array, K: number): Float64Array {
  const l = new Float64Array(K * K)
  for (let i = 0; i < K; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * K + j]!
      for (let k = 0; k < j; k++) sum -= l[i * K + k]! * l[j * K + k]!
      l[i * K + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * K + j]!
    }
  }
  return l
}

/** Solves L·Lᵀ·x = b. */
export function substitute(l: Float64Array, b: Float64Array, K: number): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < K; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * K + k]! * x[k]!
    x[i]! /= l[i * K + i]!
  }
  for (let i = K - 1; i >= 0; i--) {
    for (let k = i + 1; k < K; k++) x[i]! -= l[k * K + i]! * x[k]!
    x[i]! /= l[i * K + i]!
  }
  return x
}
