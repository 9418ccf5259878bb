import type { Device, Embedder } from '../backends/backend.ts'
import { UnsupportedError } from '../model/errors.ts'
import type { GoldenText, Model } from '../model/load-model.ts'

/** A model on a device that is known to compute it rightly. */
export interface Readiness {
  readonly embedder: Embedder
  /** Lowest cosine of the golden texts' vectors to the reference's. */
  readonly goldenCosine: number
  /** The golden texts, embedded once everything was compiled. */
  readonly milliseconds: number
}

/** A vector whose cosine to the reference's is no more than this is another vector. */
const GOLDEN_COSINE = 0.999

/**
 * Puts a model on a device and embeds its golden texts, twice: the first run compiles and is checked, the second is timed.
 *
 * @throws UnsupportedError when the vectors differ from the golden ones; whatever the device throws.
 */
export async function makeReady(
  device: Device,
  model: Model,
  now: () => number = () => performance.now(),
): Promise<Readiness> {
  const embedder = await device.load(model)
  try {
    const texts = model.golden.map(({ text }) => text)
    const goldenCosine = lowestCosine(await embedder.embed(texts), model.golden)
    // Written so that NaN fails too.
    if (!(goldenCosine > GOLDEN_COSINE)) {
      throw new UnsupportedError(
        `This backend gives wrong vectors: cosine ${goldenCosine.toFixed(4)} to the golden ones.`,
      )
    }
    const started = now()
    await embedder.embed(texts)
    return { embedder, goldenCosine, milliseconds: now() - started }
  } catch (error) {
    embedder.dispose()
    throw error
  }
}

/** Lowest cosine between the rows of `vectors` and the golden vectors. */
function lowestCosine(vectors: Float32Array, golden: readonly GoldenText[]): number {
  const cosines = golden.map(({ vector }, row) => {
    const own = vectors.subarray(row * vector.length, (row + 1) * vector.length)
    const dot = vector.reduce((sum, value, i) => sum + value * (own[i] ?? 0), 0)
    return dot / (Math.hypot(...vector) * Math.hypot(...own))
  })
  return Math.min(...cosines)
}
