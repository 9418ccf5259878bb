import type { Device, Embedder } from '../backends/backend.ts'
import type { Model } from '../model/load-model.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { GOLDEN_COSINE, lowestCosine } from '../pack/golden.ts'

/** A model on a device that is known to compute it rightly. */
export interface Readiness {
  readonly embedder: Embedder
  /** Lowest cosine of the golden texts' vectors to the reference's. */
  readonly goldenCosine: number
  /** The golden texts, embedded once everything was compiled. */
  readonly milliseconds: number
}

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
    const { output } = model.manifest.table
    const vectors = await embedder.embed(texts)
    const goldenCosine = lowestCosine(
      texts.map((_, row) => vectors.subarray(row * output, (row + 1) * output)),
      model.golden.map(({ vector }) => vector),
    )
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
