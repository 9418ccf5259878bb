/** What a pack is made of: the types of its manifest. */

import type { TensorEntry } from './tensors/tensor-entry.ts'

/** Depth 0: a row a piece, weighed and summed. */
export interface TableShape {
  readonly vocabulary: number
  /** Numbers a row. */
  readonly width: number
  /** Of a text, [CLS] and [SEP] counted, though the table has no use for them. */
  readonly maxTokens: number
  /** Numbers a vector, of either depth. */
  readonly output: number
}

/** Depth 1: layers over the same rows; see encoder.ts for what each figure is. */
export interface TransformerShape {
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly feedForward: number
  readonly maxTokens: number
  readonly activation: 'quick-gelu'
  readonly layerNormEpsilon: number
}

/** Widths and counts of the transformer with its table. */
export interface Architecture extends TransformerShape {
  readonly vocabulary: number
  readonly embeddingWidth: number
  readonly output: number
}

export interface TokenizerShape {
  readonly kind: 'wordpiece'
  readonly lowercase: true
  /** False for languages in which letters with and without them differ. */
  readonly stripAccents: boolean
}

/** One file of a model. */
export interface ListedFile {
  /** Its length, unpacked. */
  readonly bytes: number
  /** Of its content, unpacked. */
  readonly sha256: string
  /** How long it is as it lies in the folder, packed with gzip (RFC 1952). Absent: it lies there as it is. */
  readonly gzip?: number
}

/** Of any model: what is told apart by name and version, and the files that it consists of. */
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
  /** Vectors of packs that name the same one may be compared. */
  readonly space: string
  /** Lengths at which a vector may be cut, shortest first; the last is the whole. */
  readonly dims: readonly number[]
  readonly tokenizer: TokenizerShape
  readonly table: TableShape
  /** Absent: the pack has depth 0 alone. */
  readonly transformer?: TransformerShape
  readonly tensors: readonly TensorEntry[]
}
