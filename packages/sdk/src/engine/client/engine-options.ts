import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { Trust } from '../../lib/load/trusted-types.ts'
import type { BackendName, ErrorCode, Status } from '../../types.ts'

export type EngineStatus = Partial<Pick<Status, 'engine' | 'backend' | 'worker' | 'model' | 'bytes' | 'embedded'>>

export interface EngineOptions {
  /** URL of the folder with the engine's files, relative to the document. */
  readonly base: string
  /** URL of the model bundle's folder, relative to the document. */
  readonly model: string
  /** Kind of input. Default: texts. */
  readonly reads?: 'pictures'
  /** Use this backend only, even with a software renderer. Default: the fastest that works. */
  readonly backend?: BackendName
  /** The engine's files as listed in the release, keyed by name. Unlisted files are never run. */
  readonly files: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 hashes of the manifests that may be used, whatever folder they are in. */
  readonly manifests: readonly string[]
  /** Makes script URLs for pages that require Trusted Types. Default: this script's own policy. */
  readonly trust?: Trust | undefined
  /** Start workers by URL right away, because an earlier page had a policy that forbids `blob:`. Default: false. */
  readonly byAddress?: boolean
  /**
   * Number of texts embedded on this page after which a faster backend is tried. The attempt costs a download of up to
   * 52 KB and shader compilation, which is too much for a handful of texts. Default: 32.
   */
  readonly warmAfter?: number
  /**
   * Milliseconds without a message after which a starting worker is considered hung. Each heartbeat restarts the timer.
   * A request's first batch gets half this time. Default: 20,000.
   */
  readonly timeout?: number
  /** Whether consent still allows storing the model. Checked before a worker creates a cache. Default: true. */
  readonly mayKeep?: () => boolean
  /** If false, the model is downloaded without reading or creating a cache. Default: true. */
  readonly cached?: boolean
  /** Receives status changes. Only keys with a new value are present. */
  readonly onStatus?: (status: EngineStatus) => void
  /** Called once, when every backend has failed. */
  readonly onError?: (code: ErrorCode, message: string) => void
}
