/** Types of the image encoder's manifest. */

import type { ListedFiles } from '../pack/shape.ts'
import type { TensorEntry } from '../pack/tensors/tensor-entry.ts'

/** An inverted bottleneck: 1 × 1 expansion, depthwise convolution, 1 × 1 projection. */
export interface BlockShape {
  /** Side of the depthwise kernel. */
  readonly kernel: number
  /** 2 halves rows and columns. */
  readonly stride: number
  /** Expansion factor; 1: no expansion. */
  readonly expansion: number
  /** Output channels. */
  readonly output: number
}

export interface ImageEncoderShape {
  /** Side of the square that pictures are scaled to, in pixels. */
  readonly side: number
  /** Bytes are normalised as (value − mean) / spread. */
  readonly mean: number
  readonly spread: number
  /** Channels of the first convolution, 3 × 3 with stride 2. */
  readonly stem: number
  readonly blocks: readonly BlockShape[]
  /** Channels of the final 1 × 1 convolution, which are pooled for the head. */
  readonly hidden: number
  /** Dimensions of a vector. */
  readonly output: number
}

export interface ImageEncoderManifest extends ImageEncoderShape, ListedFiles {
  readonly licence: string
  /** Name of the vector space. Text vectors from packs with the same name are comparable with this encoder's. */
  readonly space: string
  readonly tensors: readonly TensorEntry[]
}

/** RGBA bytes, row by row: side × side × 4. */
export type Pixels = Uint8ClampedArray | Uint8Array
