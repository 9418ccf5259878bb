/** Checks that a manifest lists a model's tensors, each within its file. */

import { ensure } from '../checks.ts'
import type { ListedFiles } from '../shape.ts'
import { BYTES, type Place, scaleCount, sizeOf, type TensorEntry } from './tensor-entry.ts'

/**
 * Checks that every tensor is expected, listed once, of the right shape, inside its file, and disjoint from all others.
 * The decoded size of a bundle is thus bounded by its file size.
 *
 * @param check further checks of a tensor and the file of each of its parts
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
    ensure(wanted !== undefined, `${name} is no tensor of this pack`)
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
