/** The state of Inkling on a page, as reported by `status()` and events. Contains no runtime code. */

import type { Consent } from './consent.ts'

export type BackendName = 'wasm' | 'webgpu' | 'webgl' | 'cpu'

/**
 * off: not requested yet · loading: weights are being downloaded · ready · failed: from now on, the previous method is
 * used.
 */
export type EngineState = 'off' | 'loading' | 'ready' | 'failed'

/**
 * How a text's vector was made. 0: on the page, by summing the table entries of its words · 1: in the worker, by the
 * transformer.
 */
export type Depth = 0 | 1

/** The origin of a vector. */
export interface VectorOrigin {
  /** The pack that made the vector, as `space/name@version`, where `space` is its vector space. */
  readonly by: string
  readonly depth: Depth
  /** The deepest vector that the pack can make for this text. */
  readonly deepest: Depth
}

/** What a reader wants from lists: more of what they are known to like, or more that is new to them. */
export type Dial = 'familiar' | 'balanced' | 'explore'

export interface Status {
  readonly consent: Consent
  /** The worker with the transformer. failed: from now on, tables or words are used instead. */
  readonly engine: EngineState
  /** The table, which is used on the page itself. Absent if it hasn't been requested. */
  readonly table?: EngineState
  readonly backend?: BackendName
  /**
   * How the worker was started. checked: from bytes whose hash was checked · address: by URL, because the page's policy
   * forbids starting it from bytes. The browser then requests the file again without checking it.
   */
  readonly worker?: 'checked' | 'address'
  /** Name and version of the most recently loaded pack, for either the table or the worker. */
  readonly model?: string
  /** Bytes of model files loaded so far and in total; both are 0 if nothing was requested. */
  readonly bytes: { readonly loaded: number; readonly total: number; readonly fromCache: boolean }
  /**
   * Number of texts embedded in this page view, not counting those whose vectors came with the model, and the time in
   * milliseconds that the worker took.
   */
  readonly embedded: { readonly texts: number; readonly milliseconds: number }
  readonly events: number
  readonly vectors: number
  /** Depth of the deepest vector. Absent if there are no vectors, in which case ranking uses words. */
  readonly depth?: Depth
  /** Number of vectors of each depth. Absent if there are no vectors. */
  readonly depths?: readonly [table: number, transformer: number]
  /** Number of page views on this site in this browser, counted only with consent. */
  readonly pageViews: number
  /**
   * The reader's dial setting, made through `editInterest({ how: 'dial', to })`. Absent while Inkling isn't running.
   */
  readonly dial?: Dial
  /** In a preview, the persona whose history is used. Nothing is stored during a preview. */
  readonly persona?: string
}
