/** Which texts are computed together. */

/** What a device gains by batches, and what padding costs it. */
export interface Batching {
  /** Texts a batch. */
  readonly texts: number
  /** A batch with its padding, as a multiple of its tokens. */
  readonly padded: number
}

/**
 * By kind of device, measured in decision 63. Plain script gains nothing by a batch; WebAssembly gains less than a tenth of
 * padding costs; a GPU pays for each pass, and hardly for its size.
 */
export const BATCHING = {
  script: { texts: 1, padded: 1 },
  wasm: { texts: 16, padded: 1.1 },
  gpu: { texts: 16, padded: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, Batching>

/** So that long texts don't starve the device's memory. */
const MOST_TOKENS = 512

/**
 * Indices of the texts, those of like length together, so that little of a batch is padding.
 *
 * @param texts token ids
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
    // The newest text is the longest so far: the whole batch would be padded to it.
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
