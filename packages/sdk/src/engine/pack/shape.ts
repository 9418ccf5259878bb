/** Types of a pack's manifest. */

import type { TensorEntry } from './tensors/tensor-entry.ts'

/** Depth 0: a weighted sum of table rows, one per token. */
export interface TableShape {
  readonly vocabulary: number
  /** Dimensions of a row. */
  readonly width: number
  /** Maximum number of tokens in a text, counting [CLS] and [SEP] even though the table doesn't use them. */
  readonly maxTokens: number
  /** Number of dimensions of a vector; the same at both depths. */
  readonly output: number
}

/** Depth 1: layers on top of the same rows as depth 0; see encoder.ts for the fields. */
export interface TransformerShape {
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly feedForward: number
  readonly maxTokens: number
  readonly activation: 'quick-gelu'
  readonly layerNormEpsilon: number
}

/** Dimensions of the transformer and its table. */
export interface Architecture extends TransformerShape {
  readonly vocabulary: number
  readonly embeddingWidth: number
  readonly output: number
}

export interface TokenizerShape {
  readonly kind: 'wordpiece'
  readonly lowercase: true
  /** False for languages in which accents distinguish letters. */
  readonly stripAccents: boolean
}

/** One file of a model. */
export interface ListedFile {
  /** Length in bytes, uncompressed. */
  readonly bytes: number
  /** Hash of the uncompressed content. */
  readonly sha256: string
  /** Stored length in bytes if the file is compressed with gzip (RFC 1952); absent if it is stored uncompressed. */
  readonly gzip?: number
}

/** What every model has: a name and version that identify it, and its files. */
export interface ListedFiles {
  readonly name: string
  readonly version: string
  readonly files: Readonly<Record<string, ListedFile>>
}

export interface Manifest extends ListedFiles {
  readonly format: 4
  readonly licence: string
  /** BCP 47 language subtags. */
  readonly languages: readonly string[]
  /** Vectors of packs with the same space are comparable. */
  readonly space: string
  /** Lengths to which vectors may be truncated, shortest first; the last is the full length. */
  readonly dims: readonly number[]
  readonly tokenizer: TokenizerShape
  readonly table: TableShape
  /** Absent if the pack has depth 0 only. */
  readonly transformer?: TransformerShape
  readonly tensors: readonly TensorEntry[]
}
