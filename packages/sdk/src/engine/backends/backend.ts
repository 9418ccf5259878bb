/**
 * What a backend must do: the one interface between the engine and whatever computes vectors. The four that ship are tfjs's
 * (tfjs.ts). WebNN, LiteRT or an embedding API of the browser would be others: a file in this folder that calls `serve` with its
 * backend becomes a worker's script.
 *
 * The worker calls `open`, then `load`, then `embed` as often as texts come, one call at a time. It ends with its page, so only
 * `dispose` gives anything back, and only where a model is refused.
 */

import type { BackendName } from '../../types.ts'
import type { Model } from '../model/load-model.ts'
import type { StartMessage } from '../worker/protocol.ts'

/** The part of the start message that concerns the device. */
export type OpenOptions = Pick<StartMessage, 'wasmUrl' | 'wasmFile' | 'force'>

/** By the model's kind: what is loaded, and what it makes vectors of. */
export interface Backend<Loaded = Model, Input = string> {
  /** The name of its file, without `.js`. */
  readonly name: BackendName
  /**
   * Takes the device, before a byte of the model is loaded.
   *
   * @param lost To be called when the device goes away later: the page then replaces the worker.
   * @param alive To be called while something is being downloaded, and while texts are computed: else the page takes a slow
   *   network, or a slow device, for a worker that hangs.
   * @throws UnsupportedError when this browser can't, or could only by a renderer that is slower than wasm: the page goes on to the
   *   next backend. After any other error it tries once more.
   */
  open(options: OpenOptions, lost: (why: string) => void, alive: () => void): Promise<Device<Loaded, Input>>
}

export interface Device<Loaded = Model, Input = string> {
  /**
   * Puts a model on the device.
   *
   * @param model Checked already: its weights, its vocabulary, its manifest.
   * @throws UnsupportedError when this backend can't compute this model.
   */
  load(model: Loaded): Promise<Embedder<Input>>
}

/** @param ids with [CLS] and [SEP] (T) @param states (T · `transformer.hidden`) */
export type OnTokenStates = (text: number, ids: readonly number[], states: Float32Array) => void

export interface Embedder<Input = string> {
  /**
   * Vectors for texts, or for pictures. Those of the model's golden ones are compared with the reference's before any other is embedded: a
   * backend with a model of its own is refused, since its vectors can't be compared with those that are stored.
   *
   * @param onStates is given each text's token ids, and what the same pass has made of the tokens; of pictures there are none
   * @returns One row for each, in their order, of length 1. None: no numbers.
   */
  embed(inputs: readonly Input[], onStates?: OnTokenStates): Promise<Float32Array>
  /** Gives the model's memory back; `embed` is not called after. */
  dispose(): void
}
