/** How Inkling stands on a page, as `status()` and events tell it. No runtime code. */

import type { Consent } from './consent.ts'

export type BackendName = 'wasm' | 'webgpu' | 'webgl' | 'cpu'

/** off: not asked for yet · loading: weights under way · ready · failed: what was there before serves from now on. */
export type EngineState = 'off' | 'loading' | 'ready' | 'failed'

/** Of a text's vector. 0: the table, a sum of its words made on the page · 1: the transformer's, made in the worker. */
export type Depth = 0 | 1

/** Where a vector comes from. */
export interface VectorOrigin {
  /** Space, name and version of the pack that made it: `space/name@version`. */
  readonly by: string
  readonly depth: Depth
  /** What that pack could make of it at most. */
  readonly deepest: Depth
}

/** What a reader wants of lists: more of what they are known to like, or more that is new to them. */
export type Dial = 'familiar' | 'balanced' | 'explore'

export interface Status {
  readonly consent: Consent
  /** The worker with the transformer. failed: tables, or words, serve from now on. */
  readonly engine: EngineState
  /** The table, which the page itself sums up. Absent: not asked for. */
  readonly table?: EngineState
  readonly backend?: BackendName
  /**
   * How the worker was started. checked: from the very bytes whose hash was checked · address: the page's policy forbids
   * that, so the browser has asked for the file again, and checked nothing.
   */
  readonly worker?: 'checked' | 'address'
  /** Name and version of the pack that was loaded last, by table or worker. */
  readonly model?: string
  /** Bytes of model files taken so far and in all; 0 of 0 when nothing was asked for. */
  readonly bytes: { readonly loaded: number; readonly total: number; readonly fromCache: boolean }
  /** Texts computed in this page view, without those whose vectors came with the model, and the worker's milliseconds. */
  readonly embedded: { readonly texts: number; readonly milliseconds: number }
  readonly events: number
  readonly vectors: number
  /** The deepest of the vectors that are there; absent where there is none: words rank. */
  readonly depth?: Depth
  /** How many vectors there are of each depth; absent where there is none. */
  readonly depths?: readonly [table: number, transformer: number]
  /** How often this browser has viewed pages of the site with consent. */
  readonly pageViews: number
  /** As the reader has turned it, by `editInterest({ how: 'dial', to })`. Absent while nothing runs. */
  readonly dial?: Dial
  /** Whose history it is, where somebody previews the page: nothing is kept then. */
  readonly persona?: string
}
