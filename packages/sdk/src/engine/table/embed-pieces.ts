/** The arithmetic of depth 0 in plain JavaScript. */

import type { TableShape } from '../pack/shape.ts'
import { type PackedRows, rowReader } from '../pack/tensors/row-reader.ts'

/** The parts of a table. */
export interface TableParts {
  readonly shape: TableShape
  readonly rows: PackedRows
  /** A weight for each token (V). Default: 1. */
  readonly weights: Float32Array | undefined
  /** The linear head (width, output). Without a head, the vector is the sum of the rows. */
  readonly head: Float32Array | undefined
}

/**
 * @param ids at least one token id
 * @returns the weighted sum of the tokens' rows, multiplied by the head and scaled to length 1 (output); undefined if
 * the sum is zero
 */
export type EmbedPieces = (ids: readonly number[]) => Float32Array | undefined

export function embedPieces({ shape: { width }, rows, weights, head }: TableParts): EmbedPieces {
  const addRow = rowReader(rows, width)
  // Convert to doubles once instead of at each step.
  const kernel = head && Float64Array.from(head)
  return (ids) => {
    const sum = new Float64Array(width) // (width)
    for (const id of ids) addRow(id, sum, 0, weights?.[id] ?? 1)
    return unitLength(kernel ? product(kernel, sum) : sum) // (output)
  }
}

/**
 * @param kernel the matrix (inputs, outputs)
 * @param row the vector (inputs)
 * @returns their product (outputs)
 */
function product(kernel: Float64Array, row: Float64Array): Float64Array {
  const outputs = kernel.length / row.length
  const values = new Float64Array(outputs)
  // Computes eight independent sums at a time, which the processor can do in parallel. If the number of outputs isn't a
  // multiple of eight, the surplus sums are written beyond the array's end, where they are dropped.
  for (let o = 0; o < outputs; o += 8) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    let h = 0
    for (let i = 0, at = o; i < row.length; i++, at += outputs) {
      const value = row[i]!
      a += value * kernel[at]!
      b += value * kernel[at + 1]!
      c += value * kernel[at + 2]!
      d += value * kernel[at + 3]!
      e += value * kernel[at + 4]!
      f += value * kernel[at + 5]!
      g += value * kernel[at + 6]!
      h += value * kernel[at + 7]!
    }
    values[o] = a
    values[o + 1] = b
    values[o + 2] = c
    values[o + 3] = d
    values[o + 4] = e
    values[o + 5] = f
    values[o + 6] = g
    values[o + 7] = h
  }
  return values
}

/** Scales a vector to length 1; undefined if it is zero or not finite. */
function unitLength(values: Float64Array): Float32Array | undefined {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  const length = Math.sqrt(sum)
  if (!isLength(length)) return undefined
  const vector = new Float32Array(values.length)
  for (let i = 0; i < vector.length; i++) vector[i] = values[i]! / length
  return vector
}

const isLength = (length: number) => length > 0 && Number.isFinite(length)
