// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelError } from '../../../../src/engine/pack/errors.ts'
import type { TensorEntry } from '../../../../src/engine/pack/tensors/tensor-entry.ts'
import { readTensor } from '../../../../src/engine/pack/tensors/tensors.ts'
import { packed } from '../bundle.ts'

/** A matrix at rest: its integers row by row, and a scale for each row (axis 0) or column (axis 1). */
interface Matrix {
  readonly dtype: 'int4' | 'int8'
  readonly shape: readonly [rows: number, columns: number]
  readonly scaleAxis: 0 | 1
  readonly scales: readonly number[]
  readonly integers: readonly number[]
  /** Other bytes before it in its file, in fours. */
  readonly before: number
}

const scale = fc.float({ min: Math.fround(-1e30), max: Math.fround(1e30), noNaN: true })
const matrices = fc
  .record({
    dtype: fc.constantFrom('int4' as const, 'int8' as const),
    rows: fc.integer({ min: 1, max: 40 }),
    halfColumns: fc.integer({ min: 1, max: 20 }),
    scaleAxis: fc.constantFrom(0 as const, 1 as const),
    before: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ dtype, rows, halfColumns, scaleAxis, before }) => {
    const shape = [rows, 2 * halfColumns] as const
    const list = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length })
    const integer = dtype === 'int4' ? fc.integer({ min: -8, max: 7 }) : fc.integer({ min: -128, max: 127 })
    return fc.record<Matrix>({
      dtype: fc.constant(dtype),
      shape: fc.constant(shape),
      scaleAxis: fc.constant(scaleAxis),
      scales: list(scale, shape[scaleAxis]),
      integers: list(integer, shape[0] * shape[1]),
      before: fc.constant(before),
    })
  })

function read({ dtype, shape, scaleAxis, scales, integers, before }: Matrix): Float32Array {
  const bytes = dtype === 'int4' ? packed(integers) : integers
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
  return readTensor(entry, (file) => files.get(file) ?? new ArrayBuffer())
}

test('a matrix comes back as each integer times its scale', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const { shape, scaleAxis, scales, integers } = matrix
      const columns = shape[1]
      const expected = integers.map(
        (q, i) => q * (scales[scaleAxis === 0 ? Math.floor(i / columns) : i % columns] ?? 0),
      )
      expect(read(matrix)).toEqual(Float32Array.from(expected))
    }),
  )
})

test('every byte is two int4: the even column in the low half, two’s complement', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const files = new Map([
    ['a.bin', bytes.buffer],
    ['b.bin', Float32Array.of(1).buffer],
  ])
  const entry: TensorEntry = {
    name: 'tokenEmbedding',
    shape: [1, 512],
    dtype: 'int4',
    file: 'a.bin',
    offset: 0,
    scaleAxis: 0,
    scales: { file: 'b.bin', offset: 0, dtype: 'float32' },
  }
  const values = readTensor(entry, (file) => files.get(file) ?? new ArrayBuffer())
  const at = (byte: number) => [...values.subarray(2 * byte, 2 * byte + 2)]
  expect(at(0x00)).toEqual([0, 0])
  expect(at(0xe1)).toEqual([1, -2])
  expect(at(0x78)).toEqual([-8, 7])
  expect(at(0x8f)).toEqual([-1, -8])
  const signed = [0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1]
  for (const byte of bytes) expect(at(byte)).toEqual([signed[byte % 16], signed[Math.floor(byte / 16)]])
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
  const files = new Map([
    ['a.bin', new Uint8Array(12_000 * 64).fill(0x9a).buffer],
    ['b.bin', new Float32Array(12_000).fill(0.01).buffer],
  ])
  const entry: TensorEntry = {
    name: 'tokenEmbedding',
    shape: [12_000, 128],
    dtype: 'int4',
    file: 'a.bin',
    offset: 0,
    scaleAxis: 0,
    scales: { file: 'b.bin', offset: 0, dtype: 'float32' },
  }
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now()
    readTensor(entry, (file) => files.get(file) ?? new ArrayBuffer())
    return performance.now() - started
  })
  // 5 ms on two busy cores of a server: the limit is generous, so that only another order of magnitude fails.
  expect(Math.min(...times)).toBeLessThan(50)
})
