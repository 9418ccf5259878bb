import type { Device, Embedder } from '../backends/backend.ts'
import type { Model } from '../model/load-model.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { GOLDEN_COSINE, lowestCosine } from '../pack/golden.ts'

/** A model on a device, checked against its golden inputs. */
export interface CheckedModel<Input = string> {
  readonly embedder: Embedder<Input>
  /** Lowest cosine between the golden inputs' vectors and the reference. */
  readonly goldenCosine: number
  /** Time to embed the golden inputs after compilation. */
  readonly milliseconds: number
}

type Now = () => number

/** Golden inputs (texts or pictures) and their reference vectors. */
export type Golden<Input> = ReadonlyArray<readonly [input: Input, vector: readonly number[]]>

/**
 * Loads a model onto a device and embeds its golden inputs twice: the first run compiles and is checked, the second is
 * timed.
 *
 * @throws UnsupportedError when the vectors differ from the golden ones; whatever the device throws
 */
export async function loadChecked<Loaded, Input>(
  device: Device<Loaded, Input>,
  model: Loaded,
  golden: Golden<Input>,
  now: Now = () => performance.now(),
): Promise<CheckedModel<Input>> {
  const embedder = await device.load(model)
  try {
    const inputs = golden.map(([input]) => input)
    const wanted = golden.map(([, vector]) => vector)
    const width = wanted[0]?.length ?? 0
    const vectors = await embedder.embed(inputs)
    const goldenCosine = lowestCosine(
      inputs.map((_, row) => vectors.subarray(row * width, (row + 1) * width)),
      wanted,
    )
    // Negated so that NaN fails too.
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

/** Like {@link loadChecked}, for a text model. */
export const loadCheckedTexts = (device: Device, model: Model, now?: Now): Promise<CheckedModel> =>
  loadChecked(
    device,
    model,
    model.golden.map(({ text, vector }) => [text, vector]),
    now,
  )
