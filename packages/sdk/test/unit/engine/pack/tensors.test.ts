// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelError } from '../../../../src/engine/pack/errors.ts'
import type { Pack } from '../../../../src/engine/pack/files/load-files.ts'
import { packedRows, rowReader } from '../../../../src/engine/pack/tensors/row-reader.ts'
import type { TensorEntry } from '../../../../src/engine/pack/tensors/tensor-entry.ts'
import { type FileBuffer, readTensor } from '../../../../src/engine/pack/tensors/tensors.ts'
import { packed, packedThrees } from '../bundle.ts'

/**
 * A stored matrix: its integers row by row (for int3 as stored, 0 to 7), and a scale per row (axis 0) or column (axis
 * 1).
 */
interface Matrix {
  readonly dtype: 'int3' | 'int4' | 'int8'
  readonly shape: readonly [rows: number, columns: number]
  readonly scaleAxis: 0 | 1
  readonly scales: readonly number[]
  readonly integers: readonly number[]
  /** Number of 4-byte words before it in its file. */
  readonly before: number
}

const scale = fc.float({ min: Math.fround(-1e30), max: Math.fround(1e30), noNaN: true })
const RANGES = { int3: [0, 7], int4: [-8, 7], int8: [-128, 127] } as const
const matrices = fc
  .record({
    dtype: fc.constantFrom('int3' as const, 'int4' as const, 'int8' as const),
    rows: fc.integer({ min: 1, max: 40 }),
    some: fc.integer({ min: 1, max: 20 }),
    scaleAxis: fc.constantFrom(0 as const, 1 as const),
    before: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ dtype, rows, some, scaleAxis, before }) => {
    const shape = [rows, 2 * some] as const
    const list = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length })
    const [min, max] = RANGES[dtype]
    const integer = fc.integer({ min, max })
    return fc.record<Matrix>({
      dtype: fc.constant(dtype),
      shape: fc.constant(shape),
      scaleAxis: fc.constant(scaleAxis),
      scales: list(scale, shape[scaleAxis]),
      integers: list(integer, shape[0] * shape[1]),
      before: fc.constant(before),
    })
  })

const PACKERS = { int3: packedThrees, int4: packed, int8: (integers: readonly number[]) => integers }

function stored({ dtype, shape, scaleAxis, scales, integers, before }: Matrix): [TensorEntry, FileBuffer] {
  const bytes = PACKERS[dtype](integers)
  const files = new Map([
    ['integers.bin', Int8Array.from([...new Array(before * 4).fill(85), ...bytes, 85]).buffer],
    ['scales.bin', Float32Array.from([...new Array(before).fill(Number.NaN), ...scales, Number.NaN]).buffer],
  ])
  const place = (file: string) => ({ file, offset: before * 4 })
  const entry: TensorEntry = {
    name: 'tokenEmbedding',
    shape,
    dtype,
    scaleAxis,
    ...place('integers.bin'),
    scales: { ...place('scales.bin'), dtype: 'float32' },
  }
  return [entry, (file) => files.get(file) ?? new ArrayBuffer()]
}

const read = (matrix: Matrix) => readTensor(...stored(matrix))

test('a matrix comes back as each step times its scale', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const { dtype, shape, scaleAxis, scales, integers } = matrix
      const columns = shape[1]
      const expected = integers.map(
        (q, i) =>
          (dtype === 'int3' ? q - 3.5 : q) * (scales[scaleAxis === 0 ? Math.floor(i / columns) : i % columns] ?? 0),
      )
      expect(read(matrix)).toEqual(Float32Array.from(expected))
    }),
  )
})

test('a row of a table read by itself is added, as many times as is asked', () => {
  fc.assert(
    fc.property(matrices, fc.nat(), (matrix, any) => {
      fc.pre(matrix.dtype !== 'int8') // no table has such rows
      const [rows, width] = matrix.shape
      const one = { ...matrix, scaleAxis: 0 as const, scales: Array.from({ length: rows }, (_, i) => (i + 1) / 4) }
      const [entry, buffer] = stored(one)
      const manifest = { table: { vocabulary: rows, width }, tensors: [entry] }
      const addRow = rowReader(packedRows({ manifest, buffer } as unknown as Pack), width)
      const [id, sum] = [any % rows, new Float32Array(width + 2).fill(1)]
      addRow(id, sum, 1, 2)
      const row = readTensor(entry, buffer).subarray(id * width, (id + 1) * width)
      expect(sum).toEqual(Float32Array.of(1, ...row.map((value) => 1 + 2 * value), 1))
    }),
  )
})

/** A matrix with a scale per row, from its bytes in the file. */
function ofBytes(
  dtype: Matrix['dtype'],
  shape: Matrix['shape'],
  bytes: Uint8Array<ArrayBuffer>,
  scales: Float32Array<ArrayBuffer>,
): [TensorEntry, FileBuffer] {
  const files = new Map([
    ['a.bin', bytes.buffer],
    ['b.bin', scales.buffer],
  ])
  const entry: TensorEntry = {
    name: 'tokenEmbedding',
    shape,
    dtype,
    file: 'a.bin',
    offset: 0,
    scaleAxis: 0,
    scales: { file: 'b.bin', offset: 0, dtype: 'float32' },
  }
  return [entry, (file) => files.get(file) ?? new ArrayBuffer()]
}

test('every byte is two int4: the even column in the low half, two’s complement', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const values = readTensor(...ofBytes('int4', [1, 512], bytes, Float32Array.of(1)))
  const at = (byte: number) => [...values.subarray(2 * byte, 2 * byte + 2)]
  expect(at(0x00)).toEqual([0, 0])
  expect(at(0xe1)).toEqual([1, -2])
  expect(at(0x78)).toEqual([-8, 7])
  expect(at(0x8f)).toEqual([-1, -8])
  const signed = [0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1]
  for (const byte of bytes) expect(at(byte)).toEqual([signed[byte % 16], signed[Math.floor(byte / 16)]])
})

test('every byte is two int3: the even column in the lowest bits, none of them zero, whatever lies above them', () => {
  const bytes = Uint8Array.of(0b001_000, 0b011_010, 0b101_100, 0b11_111_110)
  const values = readTensor(...ofBytes('int3', [1, 8], bytes, Float32Array.of(2)))
  expect([...values]).toEqual([-7, -5, -3, -1, 1, 3, 5, 7])
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38])(
  'a scale of %s is refused',
  (wrong) => {
    for (const dtype of ['int4', 'int8'] as const) {
      const matrix: Matrix = {
        dtype,
        shape: [2, 2],
        scaleAxis: 0,
        scales: [1, wrong],
        integers: [1, 2, 0, 7],
        before: 0,
      }
      expect(() => read(matrix)).toThrow(ModelError)
      expect(() => read(matrix)).toThrow("tokenEmbedding has a value that isn't a finite number.")
    }
  },
)

test('a matrix of 12,000 × 128 takes milliseconds', () => {
  const [bytes, scales] = [new Uint8Array(12_000 * 64).fill(0x9a), new Float32Array(12_000).fill(0.01)]
  const matrix = ofBytes('int4', [12_000, 128], bytes, scales)
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now()
    readTensor(...matrix)
    return performance.now() - started
  })
  // 5 ms on two busy cores of a server: the limit is generous, so that only another order of magnitude fails.
  expect(Math.min(...times)).toBeLessThan(50)
})
