/** Validates the image encoder's manifest, which is downloaded and therefore not trusted. */

import { ensure, list, object, whole } from '../pack/checks.ts'
import { parseJson, readFiles, readNames } from '../pack/manifest.ts'
import type { ListedFiles } from '../pack/shape.ts'
import { checkPlaces } from '../pack/tensors/check-tensors.ts'
import { readEntry, type TensorEntry } from '../pack/tensors/tensor-entry.ts'

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
  /** Side length, in pixels, of the square to which pictures are scaled. */
  readonly side: number
  /** Bytes are normalised as (value − mean) / spread. */
  readonly mean: number
  readonly spread: number
  /** Output channels of the first convolution, 3 × 3 with stride 2. */
  readonly stem: number
  readonly blocks: readonly BlockShape[]
  /** Output channels of the final 1 × 1 convolution, which are pooled for the head. */
  readonly hidden: number
  /** Dimensions of a vector. */
  readonly output: number
}

export interface ImageEncoderManifest extends ImageEncoderShape, ListedFiles {
  readonly licence: string
  /**
   * Name of the vector space. This encoder's vectors are comparable with those of text packs that name the same space.
   */
  readonly space: string
  readonly tensors: readonly TensorEntry[]
}

/** RGBA bytes, row by row; their number is side × side × 4. */
export type Pixels = Uint8ClampedArray | Uint8Array

export const GOLDEN_FILE = 'golden.json'
/** Maximum number of multiplications per picture, limited so that phones can run the model. */
const MOST_MULTIPLICATIONS = 1e9

/**
 * Parses and validates a manifest.
 *
 * @param text the JSON
 * @throws ModelError `model-damaged` with a message that names the field
 */
export function parseImageEncoderManifest(text: string): ImageEncoderManifest {
  const root = object(parseJson(text), 'the manifest')
  ensure(root.format === 2 && root.kind === 'pictures', 'format must be 2, and kind "pictures"')
  const count = (name: string, least: number, most: number) => whole(root[name], name, least, most)
  const manifest: ImageEncoderManifest = {
    ...readNames(root),
    side: count('side', 32, 512),
    mean: count('mean', 0, 255),
    spread: count('spread', 1, 255),
    stem: count('stem', 1, 1024),
    blocks: list(root.blocks, 'blocks', 64).map(block),
    hidden: count('hidden', 1, 4096),
    output: count('output', 1, 4096),
    files: readFiles(root.files, [GOLDEN_FILE]),
    tensors: list(root.tensors, 'tensors', 1024).map(readEntry),
  }
  ensure(manifest.side % 32 === 0, 'side must be a multiple of 32')
  ensure(multiplications(manifest) <= MOST_MULTIPLICATIONS, 'a picture would take too long')
  checkPlaces(manifest, shapesOf(manifest))
  return manifest
}

function block(value: unknown): BlockShape {
  const given = object(value, 'a block')
  const count = (name: keyof BlockShape, most: number) => whole(given[name], `blocks.${name}`, 1, most)
  return {
    kernel: count('kernel', 7),
    stride: count('stride', 2),
    expansion: count('expansion', 8),
    output: count('output', 1024),
  }
}

/**
 * Name and shape of every tensor. A matrix has one row per input; the stem's inputs are the three colours of 3 × 3
 * pixels.
 */
export function shapesOf({ stem, blocks, hidden, output }: ImageEncoderShape): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>()
  const layer = (name: string, kernel: readonly number[], outputs: number) => {
    shapes.set(`${name}.kernel`, kernel).set(`${name}.bias`, [outputs])
  }
  layer('stem', [27, stem], stem)
  let width = stem
  for (const [i, { kernel, expansion, output }] of blocks.entries()) {
    const wide = width * expansion
    if (expansion > 1) layer(`block.${i}.expand`, [width, wide], wide)
    layer(`block.${i}.depthwise`, [kernel, kernel, wide, 1], wide)
    layer(`block.${i}.project`, [wide, output], output)
    width = output
  }
  layer('wide', [width, hidden], hidden)
  layer('head', [hidden, output], output)
  return shapes
}

function multiplications({ side, stem, blocks, hidden }: ImageEncoderShape): number {
  let area = (side / 2) ** 2
  let width = stem
  let work = area * 27 * stem
  for (const { kernel, stride, expansion, output } of blocks) {
    const wide = width * expansion
    if (expansion > 1) work += area * width * wide
    area = Math.ceil(Math.sqrt(area) / stride) ** 2
    work += area * wide * (kernel ** 2 + output)
    width = output
  }
  return work + area * width * hidden
}
