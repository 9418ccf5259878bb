// @vitest-environment node
// Files with vectors: what is written is read, and nothing else is.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PHRASE_KEYS } from '../../../src/content/article9.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import { quantise } from '../../../src/content/quantise.ts'
import {
  checkVectorIndex,
  fileNumberOf,
  idOf,
  MOST_BITS,
  readVectorFile,
  type VectorFileHeader,
  writeVectorFile,
  writeVectorIndex,
} from '../../../src/content/vector-file.ts'
import type { StoredVector } from '../../../src/types.ts'

const MANIFEST = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
const HEADER: VectorFileHeader = {
  by: 'inkling-1/encoder-en@0.10.0',
  depth: 1,
  deepest: 1,
  dimensions: 6,
  manifest: MANIFEST,
  bits: 0,
  number: 0,
}

const vector = (dimensions: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimensions, maxLength: dimensions })
    .filter((values) => values.some((value) => Math.abs(value) > 1e-9))
    .map((values) => quantise(Float32Array.from(values)))
const key = fc.oneof(fc.string({ maxLength: 40, unit: 'grapheme' }).map(fingerprint), fc.constantFrom(...PHRASE_KEYS))
const vectors = (dimensions = 6) =>
  fc.array(fc.tuple(key, vector(dimensions)), { maxLength: 12 }).map((rows) => new Map<string, StoredVector>(rows))

test('What is written is read: every text and every vector, divided among any number of files.', () => {
  fc.assert(
    fc.property(vectors(), fc.integer({ min: 0, max: MOST_BITS }), (all, bits) => {
      const numbers = new Set([...all.keys()].map((each) => fileNumberOf(each, bits)))
      const read = new Map<string, StoredVector>()
      for (const number of numbers) {
        const header = { ...HEADER, bits, number }
        const own = new Map([...all].filter(([each]) => fileNumberOf(each, bits) === number))
        const file = readVectorFile(writeVectorFile(header, own))
        expect(file.header).toEqual(header)
        for (const [each, value] of file.vectors) read.set(each, value)
      }
      expect(new Map([...read].sort())).toEqual(new Map([...all].sort()))
    }),
  )
})

test('Files keep the order of ids, and each id has one file.', () => {
  fc.assert(
    fc.property(key, key, fc.integer({ min: 0, max: MOST_BITS }), (a, b, bits) => {
      const [low, high] = idOf(a) < idOf(b) ? [a, b] : [b, a]
      expect(fileNumberOf(low, bits)).toBeLessThanOrEqual(fileNumberOf(high, bits))
      expect(fileNumberOf(high, bits)).toBeLessThan(2 ** bits)
    }),
  )
})

const SOME = new Map([
  ['article9-3', quantise(Float32Array.of(1, -1, 0.5, 0, 0, 0))],
  [fingerprint('A moon of Saturn'), quantise(Float32Array.of(0, 0.2, 0.4, -0.9, 0, 0))],
  [fingerprint('Soup for ten'), quantise(Float32Array.of(0.1, 0, 0, 0, 1, 0))],
])
const FILE = writeVectorFile(HEADER, SOME)

test('A file of which one byte is another is refused, whichever byte it is.', () => {
  for (const at of FILE.keys())
    for (const change of [1, 0x80, 0xff]) {
      const changed = FILE.slice()
      changed[at]! ^= change
      expect(() => readVectorFile(changed), `byte ${at}`).toThrow(RangeError)
    }
})

test('A file that is shorter or longer is refused, and so is any other content.', () => {
  for (let length = 0; length < FILE.length; length++)
    expect(() => readVectorFile(FILE.slice(0, length))).toThrow(RangeError)
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (more) => {
      expect(() => readVectorFile(Uint8Array.from([...FILE, ...more]))).toThrow(RangeError)
      expect(() => readVectorFile(Uint8Array.from(more))).toThrow(RangeError)
    }),
  )
})

/** Makes the checksum right again, as somebody would who changes a file on purpose. */
function forged(change: (bytes: Uint8Array<ArrayBuffer>, view: DataView) => void): Uint8Array<ArrayBuffer> {
  const bytes = FILE.slice()
  const view = new DataView(bytes.buffer)
  change(bytes, view)
  let sum = 0x811c9dc5
  for (const [i, byte] of bytes.entries()) if (i < 20 || i > 23) sum = Math.imul(sum ^ byte, 0x01000193)
  view.setUint32(20, sum >>> 0, true)
  return bytes
}

const IDS = 56 + HEADER.by.length
test.each<[string, Parameters<typeof forged>[0], RegExp]>([
  ['another format', (bytes) => void (bytes[4] = 2), /format/],
  ['a depth beyond the encoder’s', (bytes) => void (bytes[6] = 0), /encoder/],
  ['depths that there are not', (bytes) => void bytes.fill(9, 5, 7), /encoder/],
  ['a million vectors', (_, view) => view.setUint32(12, 1e6, true), /bytes/],
  ['4,294,967,295 vectors', (_, view) => view.setUint32(12, 2 ** 32 - 1, true), /bytes/],
  ['a name longer than the file', (_, view) => view.setUint16(10, 65_535, true), /bytes/],
  ['no dimensions', (_, view) => view.setUint16(8, 0, true), /bytes/],
  ['an encoder’s name with a line break', (bytes) => void (bytes[60] = 10), /encoder/],
  ['seventeen bits', (bytes) => void (bytes[7] = 17), /set/],
  ['a number that its set doesn’t have', (_, view) => view.setUint32(16, 1, true), /set/],
  ['the same id twice', (bytes) => void bytes.copyWithin(IDS + 8, IDS, IDS + 8), /order/],
  ['an id of 54 bits', (_, view) => view.setUint32(IDS + 16, 2 ** 21, true), /order/],
  ['a vector of zeros, whose cosines are none', (bytes) => void bytes.fill(0, IDS + 24, IDS + 30), /scaled/],
  ['a component of −128', (bytes) => void (bytes[IDS + 25] = 128), /scaled/],
])('Even with a right checksum, a file with %s is refused.', (_, change, why) => {
  expect(() => readVectorFile(forged(change))).toThrow(why)
})

test('A vector that belongs to another file of the set is refused.', () => {
  const stray = writeVectorFile({ ...HEADER, bits: 4, number: 15 }, new Map([...SOME].slice(0, 1)))
  expect(() => readVectorFile(stray)).toThrow(/another file/)
})

test('An index names a set and its size, and nothing else is one.', () => {
  const index = JSON.parse(writeVectorIndex('0123456789abcdef', { ...HEADER, bits: 6 }, 2000))
  expect(checkVectorIndex(index)).toEqual({ set: '0123456789abcdef', bits: 6 })
  for (const other of [
    null,
    [],
    'x',
    {},
    { ...index, format: 2 },
    { ...index, set: '../../elsewhere' },
    { ...index, set: ['0123456789abcdef'] },
    { ...index, bits: 17 },
    { ...index, bits: -1 },
    { ...index, bits: 0.5 },
    { ...index, bits: '6' },
  ])
    expect(() => checkVectorIndex(other), JSON.stringify(other)).toThrow(RangeError)
})
