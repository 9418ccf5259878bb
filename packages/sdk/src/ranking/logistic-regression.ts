/** Rows of K numbers, one after the other, with what came of each. */
export interface Examples {
  /** (N × K) */
  readonly rows: Float64Array
  /** (N) 1 or 0 */
  readonly outcomes: Float64Array
  /** (N) what is added to the log-odds and not fitted: how freely this reader opens things. */
  readonly offsets: Float64Array
}

/** What is believed of the weights before any example: independent normals. */
export interface NormalPrior {
  /** (K) */
  readonly mean: Float64Array
  /** (K) one over the variance, > 0 */
  readonly precision: Float64Array
}

const STEPS = 25
/** Change of a weight below which the answer is found. */
const ENOUGH = 1e-9
/** Share of the loss that may be rounding: near the answer it can't tell better from worse. */
const ROUNDING = 1e-12

/**
 * The most probable weights (K) of a logistic regression under a normal prior: Newton's method on the log posterior, which
 * is concave, so there is one answer and no seed.
 */
export function fitLogistic({ rows, outcomes, offsets }: Examples, { mean, precision }: NormalPrior): Float64Array {
  const K = mean.length
  const N = outcomes.length
  const weights = Float64Array.from(mean)
  /** Negative log posterior, but for a constant. */
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
    // Where the curve is flat a whole step overshoots: halved until it goes down.
    const most = loss(weights) * (1 + ROUNDING)
    let part = 1
    const next = () => weights.map((weight, k) => weight - part * change[k]!)
    while (part > 1e-6 && !(loss(next()) <= most)) part /= 2
    weights.set(next())
  }
  return weights
}

/** x of A·x = b for a symmetric positive definite A, of which the lower half is given: Cholesky. */
function solve(a: Float64Array, b: Float64Array, K: number): Float64Array {
  const l = new Float64Array(K * K)
  for (let i = 0; i < K; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * K + j]!
      for (let k = 0; k < j; k++) sum -= l[i * K + k]! * l[j * K + k]!
      l[i * K + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * K + j]!
    }
  }
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
