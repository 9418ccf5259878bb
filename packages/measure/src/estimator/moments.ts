/** Means, variances and covariances of a device's four numbers: the sufficient statistics of an arm. */

/**
 * A device's numbers for one metric: the numerator and the denominator, and the same two for the days before exposure.
 */
export const [VALUE, PER, BEFORE, PER_BEFORE] = [0, 1, 2, 3] as const
const K = 4

/** A linear combination of the four numbers. */
export type Weights = readonly [value: number, per: number, before: number, perBefore: number]

const placeOf = (i: number, j: number) => (i > j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i)

/**
 * Updated per device (Welford 1962) or per group (Chan, Golub & LeVeque 1983). This is numerically stable where sums of
 * squares would cancel.
 */
export class Moments {
  #n = 0
  readonly #means = new Float64Array(K)
  /** Sums of products of deviations: the lower triangle of (K, K). */
  readonly #products = new Float64Array((K * (K + 1)) / 2)

  /** Number of devices. */
  get n(): number {
    return this.#n
  }

  mean(i: number): number {
    return this.#means[i]!
  }

  /** Unbiased (divided by n − 1); 0 for fewer than two devices. */
  covariance(i: number, j: number): number {
    return this.#n > 1 ? this.#products[placeOf(i, j)]! / (this.#n - 1) : 0
  }

  /** @param times the number of identical devices */
  add(value: number, per = 1, before = 0, perBefore = 1, times = 1): void {
    this.#join(times, [value, per, before, perBefore])
  }

  merge(other: Moments): void {
    if (!other.n) return
    this.#join(other.n, [other.mean(0), other.mean(1), other.mean(2), other.mean(3)])
    for (let place = 0; place < this.#products.length; place++) this.#products[place]! += other.#products[place]!
  }

  /** Merges a group of identical devices. */
  #join(times: number, values: Weights): void {
    if (!times) return
    const before = this.#n
    this.#n += times
    const share = times / this.#n
    const [a, b, c, d] = values
    const means = this.#means
    const [da, db, dc, dd] = [a - means[0]!, b - means[1]!, c - means[2]!, d - means[3]!]
    const weight = before * share
    const products = this.#products
    products[0]! += weight * da * da
    products[1]! += weight * db * da
    products[2]! += weight * db * db
    products[3]! += weight * dc * da
    products[4]! += weight * dc * db
    products[5]! += weight * dc * dc
    products[6]! += weight * dd * da
    products[7]! += weight * dd * db
    products[8]! += weight * dd * dc
    products[9]! += weight * dd * dd
    means[0]! += share * da
    means[1]! += share * db
    means[2]! += share * dc
    means[3]! += share * dd
  }
}

/** Mean of a linear combination. */
export function meanOf(moments: Moments, weights: Weights): number {
  return weights.reduce((sum, weight, i) => sum + weight * moments.mean(i), 0)
}

/** A sum smaller than this relative to its terms is only rounding error, and is treated as 0. */
export const ROUNDING = 1e-12

/** Covariance of the means of two linear combinations. */
export function covarianceOfMeans(moments: Moments, one: Weights, two: Weights): number {
  let [sum, size] = [0, 0]
  for (let i = 0; i < K; i++)
    for (let j = 0; j < K; j++) {
      const term = one[i]! * two[j]! * moments.covariance(i, j)
      sum += term
      size += Math.abs(term)
    }
  return Math.abs(sum) > ROUNDING * size ? sum / moments.n : 0
}
