/** Sums over readers, block by block, and how far what is made of them would move with other readers. */
import type { Estimate } from '../measurement/compare.ts'
import { zOf } from '../measurement/normal.ts'

/** Of a 95 % interval. */
const Z = zOf(0.05)

/** An estimate with its standard error, and the interval that follows. */
export class Uncertain implements Estimate {
  readonly value: number
  readonly error: number

  constructor(value: number, error: number) {
    this.value = value
    this.error = error
  }

  get low(): number {
    return this.value - Z * this.error
  }

  get high(): number {
    return this.value + Z * this.error
  }

  /** With the variance of something else besides. */
  widened(error: number): Uncertain {
    return new Uncertain(this.value, Math.hypot(this.error, error))
  }
}

/**
 * The standard error of a statistic by the delete-a-group jackknife (Efron & Stein 1981; Kott 2001): a block of readers is left
 * out at a time. A reader is in one block whole, since a reader's visits resemble one another.
 *
 * @param without the statistic without one block
 * @returns undefined where it is no number, as a ratio to nothing is
 */
export function jackknife(whole: number, blocks: number, without: (block: number) => number): Uncertain | undefined {
  const values = Array.from({ length: blocks }, (_, block) => without(block))
  if (blocks < 2 || ![whole, ...values].every(Number.isFinite)) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / blocks
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return new Uncertain(whole, Math.sqrt(((blocks - 1) / blocks) * spread))
}

export class Blocks {
  readonly count: number
  readonly #width: number
  /** (count, width) */
  readonly #sums: Float64Array
  /** (width) */
  #total: Float64Array | undefined

  /** @param width sums of each block */
  constructor(count: number, width: number) {
    this.count = count
    this.#width = width
    this.#sums = new Float64Array(count * width)
  }

  add(block: number, place: number, value: number): void {
    this.#sums[block * this.#width + place]! += value
    this.#total = undefined
  }

  /** (width), over all blocks. */
  total(): Float64Array {
    if (this.#total) return this.#total
    const total = new Float64Array(this.#width)
    this.#sums.forEach((value, i) => {
      total[i % this.#width]! += value
    })
    this.#total = total
    return total
  }

  /** @param of sums (width) → a number */
  estimate(of: (sums: Float64Array) => number): Uncertain | undefined {
    const total = this.total()
    const rest = new Float64Array(this.#width)
    return jackknife(of(total), this.count, (block) => {
      const from = block * this.#width
      for (let i = 0; i < rest.length; i++) rest[i] = total[i]! - this.#sums[from + i]!
      return of(rest)
    })
  }
}
