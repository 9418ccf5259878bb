import type { Manifest } from './shape.ts'

/** A pack's description for the page. */
export interface ModelInfo {
  readonly name: string
  readonly version: string
  /** Vectors of packs with the same space are comparable. */
  readonly space: string
  /**
   * Lengths to which vectors may be truncated (and rescaled to length 1), shortest first; the last is the full length.
   */
  readonly dims: readonly number[]
  /** BCP 47 language subtags. */
  readonly languages: readonly string[]
  /** 1 if the pack has a transformer. */
  readonly deepest: 0 | 1
}

export const infoOf = ({ name, version, space, dims, languages, transformer }: Manifest): ModelInfo => ({
  name,
  version,
  space,
  dims,
  languages,
  deepest: transformer ? 1 : 0,
})
