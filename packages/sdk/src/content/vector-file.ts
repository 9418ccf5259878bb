/**
 * The format of files with vectors that were made beforehand (docs/vectors.md). The command writes them, and pages read
 * them.
 *
 * | bytes | content |
 * |---|---|
 * | 0–3 | `INKV` |
 * | 4, 5, 6 | version of the format, depth of the vectors, greatest depth of the encoder |
 * | 7 | number of bits by which the set is divided: it has 2^bits files |
 * | 8–9 | dimensions D |
 * | 10–11 | length L of the encoder's name |
 * | 12–15 | number of vectors N |
 * | 16–19 | this file's number in the set |
 * | 20–23 | checksum of all other bytes |
 * | 24–55 | SHA-256 of the encoder's manifest |
 * | L | the encoder, as `space/name@version` in ASCII |
 * | 8 × N | the texts' ids in ascending order: the upper 21 bits, then the lower 32 |
 * | D × N | the vectors, one int8 per dimension |
 *
 * Integers are unsigned and little-endian.
 */

import type { Depth, StoredVector, VectorOrigin } from '../types.ts'
import { PHRASE_KEYS } from './article9.ts'

/** Maximum size of a file in bytes; 900 vectors with 128 dimensions take up less. */
export const LARGEST_VECTOR_FILE = 128 * 1024
/** Maximum of {@link VectorFileHeader.bits}. */
export const MOST_BITS = 16

export interface VectorFileHeader extends VectorOrigin {
  readonly dimensions: number
  /** Base64 SHA-256 of the encoder's manifest, which lists the hashes of all its weights. */
  readonly manifest: string
  readonly bits: number
  /** From 0. */
  readonly number: number
}

export interface VectorFile {
  readonly header: VectorFileHeader
  /** Keyed by fingerprint. */
  readonly vectors: ReadonlyMap<string, StoredVector>
}

const FORMAT = 1
const MAGIC = [...'INKV'].map((letter) => letter.charCodeAt(0))
const CHECKSUM = 20
const HASH = 24
const HASH_BYTES = 32
const NAME = HASH + HASH_BYTES
const ID_BYTES = 8
/** Bits of a fingerprint (fingerprint.ts). */
const ID_BITS = 53
/** The largest component of every vector (quantise.ts). */
const SCALED = 127
const MOST_DIMENSIONS = 1024
const ORIGIN = /^[\w.-]{1,60}\/[\w.-]{1,60}@[\w.-]{1,60}$/

/** A key as a number. Phrases come first, under their numbers; no text can be expected to have such a fingerprint. */
export function idOf(key: string): number {
  const phrase = PHRASE_KEYS.indexOf(key)
  return phrase < 0 ? Number.parseInt(key, 36) : phrase
}

const keyOf = (id: number): string => PHRASE_KEYS[id] ?? id.toString(36)

/** The number of the file that has the vector for a key. Files are divided by the upper bits, so they keep the order. */
export const fileNumberOf = (key: string, bits: number): number => Math.floor(idOf(key) / 2 ** (ID_BITS - bits))

/** FNV-1a (Fowler, Noll, Vo) of all bytes except the checksum itself. Detects accidents, but no intent. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) if (i < CHECKSUM || i >= HASH) sum = Math.imul(sum ^ bytes[i]!, 0x01000193)
  return sum >>> 0
}

/** @param vectors keyed by fingerprint; all belong to this file of the set */
export function writeVectorFile(
  { by, depth, deepest, dimensions, manifest, bits, number }: VectorFileHeader,
  vectors: ReadonlyMap<string, StoredVector>,
): Uint8Array<ArrayBuffer> {
  const rows = [...vectors].map(([key, vector]) => [idOf(key), vector] as const).sort(([a], [b]) => a - b)
  const ids = NAME + by.length
  const first = ids + ID_BYTES * rows.length
  const bytes = new Uint8Array(first + dimensions * rows.length)
  const view = new DataView(bytes.buffer)
  bytes.set([...MAGIC, FORMAT, depth, deepest, bits])
  view.setUint16(8, dimensions, true)
  view.setUint16(10, by.length, true)
  view.setUint32(12, rows.length, true)
  view.setUint32(16, number, true)
  bytes.set(bytesOf(manifest), HASH)
  bytes.set(new TextEncoder().encode(by), NAME)
  for (const [at, [id, vector]] of rows.entries()) {
    view.setUint32(ids + ID_BYTES * at, Math.floor(id / 2 ** 32), true)
    view.setUint32(ids + ID_BYTES * at + 4, id >>> 0, true)
    bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, dimensions), first + dimensions * at)
  }
  view.setUint32(CHECKSUM, checksumOf(bytes), true)
  return bytes
}

/** Decodes Base64. @throws an error if it is invalid */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))

/** Reads a file and checks everything that can be checked without the encoder. @throws RangeError that says what is wrong */
export function readVectorFile(bytes: Uint8Array<ArrayBuffer>): VectorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  expect(bytes.length >= NAME && MAGIC.every((byte, i) => bytes[i] === byte), 'it has no vectors')
  const [format, depth, deepest, bits] = bytes.subarray(4, 8) as unknown as [number, Depth, Depth, number]
  expect(format === FORMAT, `its format is ${format}, not ${FORMAT}`)
  const dimensions = view.getUint16(8, true)
  const count = view.getUint32(12, true)
  const number = view.getUint32(16, true)
  const ids = NAME + view.getUint16(10, true)
  const first = ids + ID_BYTES * count
  expect(bytes.length === first + dimensions * count, `it has ${bytes.length} bytes, not those of its ${count} vectors`)
  expect(view.getUint32(CHECKSUM, true) === checksumOf(bytes), 'its checksum differs')
  const by = String.fromCharCode(...bytes.subarray(NAME, Math.min(ids, NAME + MOST_DIMENSIONS)))
  expect(
    depth <= deepest && deepest <= 1 && dimensions > 0 && dimensions <= MOST_DIMENSIONS && ORIGIN.test(by),
    'its encoder is none',
  )
  expect(bits <= MOST_BITS && number < 2 ** bits, 'it is in no set')
  const manifest = btoa(String.fromCharCode(...bytes.subarray(HASH, NAME)))
  const vectors = new Map<string, StoredVector>()
  let before = -1
  for (let at = 0; at < count; at++) {
    const high = view.getUint32(ids + ID_BYTES * at, true)
    const id = high * 2 ** 32 + view.getUint32(ids + ID_BYTES * at + 4, true)
    expect(high < 2 ** (ID_BITS - 32) && id > before, 'its ids are not in order')
    before = id
    const key = keyOf(id)
    expect(fileNumberOf(key, bits) === number, 'a vector belongs to another file')
    // Copied, so that no vector keeps the whole file in memory.
    const vector = new Int8Array(bytes.slice(first + dimensions * at, first + dimensions * (at + 1)).buffer)
    let most = 0
    for (let i = 0; i < dimensions; i++) most = Math.max(most, Math.abs(vector[i]!))
    expect(most === SCALED, 'a vector is not scaled')
    vectors.set(key, vector)
  }
  return { header: { by, depth, deepest, dimensions, manifest, bits, number }, vectors }
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new RangeError(otherwise)
}

/** A set's index, `index.json`. */
export interface VectorIndex {
  /** Names the folder with the set's files. It is a hash of their contents, so the files never change. */
  readonly set: string
  readonly bits: number
}

/** @throws RangeError if it is no index */
export function checkVectorIndex(value: unknown): VectorIndex {
  const { format, set, bits } = Object(value) as { readonly [name in string]?: unknown }
  expect(format === FORMAT, `its format is ${String(format)}, not ${FORMAT}`)
  expect(typeof set === 'string' && /^[\da-f]{16}$/.test(set), 'it names no set')
  expect(Number.isInteger(bits) && (bits as number) >= 0 && (bits as number) <= MOST_BITS, 'its bits are wrong')
  return { set, bits: bits as number }
}

/** What `index.json` contains. The page needs only the first three; the rest tells people what the set is. */
export const writeVectorIndex = (set: string, header: Omit<VectorFileHeader, 'number'>, count: number): string =>
  `${JSON.stringify({
    format: FORMAT,
    set,
    bits: header.bits,
    files: 2 ** header.bits,
    vectors: count,
    encoder: header.by,
    depth: header.depth,
    dimensions: header.dimensions,
    manifest: `sha256-${header.manifest}`,
  })}\n`
