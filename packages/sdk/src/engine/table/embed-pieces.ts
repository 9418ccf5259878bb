/** Depth 0's arithmetic in plain script. */

import type { TableShape } from '../pack/shape.ts'
import { type PackedRows, rowReader } from '../pack/tensors/row-reader.ts'

/** What a table consists of. */
export interface TableParts {
  readonly shape: TableShape
  readonly rows: PackedRows
  /** (V); 1 for each piece by default. */
  readonly weights: Float32Array | undefined
  /** (width, output); without one the sum of the rows is the vector. */
  readonly head: Float32Array | undefined
}

/**
 * @param ids pieces, at least one
 * @returns the weighed sum of their rows, times the head, at length 1: (output); undefined where it has no direction
 */
export type EmbedPieces = (ids: readonly number[]) => Float32Array | undefined

export function embedPieces({ shape: { width }, rows, weights, head }: TableParts): EmbedPieces {
  const addRow = rowReader(rows, width)
  // Of a double nothing is to be converted at each step.
  const kernel = head && Float64Array.from(head)
  return (ids) => {
    const sum = new Float64Array(width) // (width)
    for (const id of ids) addRow(id, sum, 0, weights?.[id] ?? 1)
    return unitLength(kernel ? product(kernel, sum) : sum) // (output)
  }
}

/** @param kernel (inputs, outputs) @param row (inputs) @returns (outputs) */
function product(kernel: Float64Array, row: Float64Array): Float64Array {
  const outputs = kernel.length / row.length
  const values = new Float64Array(outputs)
  // Eight sums at once, none of which waits for another; in numbers of their own instead of the array's, which takes none behind its end.
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

/** So little is known that it has no direction: no vector. */
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
