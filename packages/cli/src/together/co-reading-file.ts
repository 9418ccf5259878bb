/** Writes the file that pages load, within its size limit. */
import { quantise } from '../../../sdk/src/content/quantise.ts'

/** Maximum file size in bytes; pages reject larger files (runtime/site-files/load-ranking-files.ts). */
export const LARGEST_FILE = 512 * 1024

/**
 * JSON: `{"version": 1, "dimensions": 24, "items": ["/story", …], "vectors": "…"}`. The vectors are base64: one signed
 * byte per dimension, item by item. Lengths are dropped, since pages scale every vector to length 1.
 *
 * @param all the vectors (items × D)
 */
export function coReadingFile(items: readonly string[], all: Float64Array, D: number): string {
  const steps = new Int8Array(items.length * D)
  items.forEach((_, row) => {
    steps.set(quantise(Float32Array.from(all.subarray(row * D, row * D + D))), row * D)
  })
  const vectors = Buffer.from(steps.buffer).toString('base64')
  return `${JSON.stringify({ version: 1, dimensions: D, items, vectors })}\n`
}
