/** What a picture encoder is made of: the types of its manifest. */

import type { ListedFiles } from '../pack/shape.ts'
import type { TensorEntry } from '../pack/tensors/tensor-entry.ts'

/** An inverted bottleneck: wider by 1 × 1, each channel by itself, narrower by 1 × 1. */
export interface BlockShape {
  /** Side of the kernel that each channel has. */
  readonly kernel: number
  /** 2: half as many rows and columns come out. */
  readonly stride: number
  /** How many times wider; 1: not widened at all. */
  readonly expansion: number
  /** Channels that come out. */
  readonly output: number
}

export interface ImageEncoderShape {
  /** Of the square that a picture is squashed to, in pixels. */
  readonly side: number
  /** (value − mean) / spread, of bytes. */
  readonly mean: number
  readonly spread: number
  /** Channels of the first convolution, 3 × 3 with stride 2. */
  readonly stem: number
  readonly blocks: readonly BlockShape[]
  /** Channels of the last 1 × 1 convolution, whose mean over the picture the head reads. */
  readonly hidden: number
  /** Numbers a vector. */
  readonly output: number
}

export interface ImageEncoderManifest extends ImageEncoderShape, ListedFiles {
  readonly licence: string
  /** Vectors of texts by packs that name the same one may be compared with this one's of pictures. */
  readonly space: string
  readonly tensors: readonly TensorEntry[]
}

/** Red, green, blue and opacity, a byte each, row by row: side × side × 4. */
export type Pixels = Uint8ClampedArray | Uint8Array
