/** Loads the image encoder's bundle into memory. */

import { ModelError } from '../pack/errors.ts'
import { type LoadOptions, loadListed, type Pack, textOf } from '../pack/files/load-files.ts'
import { readTensor, type Weight } from '../pack/tensors/tensors.ts'
import { GOLDEN_FILE, type ImageEncoderManifest, type Pixels, parseImageEncoderManifest } from './manifest.ts'

/** A picture and the vector that training computed for it with the bundle's weights. */
export interface GoldenPicture {
  readonly pixels: Pixels
  readonly vector: readonly number[]
}

export interface ImageEncoderModel {
  readonly manifest: ImageEncoderManifest
  readonly golden: readonly GoldenPicture[]
  readonly weights: ReadonlyMap<string, Weight>
}

/** Side length of a golden picture as stored; each stored pixel is enlarged to a square. */
const GOLDEN_SIDE = 16

/**
 * Loads the whole bundle in a folder.
 *
 * @param base absolute URL of the folder, with a trailing slash
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason if aborted
 */
export async function loadImageEncoder(base: string, options: LoadOptions = {}): Promise<ImageEncoderModel> {
  const pack = await loadListed(base, options, parseImageEncoderManifest, ({ files }) => Object.keys(files))
  return assembleImageEncoder(pack)
}

/** @throws ModelError `model-damaged` if a number isn't finite or the golden pictures don't fit the manifest */
export function assembleImageEncoder(pack: Pack<ImageEncoderManifest>): ImageEncoderModel {
  const { manifest, buffer } = pack
  return {
    manifest,
    golden: parseGolden(textOf(pack, GOLDEN_FILE), manifest),
    weights: new Map(
      manifest.tensors.map((entry) => [entry.name, { shape: entry.shape, values: readTensor(entry, buffer) }]),
    ),
  }
}

/** @param json `{"pictures":[{"pixels":"…","vector":[…]}, …]}`, where the pixels are 16 × 16 × 3 bytes in Base64 */
function parseGolden(json: string, { side, output }: ImageEncoderManifest): GoldenPicture[] {
  try {
    const { pictures } = JSON.parse(json) as { pictures: unknown }
    if (Array.isArray(pictures) && pictures.length > 0 && pictures.length <= 16)
      return pictures.map((entry) => {
        const { pixels, vector } = entry as { pixels: unknown; vector: unknown }
        if (typeof pixels !== 'string' || !Array.isArray(vector)) throw new TypeError()
        if (vector.length !== output || !vector.every(Number.isFinite)) throw new RangeError()
        return { pixels: enlarge(atob(pixels), side), vector }
      })
  } catch {
    // Invalid JSON, Base64 and structure are all reported below.
  }
  throw new ModelError('model-damaged', `${GOLDEN_FILE} must list 1 to 16 pictures with vectors of ${output} numbers.`)
}

/** @param bytes the picture's 16 × 16 × 3 bytes */
function enlarge(bytes: string, side: number): Pixels {
  if (bytes.length !== GOLDEN_SIDE ** 2 * 3) throw new RangeError()
  const pixels = new Uint8Array(side * side * 4).fill(255)
  const times = side / GOLDEN_SIDE
  for (let i = 0; i < side * side; i++) {
    const row = Math.floor(Math.floor(i / side) / times)
    const from = (row * GOLDEN_SIDE + Math.floor((i % side) / times)) * 3
    for (let colour = 0; colour < 3; colour++) pixels[4 * i + colour] = bytes.charCodeAt(from + colour)
  }
  return pixels
}
