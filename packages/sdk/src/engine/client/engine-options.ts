import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { Trust } from '../../lib/load/trusted-types.ts'
import type { BackendName, ErrorCode, Status } from '../../types.ts'

export type EngineStatus = Partial<Pick<Status, 'engine' | 'backend' | 'worker' | 'model' | 'bytes' | 'embedded'>>

export interface EngineOptions {
  /** URL of the folder with the engine's files; relative to the document. */
  readonly base: string
  /** URL of the model bundle's folder; relative to the document. */
  readonly model: string
  /** What the model is made for. Default: texts. */
  readonly reads?: 'pictures'
  /** Only this backend, a software renderer too. Default: the fastest that works. */
  readonly backend?: BackendName
  /** The engine's files by name, as the release lists them. What isn't listed is neither run nor used. */
  readonly files: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 of each manifest that may be used, whatever its folder is called. */
  readonly manifests: readonly string[]
  /** What a page that demands trusted types takes as a script's address. Default: by a policy of this script's own. */
  readonly trust?: Trust | undefined
  /** Start workers by their addresses at once: an earlier page has met a policy that forbids `blob:`. Default false. */
  readonly byAddress?: boolean
  /**
   * Texts embedded on this page from which on a faster backend is looked for: it costs up to 52 KB and compiles shaders,
   * which a handful of texts never earns back. Default 32.
   */
  readonly warmAfter?: number
  /**
   * Milliseconds without a message until a worker that starts counts as hanging. Default 20,000; each message that it is at
   * work starts it anew. The first batch of a request has half of it.
   */
  readonly timeout?: number
  /** Whether the reader's choice still allows to store the model: asked before a worker makes a cache. Default: it does. */
  readonly mayKeep?: () => boolean
  /** false: the model comes from the network, and no cache is looked into, or made. Default true. */
  readonly cached?: boolean
  /** What changed: each key that is there has a new value. */
  readonly onStatus?: (status: EngineStatus) => void
  /** Called once, when no engine is to be had any more. */
  readonly onError?: (code: ErrorCode, message: string) => void
}
