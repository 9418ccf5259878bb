import type { Device, Embedder } from '../backends/backend.ts'
import type { Model } from '../model/load-model.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { GOLDEN_COSINE, lowestCosine } from '../pack/golden.ts'

/** A model that is loaded on a device and has been checked against its golden inputs. */
export interface CheckedModel<Input = string> {
  readonly embedder: Embedder<Input>
  /** Lowest cosine between a golden input's vector and its reference. */
  readonly goldenCosine: number
  /** Milliseconds taken to embed the golden inputs after compilation. */
  readonly milliseconds: number
}

type Now = () => number

/** Golden inputs (texts or pictures) and their reference vectors. */
export type Golden<Input> = ReadonlyArray<readonly [input: Input, vector: readonly number[]]>

/**
 * Loads a model onto a device and embeds its golden inputs twice: the first run compiles and is checked, the second is
 * timed.
 *
 * @throws UnsupportedError if the vectors differ from the golden ones; also rethrows the device's errors
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
    // Negated so that NaN fails the check too.
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
