/** What page and worker say to each other. Types alone: the page's bundle takes nothing else from here. */

import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { BackendName, ErrorCode } from '../../types.ts'
import type { ModelInfo } from '../pack/model-info.ts'

export interface StartMessage {
  readonly kind: 'start'
  /** Absolute URL of the model bundle's folder, with a slash at its end. */
  readonly model: string
  /** Base64 SHA-256 of each manifest that may be used. */
  readonly manifests: readonly string[]
  /** Absolute URL of the WebAssembly file; the wasm backend alone needs it. */
  readonly wasmUrl: string
  /** What that file must be. */
  readonly wasmFile: ReleaseFile
  /** Take software renderers too, which are slower than wasm: for tests. */
  readonly force: boolean
  /** The model is neither looked for in a cache, nor put into one. */
  readonly cached?: false
}

export type ToWorker =
  | StartMessage
  | {
      readonly kind: 'embed'
      readonly id: number
      readonly texts: readonly string[]
      /** Each row goes on with the text's tone; where the pack brings none, it doesn't. */
      readonly tone?: true
    }
  /** Each may have any size; none is of another origin. */
  | { readonly kind: 'see'; readonly id: number; readonly pictures: readonly ImageBitmap[] }
  /** The reader's choice stands: what was asked for by `may-keep` may be done. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'stop' }

export type FromWorker =
  | {
      readonly kind: 'progress'
      /** Bytes of the model so far and in all. */
      readonly loaded: number
      readonly total: number
      /** No byte so far came over the network. */
      readonly fromCache: boolean
    }
  /**
   * Before anything is stored: a worker can't read the choice, and goes on while its page hangs or wakes. Answered by
   * `keep`, or never.
   */
  | { readonly kind: 'may-keep' }
  /** More of what comes before the model has arrived, or a part of what was asked for is computed. */
  | { readonly kind: 'alive' }
  | {
      readonly kind: 'ready'
      readonly backend: BackendName
      readonly model: ModelInfo
      /** Cosine of this backend's golden vectors to the reference's: the lowest of them. */
      readonly goldenCosine: number
      /** What the golden texts took, embedded a second time: comparable between backends. */
      readonly milliseconds: number
    }
  | {
      readonly kind: 'vectors'
      readonly id: number
      /** One row a text, in the order of the texts: a vector of length 1, and behind it the numbers of its tone, if they were asked for. Transferred. */
      readonly vectors: Float32Array
      /** How many of the texts were computed; the vectors of the others came with the model. */
      readonly computed: number
      readonly milliseconds: number
    }
  | {
      readonly kind: 'failed'
      /** The request that failed; absent: the worker is of no use any more. */
      readonly id?: number
      readonly code: ErrorCode
      readonly message: string
      /** False when the same backend would fail again: it isn't supported here, or gives wrong numbers. */
      readonly retry: boolean
    }

/** Why a worker is of no use, and whether its backend is worth another try. */
export type EngineFailure = Pick<Extract<FromWorker, { kind: 'failed' }>, 'code' | 'message' | 'retry'>
