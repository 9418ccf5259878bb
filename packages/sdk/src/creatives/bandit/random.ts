/** A source of uniformly distributed numbers in [0, 1): `Math.random`, or a seeded generator for reproducible runs. */
export type Random = () => number

/** A normally distributed random number with mean 0 and variance 1, by the Box–Muller transform. */
export function normal(random: Random): number {
  // 1 − u is never 0, so its logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/**
 * The standard normal distribution function at `z`, accurate to within 1e-7.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.17.
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z)
  const t = 1 / (1 + 0.2316419 * x)
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153]
  const tail = Math.exp((-x * x) / 2) * 0.3989422804 * series.reduce((sum, term) => (sum + term) * t, 0)
  return z > 0 ? 1 - tail : tail
}
