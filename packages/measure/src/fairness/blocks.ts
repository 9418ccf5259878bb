/** Per-block sums over readers, and jackknife standard errors of statistics computed from these sums. */
import type { Estimate } from '../estimator/compare.ts'
import { zOf } from '../estimator/normal.ts'

/** Critical value of a 95 % interval. */
const Z = zOf(0.05)

/** A value with its standard error. */
export class Uncertain {
  readonly value: number
  readonly error: number

  constructor(value: number, error: number) {
    this.value = value
    this.error = error
  }

  /** The value with its 95 % interval, optionally transformed to another scale. */
  estimate(scale = (value: number): number => value): Estimate {
    const [low, value, high] = [-Z, 0, Z].map((z) => scale(this.value + z * this.error)) as [number, number, number]
    return { value, low, high }
  }

  /** Adds an independent error. */
  widened(error: number): Uncertain {
    return new Uncertain(this.value, Math.hypot(this.error, error))
  }
}

/**
 * Delete-a-group jackknife (Efron & Stein 1981; Kott 2001): leaves out one block of readers at a time. All visits of a
 * reader are in one block, because they are correlated.
 *
 * @param whole the statistics over all blocks
 * @param without the same statistics with one block left out
 * @returns undefined for statistics that aren't finite, such as a ratio to 0
 */
export function jackknife(
  whole: readonly number[],
  blocks: number,
  without: (block: number) => readonly number[],
): Array<Uncertain | undefined> {
  const rows = Array.from({ length: blocks }, (_, block) => without(block))
  return whole.map((value, k) => {
    const values = rows.map((row) => row[k]!)
    if (blocks < 2 || ![value, ...values].every(Number.isFinite)) return undefined
    const mean = values.reduce((sum, each) => sum + each, 0) / blocks
    const spread = values.reduce((sum, each) => sum + (each - mean) ** 2, 0)
    return new Uncertain(value, Math.sqrt(((blocks - 1) / blocks) * spread))
  })
}

export class Blocks {
  readonly count: number
  readonly #width: number
  /** (count, width) */
  readonly #sums: Float64Array

  /** @param width number of sums per block */
  constructor(count: number, width: number) {
    this.count = count
    this.#width = width
    this.#sums = new Float64Array(count * width)
  }

  add(block: number, place: number, value: number): void {
    this.#sums[block * this.#width + place]! += value
  }

  /** (width), over all blocks. */
  total(): Float64Array {
    const total = new Float64Array(this.#width)
    this.#sums.forEach((value, i) => {
      total[i % this.#width]! += value
    })
    return total
  }

  /** @param of computes the statistics from the sums (width) */
  estimates(of: (sums: Float64Array) => readonly number[]): Array<Uncertain | undefined> {
    const total = this.total()
    const rest = new Float64Array(this.#width)
    return jackknife(of(total), this.count, (block) => {
      const from = block * this.#width
      for (let i = 0; i < rest.length; i++) rest[i] = total[i]! - this.#sums[from + i]!
      return of(rest)
    })
  }

  /** The same for a single statistic. */
  estimate(of: (sums: Float64Array) => number): Uncertain | undefined {
    return this.estimates((sums) => [of(sums)])[0]
  }
}
