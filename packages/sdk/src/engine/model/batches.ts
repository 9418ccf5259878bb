/** Groups texts into batches. */

/** How a device trades batch size against padding. */
export interface Batching {
  /** Most texts per batch. */
  readonly texts: number
  /** Maximum padded size of a batch, as a multiple of its number of tokens. */
  readonly padded: number
}

/**
 * Keyed by kind of device, as measured in decision 63. Plain JavaScript gains nothing from batches. On WebAssembly,
 * padding costs more than ten times what batching gains. On a GPU the cost is per pass, almost regardless of batch
 * size.
 */
export const BATCHING = {
  script: { texts: 1, padded: 1 },
  wasm: { texts: 16, padded: 1.1 },
  gpu: { texts: 16, padded: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, Batching>

/** Maximum number of padded tokens per batch, so that long texts don't exhaust the device's memory. */
const MOST_TOKENS = 512

/**
 * Groups texts of similar length into batches, to keep padding small.
 *
 * @param texts token ids
 * @returns the indices of each batch's texts
 */
export function batchesByLength(
  texts: ReadonlyArray<readonly number[]>,
  { texts: most, padded: mostPadded }: Batching,
): number[][] {
  const lengthOf = (index: number) => texts[index]?.length ?? 0
  const order = texts.map((_, index) => index).sort((a, b) => lengthOf(a) - lengthOf(b))
  const batches: number[][] = []
  let batch: number[] = []
  let tokens = 0
  for (const index of order) {
    const length = lengthOf(index)
    // The texts are sorted by length, so the whole batch is padded to the length of the last one added.
    const padded = (batch.length + 1) * length
    const fits = batch.length < most && padded <= MOST_TOKENS && padded <= mostPadded * (tokens + length)
    if (!fits || batch.length === 0) {
      batch = []
      batches.push(batch)
      tokens = 0
    }
    batch.push(index)
    tokens += length
  }
  return batches
}
