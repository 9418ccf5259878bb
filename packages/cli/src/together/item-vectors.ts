/** Item vectors from a matrix of pointwise mutual information. */
import { uniform } from '../evaluate/random.ts'

/** Eigenvectors computed in addition to those that are kept: they speed up convergence, and some have eigenvalues below 0. */
const SPARE = 24
/** Passes of the iteration. */
const PASSES = 40
const SEED = 20261202

/** Multiplies a symmetric matrix (n × n) by columns of length n, one column at a time. */
function multiply(matrix: Float32Array, columns: readonly Float64Array[]): Float64Array[] {
  const n = columns[0]!.length
  return columns.map((column) => {
    const product = new Float64Array(n)
    for (let a = 0, at = 0; a < n; a++) {
      let sum = 0
      for (let b = 0; b < n; b++) sum += matrix[at++]! * column[b]!
      product[a] = sum
    }
    return product
  })
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Makes the columns orthonormal, in place (modified Gram–Schmidt). */
function orthonormalise(columns: readonly Float64Array[]): void {
  columns.forEach((column, c) => {
    for (let before = 0; before < c; before++) {
      const other = columns[before]!
      const shared = dot(column, other)
      for (let i = 0; i < column.length; i++) column[i]! -= shared * other[i]!
    }
    const length = Math.sqrt(dot(column, column)) || 1
    for (let i = 0; i < column.length; i++) column[i]! /= length
  })
}

/**
 * Factorises a matrix of pointwise mutual information: M ≈ V·Vᵀ with D columns (Levy & Goldberg, "Neural Word Embedding
 * as Implicit Matrix Factorization", NIPS 2014; with items for words and readers for contexts, item2vec). V holds the
 * eigenvectors with the largest eigenvalues, times the eigenvalues' square roots, found by orthogonal iteration. An
 * item's information about itself is unknown, so the diagonal is replaced by that of V·Vᵀ after each pass, as in
 * principal-axis factor analysis. The seed is fixed.
 *
 * @param matrix (n × n), symmetric; its diagonal is overwritten
 * @returns V (n × D)
 */
export async function itemVectors(
  matrix: Float32Array,
  D: number,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Float64Array> {
  const n = Math.sqrt(matrix.length)
  const random = uniform(SEED)
  const start = () => Float64Array.from({ length: n }, () => random() - 0.5)
  let columns: Float64Array[] = Array.from({ length: Math.min(n, D + SPARE) }, start)
  let vectors = new Float64Array(n * D)
  orthonormalise(columns)
  for (let pass = 0; pass < PASSES; pass++) {
    const products = multiply(matrix, columns)
    const best = columns
      .map((column, c) => ({ column, value: dot(column, products[c]!) }))
      .sort((a, b) => b.value - a.value)
      .slice(0, D)
    vectors = new Float64Array(n * D)
    best.forEach(({ column, value }, d) => {
      const root = Math.sqrt(Math.max(0, value))
      for (let i = 0; i < n; i++) vectors[i * D + d] = root * column[i]!
    })
    for (let i = 0; i < n; i++) {
      const row = vectors.subarray(i * D, i * D + D)
      matrix[i * n + i] = dot(row, row)
    }
    columns = products
    orthonormalise(columns)
    onProgress(pass + 1, PASSES)
    // Lets an interruption be noticed.
    await new Promise(setImmediate)
  }
  return vectors
}
