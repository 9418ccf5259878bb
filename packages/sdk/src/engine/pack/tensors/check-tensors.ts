/** Checks that a manifest lists all of a model's tensors, each within its file. */

import { ensure } from '../checks.ts'
import type { ListedFiles, Manifest } from '../shape.ts'
import { BYTES, type Place, scaleCount, sizeOf, type TensorEntry } from './tensor-entry.ts'

/** Contains all of depth 0 and nothing else, so that pages that need only depth 0 load just this file. */
export const TABLE_FILE = 'table.bin'
export const OF_TABLE: readonly string[] = ['tokenEmbedding', 'tokenWeight', 'tableHead.kernel']

type Depths = Pick<Manifest, 'table' | 'transformer'>

/**
 * Names and shapes of all tensors in a pack; `tokenWeight` and `tableHead.kernel` are optional. A kernel has one row
 * per input.
 */
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
 * Like {@link checkPlaces}, but also checks that each depth's tensors are in separate files.
 *
 * @throws ModelError with a message that names the tensor
 */
export function checkTensors(manifest: Manifest): void {
  const { table } = manifest
  // Without weights, each row keeps its own length. Without a head, the vector is the sum of the rows.
  const optional = ['tokenWeight', ...(table.width === table.output ? ['tableHead.kernel'] : [])]
  checkPlaces(manifest, expectedShapes(manifest), optional, (entry, file, part) => {
    ensure(
      (file === TABLE_FILE) === OF_TABLE.includes(entry.name),
      `${part} is in ${file}, and ${TABLE_FILE} holds the table and nothing else`,
    )
    // The table's rows are unpacked individually, on lookup.
    if (entry.name === 'tokenEmbedding')
      ensure(
        (entry.dtype === 'int4' || entry.dtype === 'int3') && entry.scaleAxis === 0,
        `${entry.name} must be int3 or int4 with one scale per row`,
      )
  })
}

/**
 * Checks that every tensor is expected, is listed once, has the right shape, is inside its file, and doesn't overlap
 * with another tensor. A bundle's decoded size is therefore bounded by its file size.
 *
 * @param check called for each part of a tensor with the part's file, for further checks
 * @throws ModelError with a message that names the tensor
 */
export function checkPlaces(
  { tensors, files }: ListedFiles & { readonly tensors: readonly TensorEntry[] },
  expected: ReadonlyMap<string, readonly number[]>,
  optional: readonly string[] = [],
  check: (entry: TensorEntry, file: string, part: string) => void = () => {},
): void {
  const seen = new Set<string>()
  const taken: Array<{ file: string; start: number; end: number; name: string }> = []
  const take = ({ file, offset }: Place, bytes: number, name: string, entry: TensorEntry) => {
    const size = Object.hasOwn(files, file) ? files[file]?.bytes : undefined
    ensure(size !== undefined, `${name} is in a file that files doesn't list`)
    check(entry, file, name)
    ensure(offset + bytes <= size, `${name} reaches beyond the end of ${file}`)
    taken.push({ file, start: offset, end: offset + bytes, name })
  }
  for (const entry of tensors) {
    const { name, shape, dtype } = entry
    const wanted = expected.get(name)
    ensure(wanted !== undefined, `${name} isn't a tensor of this pack`)
    ensure(!seen.has(name), `${name} is listed twice`)
    ensure(shape.join() === wanted.join(), `${name} has shape ${shape.join('×')} instead of ${wanted.join('×')}`)
    seen.add(name)
    take(entry, sizeOf(shape) * BYTES[dtype], name, entry)
    if ('scales' in entry)
      take(entry.scales, scaleCount(shape, entry) * BYTES[entry.scales.dtype], `${name}.scales`, entry)
  }
  for (const name of expected.keys()) ensure(seen.has(name) || optional.includes(name), `tensors lacks ${name}`)
  taken.sort((a, b) => a.start - b.start)
  const last = new Map<string, (typeof taken)[number]>()
  for (const range of taken) {
    const before = last.get(range.file)
    ensure(!before || before.end <= range.start, `${range.name} overlaps ${before?.name}`)
    last.set(range.file, range)
  }
}
