import type { Manifest } from './shape.ts'

/** What the page knows of a pack. */
export interface ModelInfo {
  readonly name: string
  readonly version: string
  /** Vectors of packs of one space may be compared. */
  readonly space: string
  /** Lengths at which a vector may be cut (and scaled to length 1 again), shortest first; the last is the whole. */
  readonly dims: readonly number[]
  /** BCP 47 language subtags. */
  readonly languages: readonly string[]
  /** 1: it has a transformer. */
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
