import type { CoReading } from './features/feature-input.ts'
import { cholesky, substitute } from './logistic-regression.ts'

/**
 * Ridge penalty of the fold-in, in opened items: after two opened items, the estimate is still halfway to 0. Measured
 * in docs/decisions/0089-co-reading.md.
 */
const RIDGE = 2

/** Version of the file. */
const VERSION = 1
/** Permitted numbers of dimensions. */
const DIMENSIONS = { least: 8, most: 64 }

/** Item vectors from the site's file. */
interface ItemVectors {
  /** Number of dimensions, D. */
  readonly dimensions: number
  /** Row of each item, keyed by id. */
  readonly rows: ReadonlyMap<string, number>
  /** (items × D) */
  readonly steps: Int8Array
}

/** Scales the rows to unit length, so that no item counts more because its numbers are larger. */
function unitRows({ dimensions: D, steps }: ItemVectors): Float64Array {
  const rows = Float64Array.from(steps)
  for (let start = 0; start < rows.length; start += D) {
    const row = rows.subarray(start, start + D)
    const length = Math.hypot(...row) || 1
    for (let d = 0; d < D; d++) row[d]! /= length
  }
  return rows
}

/** v·w over D numbers, with v starting at an offset. */
function dot(rows: Float64Array, start: number, other: Float64Array): number {
  let sum = 0
  for (let d = 0; d < other.length; d++) sum += rows[start + d]! * other[d]!
  return sum
}

/**
 * Places a reader in the space of the item vectors with a ridge regression: its inputs are the vectors of the opened
 * items, weighted by evidence, and its target is 1 for each. An item's value is the prediction for it, between −1 and
 * 1. An item that the reader has opened is left out of the regression that predicts it, in closed form: (ŷ − h) / (1 −
 * h) with leverage h.
 *
 * This is the fold-in of matrix factorisation with a Gaussian prior on the reader (Hu, Koren & Volinsky, ICDM 2008),
 * without the term for items that were not opened.
 *
 * @returns a function that returns each candidate's value: NaN if the file doesn't contain the candidate, and 0 for all
 *   candidates if the file contains nothing that the reader opened
 */
function createCoReading(vectors: ItemVectors): CoReading {
  const { dimensions: D, rows } = vectors
  const units = unitRows(vectors)
  return (opened, candidates) => {
    const gram = new Float64Array(D * D) // (D, D), lower half
    const sum = new Float64Array(D)
    const weights = new Map<string, number>()
    for (const { item, weight } of opened) {
      const row = rows.get(item)
      if (row === undefined) continue
      weights.set(item, weight)
      const v = units.subarray(row * D, row * D + D)
      for (let d = 0; d < D; d++) {
        const scaled = weight * v[d]!
        sum[d]! += scaled
        for (let e = 0; e <= d; e++) gram[d * D + e]! += scaled * v[e]!
      }
    }
    if (!weights.size) return candidates.map(() => 0)
    for (let d = 0; d < D; d++) gram[d * D + d]! += RIDGE
    const root = cholesky(gram, D)
    const reader = substitute(root, sum, D)
    return candidates.map(({ id }) => {
      const row = rows.get(id)
      if (row === undefined) return Number.NaN
      const value = dot(units, row * D, reader)
      const weight = weights.get(id)
      if (weight === undefined) return value
      const leverage = weight * dot(units, row * D, substitute(root, units.subarray(row * D, row * D + D), D))
      return (value - leverage) / (1 - leverage)
    })
  }
}

/**
 * Checks the file that `npx --no inkling together` writes.
 *
 * @returns the feature
 * @throws TypeError that says why the file is invalid
 */
export function checkCoReading(value: unknown): CoReading {
  const { version, dimensions, items, vectors } = Object(value) as Readonly<Record<string, unknown>>
  const expectThat = (right: boolean, what: string) => {
    if (!right) throw new TypeError(what)
  }
  expectThat(version === VERSION, `\`version\` must be ${VERSION}: make the file again with this release's command`)
  const D = dimensions as number
  const { least, most } = DIMENSIONS
  expectThat(
    Number.isInteger(D) && D >= least && D <= most,
    `\`dimensions\` must be a whole number from ${least} to ${most}`,
  )
  expectThat(Array.isArray(items) && items.every((id) => typeof id === 'string'), '`items` must be a list of texts')
  const ids = items as readonly string[]
  const rows = new Map(ids.map((id, row) => [id, row]))
  expectThat(rows.size === ids.length, '`items` must not repeat an item')
  const steps = stepsOf(vectors)
  expectThat(steps?.length === ids.length * D, '`vectors` must be base64 with `dimensions` bytes for each item')
  return createCoReading({ dimensions: D, rows, steps: steps! })
}

/** Decodes base64 to signed bytes; undefined if the text isn't base64. */
function stepsOf(vectors: unknown): Int8Array | undefined {
  if (typeof vectors !== 'string') return undefined
  try {
    return Int8Array.from(atob(vectors), (byte) => byte.charCodeAt(0))
  } catch {
    return undefined
  }
}
