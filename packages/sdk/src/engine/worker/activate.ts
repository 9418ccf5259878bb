/** What the backends share: how one is opened, shown to give the right numbers, and timed. */

import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../../types.ts'
import { createEncoder, type Encoder } from '../model/encoder.ts'
import { UnsupportedError } from '../model/errors.ts'
import type { GoldenText, Model } from '../model/load-model.ts'
import { createTokenizer, type Tokenizer } from '../model/tokenizer.ts'
import type { ToWorker } from './protocol.ts'

export type StartMessage = Extract<ToWorker, { kind: 'start' }>

export interface Backend {
  readonly name: BackendName
  /** The kernels of encoder.ts's operations, and no more: each costs bytes. */
  readonly kernels: readonly tf.KernelConfig[]
  /**
   * Takes the device.
   *
   * @param lost Called when the device goes away later: the backend is of no use any more.
   * @param alive Called while something is being loaded: a slow network is no silence.
   * @throws UnsupportedError when this browser can't, or could only by a renderer that is slower than wasm.
   */
  open(
    start: Pick<StartMessage, 'wasmUrl' | 'wasmFile' | 'force'>,
    lost: (why: string) => void,
    alive: () => void,
  ): Promise<tf.KernelBackend>
}

/** A model on a backend that is known to compute it rightly. */
export interface Readiness {
  readonly tokenizer: Tokenizer
  readonly encoder: Encoder
  readonly goldenCosine: number
  /** The golden texts, embedded once everything was compiled. */
  readonly milliseconds: number
}

/** A vector whose cosine to the reference's is no more than this is another vector. */
const GOLDEN_COSINE = 0.999

/**
 * Makes a backend tfjs's current one; at its first use it is opened and registered.
 *
 * @throws whatever `Backend.open` throws.
 */
export async function activate(
  backend: Backend,
  start: Parameters<Backend['open']>[0],
  lost: (why: string) => void,
  alive: () => void = () => undefined,
): Promise<void> {
  if (!tf.findBackendFactory(backend.name)) {
    const device = await backend.open(start, lost, alive)
    for (const kernel of backend.kernels) tf.registerKernel(kernel)
    tf.registerBackend(backend.name, () => device)
  }
  await tf.setBackend(backend.name)
}

/**
 * Puts a model on the current backend and embeds its golden texts, twice: the first run compiles and is checked, the second is timed.
 *
 * @throws UnsupportedError when ids or vectors differ from the golden ones.
 */
export async function makeReady(model: Model, now: () => number = () => performance.now()): Promise<Readiness> {
  const { architecture } = model.manifest
  const tokenizer = createTokenizer(model.vocabulary, architecture.maxTokens)
  const encoder = createEncoder(architecture, model.weights)
  try {
    const ids = model.golden.map(({ text }) => tokenizer.encode(text))
    for (const [i, golden] of model.golden.entries()) {
      if (ids[i]?.join() !== golden.ids.join()) {
        throw new UnsupportedError(`"${golden.text}" is split into other tokens here than in training.`)
      }
    }
    const goldenCosine = lowestCosine(await encoder.encode(ids), model.golden)
    // Written so that NaN fails too.
    if (!(goldenCosine > GOLDEN_COSINE)) {
      throw new UnsupportedError(
        `This backend gives wrong vectors: cosine ${goldenCosine.toFixed(4)} to the golden ones.`,
      )
    }
    const started = now()
    await encoder.encode(ids)
    return { tokenizer, encoder, goldenCosine, milliseconds: now() - started }
  } catch (error) {
    encoder.dispose()
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
