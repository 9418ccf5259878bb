/** Whether a manifest lists the tensors that its depths need, each where it may lie. */

import { ensure } from './checks.ts'
import type { Manifest } from './shape.ts'
import { BYTES, type Place, scaleCount, sizeOf } from './tensor-entry.ts'

/** All of depth 0 lies in it, and nothing else does: whoever needs no more loads no more. */
export const TABLE_FILE = 'table.bin'
const OF_TABLE = ['tokenEmbedding', 'tokenWeight', 'tableHead.kernel']

type Depths = Pick<Manifest, 'table' | 'transformer'>

/** Name and shape of every tensor that a pack needs; `tokenWeight` and `tableHead.kernel` may be missing. The rows of a kernel are its inputs. */
export function expectedShapes({ table, transformer }: Depths): Map<string, readonly number[]> {
  const { vocabulary, width, output } = table
  const shapes = new Map<string, readonly number[]>([
    ['tokenEmbedding', [vocabulary, width]],
    ['tokenWeight', [vocabulary]],
    ['tableHead.kernel', [width, output]],
  ])
  if (!transformer) return shapes
  const { hidden, layers, feedForward, maxTokens } = transformer
  shapes
    .set('embeddingProjection.kernel', [width, hidden])
    .set('positions', [maxTokens, hidden])
    .set('embeddingNorm.scale', [hidden])
    .set('embeddingNorm.shift', [hidden])
    .set('head.kernel', [hidden, output])
  for (let layer = 0; layer < layers; layer++) {
    const kernels: ReadonlyArray<readonly [string, number, number]> = [
      ['qkv', hidden, 3 * hidden],
      ['output', hidden, hidden],
      ['expand', hidden, feedForward],
      ['contract', feedForward, hidden],
    ]
    for (const [name, inputs, outputs] of kernels) {
      shapes.set(`layer.${layer}.${name}.kernel`, [inputs, outputs])
      shapes.set(`layer.${layer}.${name}.bias`, [outputs])
    }
    for (const norm of ['attentionNorm', 'outputNorm']) {
      shapes.set(`layer.${layer}.${norm}.scale`, [hidden])
      shapes.set(`layer.${layer}.${norm}.shift`, [hidden])
    }
  }
  return shapes
}

/**
 * Every tensor that the depths need is there once, in the right shape, inside its file, and shares no byte with another:
 * so the numbers that a bundle unfolds to are bounded by its size.
 *
 * @throws ModelError with a sentence that names the tensor
 */
export function checkTensors(manifest: Manifest): void {
  const { tensors, files, table } = manifest
  const expected = expectedShapes(manifest)
  const seen = new Set<string>()
  const taken: Array<{ file: string; start: number; end: number; name: string }> = []
  const take = ({ file, offset }: Place, bytes: number, name: string, ofTable: boolean) => {
    const size = Object.hasOwn(files, file) ? files[file]?.bytes : undefined
    ensure(size !== undefined, `${name} is in a file that files doesn't list`)
    ensure(
      (file === TABLE_FILE) === ofTable,
      `${name} is in ${file}, and ${TABLE_FILE} holds the table and nothing else`,
    )
    ensure(offset + bytes <= size, `${name} reaches beyond the end of ${file}`)
    taken.push({ file, start: offset, end: offset + bytes, name })
  }
  for (const entry of tensors) {
    const { name, shape, dtype } = entry
    const wanted = expected.get(name)
    ensure(wanted !== undefined, `${name} is no tensor of this pack`)
    ensure(!seen.has(name), `${name} is listed twice`)
    ensure(shape.join() === wanted.join(), `${name} has shape ${shape.join('×')} instead of ${wanted.join('×')}`)
    // Its rows are unpacked one by one, when they are looked up.
    if (name === 'tokenEmbedding')
      ensure(dtype === 'int4' && entry.scaleAxis === 0, `${name} must be int4, a scale a row`)
    seen.add(name)
    const ofTable = OF_TABLE.includes(name)
    take(entry, sizeOf(shape) * BYTES[dtype], name, ofTable)
    if ('scales' in entry)
      take(entry.scales, scaleCount(shape, entry) * BYTES[entry.scales.dtype], `${name}.scales`, ofTable)
  }
  // Without weights each row has its own length; without a head the sum of rows is the vector.
  expected.delete('tokenWeight')
  if (table.width === table.output) expected.delete('tableHead.kernel')
  for (const name of expected.keys()) ensure(seen.has(name), `tensors lacks ${name}`)
  taken.sort((a, b) => a.start - b.start)
  const last = new Map<string, (typeof taken)[number]>()
  for (const range of taken) {
    const before = last.get(range.file)
    ensure(!before || before.end <= range.start, `${range.name} overlaps ${before?.name}`)
    last.set(range.file, range)
  }
}
