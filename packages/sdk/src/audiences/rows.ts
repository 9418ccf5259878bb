/** Vectors (N × width), row-major. */
export interface Rows {
  readonly rows: Float32Array
  readonly width: number
}

/** @param at which row @returns (width), a view */
export const rowOf = ({ rows, width }: Rows, at: number): Float32Array => rows.subarray(at * width, (at + 1) * width)

/** @param a (width) @param b (width) */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

/** Adds a row (width) to a sum (width), in place. */
export function add(sum: Float32Array, row: Float32Array): void {
  for (let d = 0; d < sum.length; d++) sum[d]! += row[d]!
}
