/** The standard normal distribution. */
import { gammaTail } from './gamma.ts'

/** Two-sided tail probability of `z`. */
export function twoSided(z: number): number {
  return gammaTail(1 / 2, (z * z) / 2)
}

/** Smallest probability distinguished from 0. */
const LEAST = 1e-300

/**
 * The two-sided critical value of `alpha`: 1.96 for .05. Bisection is fast enough, because this function is called only
 * a few times.
 *
 * @param alpha above 0, at most 1
 */
export function zOf(alpha: number): number {
  let [low, high] = [0, 40]
  const wanted = Math.max(alpha, LEAST)
  for (let middle = 20; middle > low && middle < high; middle = (low + high) / 2) {
    if (twoSided(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
