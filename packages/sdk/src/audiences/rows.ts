/** Vectors (N × width), row-major. */
export interface Rows {
  readonly rows: Float32Array
  readonly width: number
}

/**
 * @param at index of the row
 * @returns (width) a view of the row
 */
export const rowOf = ({ rows, width }: Rows, at: number): Float32Array => rows.subarray(at * width, (at + 1) * width)

/** Adds a row (width) to a sum (width), in place. */
export function add(sum: Float32Array, row: Float32Array): void {
  for (let d = 0; d < sum.length; d++) sum[d]! += row[d]!
}
