import type { Device, Embedder } from '../backends/backend.ts'
import type { Model } from '../model/load-model.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { GOLDEN_COSINE, lowestCosine } from '../pack/golden.ts'
import type { SeerModel } from '../seer/load-seer.ts'
import type { Pixels } from '../seer/shape.ts'

/** A model on a device that is known to compute it rightly. */
export interface Readiness<Input = string> {
  readonly embedder: Embedder<Input>
  /** Lowest cosine of the golden texts' vectors to the reference's. */
  readonly goldenCosine: number
  /** The golden texts, embedded once everything was compiled. */
  readonly milliseconds: number
}

type Now = () => number

/**
 * Puts a model on a device and embeds its golden texts, twice: the first run compiles and is checked, the second is timed.
 *
 * @throws UnsupportedError when the vectors differ from the golden ones; whatever the device throws.
 */
export const makeReady = async (device: Device, model: Model, now?: Now): Promise<Readiness> =>
  checkGolden(
    await device.load(model),
    model.golden.map(({ text, vector }) => [text, vector]),
    now,
  )

/** As {@link makeReady}, of pictures. */
export async function makeSeerReady(device: Device, model: SeerModel): Promise<Readiness<Pixels>> {
  if (!device.loadSeer) throw new UnsupportedError('This backend looks at no pictures.')
  return checkGolden(
    await device.loadSeer(model),
    model.golden.map(({ pixels, vector }) => [pixels, vector]),
  )
}

async function checkGolden<Input>(
  embedder: Embedder<Input>,
  golden: ReadonlyArray<readonly [Input, readonly number[]]>,
  now: Now = () => performance.now(),
): Promise<Readiness<Input>> {
  try {
    const inputs = golden.map(([input]) => input)
    const wanted = golden.map(([, vector]) => vector)
    const vectors = await embedder.embed(inputs)
    const width = wanted[0]?.length ?? 0
    const goldenCosine = lowestCosine(
      inputs.map((_, row) => vectors.subarray(row * width, (row + 1) * width)),
      wanted,
    )
    // Written so that NaN fails too.
    if (!(goldenCosine > GOLDEN_COSINE)) {
      throw new UnsupportedError(
        `This backend gives wrong vectors: cosine ${goldenCosine.toFixed(4)} to the golden ones.`,
      )
    }
    const started = now()
    await embedder.embed(inputs)
    return { embedder, goldenCosine, milliseconds: now() - started }
  } catch (error) {
    embedder.dispose()
    throw error
  }
}
