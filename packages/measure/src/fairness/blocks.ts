/** Sums over readers, block by block, and how far what is made of them would move with other readers. */
import type { Estimate } from '../estimator/compare.ts'
import { zOf } from '../estimator/normal.ts'

/** Of a 95 % interval. */
const Z = zOf(0.05)

/** A value with its standard error. */
export class Uncertain {
  readonly value: number
  readonly error: number

  constructor(value: number, error: number) {
    this.value = value
    this.error = error
  }

  /** With a 95 % interval, on another scale if need be. */
  estimate(scale = (value: number): number => value): Estimate {
    const [low, value, high] = [-Z, 0, Z].map((z) => scale(this.value + z * this.error)) as [number, number, number]
    return { value, low, high }
  }

  /** With the variance of something else besides. */
  widened(error: number): Uncertain {
    return new Uncertain(this.value, Math.hypot(this.error, error))
  }
}

/**
 * Standard errors of statistics by the delete-a-group jackknife (Efron & Stein 1981; Kott 2001): a block of readers is left out at a
 * time. A reader is in one block whole, since a reader's visits resemble one another.
 *
 * @param whole the statistics of all blocks
 * @param without the same without one block
 * @returns undefined in place of what is no number, as a ratio to nothing is
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

  /** @param width sums of each block */
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

  /** @param of sums (width) → statistics */
  estimates(of: (sums: Float64Array) => readonly number[]): Array<Uncertain | undefined> {
    const total = this.total()
    const rest = new Float64Array(this.#width)
    return jackknife(of(total), this.count, (block) => {
      const from = block * this.#width
      for (let i = 0; i < rest.length; i++) rest[i] = total[i]! - this.#sums[from + i]!
      return of(rest)
    })
  }

  /** Of one statistic. */
  estimate(of: (sums: Float64Array) => number): Uncertain | undefined {
    return this.estimates((sums) => [of(sums)])[0]
  }
}
