/**
 * The upper tail of the gamma distribution for integer and half-integer shapes. The tails of χ² and the normal
 * distribution follow from it.
 */

/** Maximum number of iterations, far more than double precision requires. */
const STEPS = 10_000
const TINY = 1e-300

/** ln Γ of 1/2, 1, 3/2, 2 and so on. */
function logGamma(shape: number): number {
  let sum = shape % 1 ? Math.log(Math.PI) / 2 : 0
  for (let below = shape % 1 || 1; below < shape; below++) sum += Math.log(below)
  return sum
}

/**
 * Q(a, x) = Γ(a, x) / Γ(a): a series below a + 1, a continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31;
 * the latter by Lentz's method).
 *
 * @param shape a positive integer or half-integer
 * @param x at least 0
 */
export function gammaTail(shape: number, x: number): number {
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = 1; n < STEPS && term > sum * Number.EPSILON; n++) {
      term *= x / (shape + n)
      sum += term
    }
    return 1 - front * sum
  }
  let b = x + 1 - shape
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < STEPS; n++) {
    const a = n * (shape - n)
    b += 2
    d = 1 / (a * d + b || TINY)
    c = b + a / c || TINY
    fraction *= d * c
    if (Math.abs(d * c - 1) <= Number.EPSILON) break
  }
  return front * fraction
}

/** Probability that χ² exceeds `x`. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammaTail(degrees / 2, x / 2)
}
