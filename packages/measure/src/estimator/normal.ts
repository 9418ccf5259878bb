/** The standard normal distribution. */
import { gammaTail } from './gamma.ts'

/** How probable it is to lie farther from 0 than `z`, on either side. */
export function twoSided(z: number): number {
  return gammaTail(1 / 2, (z * z) / 2)
}

/** As near to 0 as probabilities are taken for. */
const LEAST = 1e-300

/**
 * The z beyond which, on either side together, a share `alpha` lies: 1.96 for .05. By bisection: what is asked a few times need
 * not be fast.
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
