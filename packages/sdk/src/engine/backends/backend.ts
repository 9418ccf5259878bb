/**
 * The interface between the engine and whatever computes vectors. The four backends that ship use tfjs (tfjs.ts).
 * WebNN, LiteRT or a browser's embedding API could be added: every file in this folder that passes a backend to `serve`
 * becomes a worker script.
 *
 * The worker calls `open`, then `load`, then `embed` for each request, one call at a time. The worker's memory is freed
 * when the worker ends with its page, so `dispose` is called only when a model is refused.
 */

import type { BackendName } from '../../types.ts'
import type { Model } from '../model/load-model.ts'
import type { StartMessage } from '../worker/messages.ts'

/** The part of the start message that concerns the device. */
export type OpenOptions = Pick<StartMessage, 'wasmUrl' | 'wasmFile' | 'force'>

/** `Loaded` is the type of the loaded model, `Input` the type of its inputs. */
export interface Backend<Loaded = Model, Input = string> {
  /** Name of the worker script, without `.js`. */
  readonly name: BackendName
  /**
   * Opens the device, before any part of the model is downloaded.
   *
   * @param lost call this if the device is lost later; the page then replaces the worker
   * @param heartbeat call this during downloads and computation; otherwise the page mistakes a slow network or device
   * for a hung worker
   * @throws UnsupportedError if the browser can't open it, or can open it only with a software renderer, which is
   * slower than wasm. The page then moves on to the next backend; after any other error, it retries once.
   */
  open(options: OpenOptions, lost: (why: string) => void, heartbeat: () => void): Promise<Device<Loaded, Input>>
}

export interface Device<Loaded = Model, Input = string> {
  /**
   * Loads a model onto the device.
   *
   * @param model the model's weights, vocabulary and manifest, already validated
   * @throws UnsupportedError if this backend can't run this model
   */
  load(model: Loaded): Promise<Embedder<Input>>
}

/** @param ids token ids (T), including [CLS] and [SEP] @param states token states (T · `transformer.hidden`) */
export type OnTokenStates = (text: number, ids: readonly number[], states: Float32Array) => void

export interface Embedder<Input = string> {
  /**
   * Embeds texts or pictures. Before anything else, the golden inputs are embedded and compared with their reference
   * vectors. A backend whose vectors differ is refused, because they wouldn't be comparable with stored ones.
   *
   * @param onStates receives each text's token ids and the last layer's token states; not called for pictures
   * @returns one row per input, in input order, normalised to length 1; empty if there are no inputs
   */
  embed(inputs: readonly Input[], onStates?: OnTokenStates): Promise<Float32Array>
  /** Frees the model's memory; `embed` must not be called afterwards. */
  dispose(): void
}
