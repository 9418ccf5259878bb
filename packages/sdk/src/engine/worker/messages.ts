/** Messages between the page and its worker. This file contains only types, so it adds no code to the page's bundle. */

import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { BackendName, ErrorCode } from '../../types.ts'
import type { ModelInfo } from '../pack/model-info.ts'

export interface StartMessage {
  readonly kind: 'start'
  /** Absolute URL of the model bundle's folder, with a trailing slash. */
  readonly model: string
  /** Base64 SHA-256 hashes of the manifests that may be used. */
  readonly manifests: readonly string[]
  /** Absolute URL of the WebAssembly file; used only by the wasm backend. */
  readonly wasmUrl: string
  /** Length and hash of the WebAssembly file. */
  readonly wasmFile: ReleaseFile
  /** Whether to accept software renderers, which are slower than wasm. For tests. */
  readonly force: boolean
  /** If false, the worker neither reads nor writes a cache. */
  readonly cached?: false
}

export type ToWorker =
  | StartMessage
  | {
      readonly kind: 'embed'
      readonly id: number
      readonly texts: readonly string[]
      /** Whether to append the text's tone to each row, if the pack predicts tone. */
      readonly tone?: true
    }
  /** Bitmaps of any size. None may be cross-origin. */
  | { readonly kind: 'see'; readonly id: number; readonly pictures: readonly ImageBitmap[] }
  /** Answers `may-keep`: consent hasn't been withdrawn, so the model may be stored. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'stop' }

export type FromWorker =
  | {
      readonly kind: 'progress'
      /** Bytes of the model loaded so far and in total. */
      readonly loaded: number
      readonly total: number
      /** Whether everything loaded so far came from the cache. */
      readonly fromCache: boolean
    }
  /**
   * Sent before anything is stored, because a worker can't see the reader's choice, and it may outlive its page or act
   * before the page learns of a change. Answered with `keep`, or not at all.
   */
  | { readonly kind: 'may-keep' }
  /** Heartbeat during downloads and long computations. */
  | { readonly kind: 'heartbeat' }
  | {
      readonly kind: 'ready'
      readonly backend: BackendName
      readonly model: ModelInfo
      /** Lowest cosine between a golden input's vector and its reference. */
      readonly goldenCosine: number
      /** Milliseconds taken to embed the golden inputs a second time; comparable between backends. */
      readonly milliseconds: number
    }
  | {
      readonly kind: 'vectors'
      readonly id: number
      /**
       * One row per input, in order: a vector of length 1, followed by its tone if requested. The buffer is
       * transferred.
       */
      readonly vectors: Float32Array
      /** Number of inputs whose vectors the worker computed; the other vectors came with the model. */
      readonly computed: number
      readonly milliseconds: number
    }
  | {
      readonly kind: 'failed'
      /** The request that failed. If absent, the whole worker is unusable. */
      readonly id?: number
      readonly code: ErrorCode
      readonly message: string
      /**
       * False if the same backend would fail again, because this browser doesn't support it or it computes wrong
       * vectors.
       */
      readonly retry: boolean
    }

/** Why a worker is unusable, and whether it is worth retrying its backend. */
export type EngineFailure = Pick<Extract<FromWorker, { kind: 'failed' }>, 'code' | 'message' | 'retry'>
