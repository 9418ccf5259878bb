/**
 * The interface between the engine and whatever computes vectors. The four backends that ship use tfjs (tfjs.ts).
 * WebNN, LiteRT or a browser's embedding API could be added: each file in this folder that calls `serve` with a backend
 * becomes a worker script.
 *
 * The worker calls `open`, then `load`, then `embed` for each request, one call at a time. The worker ends with its
 * page, so only `dispose` frees memory, and it is called only when a model is refused.
 */

import type { BackendName } from '../../types.ts'
import type { Model } from '../model/load-model.ts'
import type { StartMessage } from '../worker/protocol.ts'

/** The part of the start message that concerns the device. */
export type OpenOptions = Pick<StartMessage, 'wasmUrl' | 'wasmFile' | 'force'>

/** `Loaded` is the type of model, `Input` what it embeds. */
export interface Backend<Loaded = Model, Input = string> {
  /** Name of the worker script, without `.js`. */
  readonly name: BackendName
  /**
   * Opens the device, before any of the model is downloaded.
   *
   * @param lost call this if the device is lost later; the page then replaces the worker
   * @param heartbeat call this during downloads and computation; otherwise the page mistakes a slow network or device
   *   for a hanging worker
   * @throws UnsupportedError when this browser can't, or only with a software renderer, which is slower than wasm: the
   *   page moves on to the next backend. After any other error it retries once.
   */
  open(options: OpenOptions, lost: (why: string) => void, heartbeat: () => void): Promise<Device<Loaded, Input>>
}

export interface Device<Loaded = Model, Input = string> {
  /**
   * Loads a model onto the device.
   *
   * @param model its weights, vocabulary and manifest, already validated
   * @throws UnsupportedError when this backend can't run this model
   */
  load(model: Loaded): Promise<Embedder<Input>>
}

/**
 * @param ids token ids with [CLS] and [SEP] (T)
 * @param states (T · `transformer.hidden`)
 */
export type OnTokenStates = (text: number, ids: readonly number[], states: Float32Array) => void

export interface Embedder<Input = string> {
  /**
   * Embeds texts or pictures. The golden inputs' vectors are compared with the reference before anything else is
   * embedded. A backend that computes different vectors is refused, because they couldn't be compared with stored ones.
   *
   * @param onStates receives each text's token ids and the last layer's token states; not called for pictures
   * @returns one row of length 1 per input, in input order; empty for no inputs
   */
  embed(inputs: readonly Input[], onStates?: OnTokenStates): Promise<Float32Array>
  /** Frees the model's memory; `embed` must not be called afterwards. */
  dispose(): void
}
