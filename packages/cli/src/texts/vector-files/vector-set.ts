import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  fileNumberOf,
  LARGEST_VECTOR_FILE,
  MOST_BITS,
  type VectorFileHeader,
  writeVectorFile,
  writeVectorIndex,
} from '../../../../sdk/src/content/vector-file.ts'
import type { StoredVector } from '../../../../sdk/src/types.ts'
import { writeWhole } from '../../files/whole-file.ts'
import { Failure } from '../../terminal/failure.ts'
import { UsageError } from '../../terminal/usage.ts'

/** What all files of a set have in common. */
export type Encoder = Omit<VectorFileHeader, 'bits' | 'number'>

/** Number of vectors in a file, on average, at most. A page downloads about as many for each of its texts. */
const PER_FILE = 32

/** @throws UsageError unless the text is a power of two up to 65,536 */
export function bitsOf(files: string): number {
  const bits = Math.log2(Number(files))
  if (Number.isInteger(bits) && bits >= 0 && bits <= MOST_BITS) return bits
  throw new UsageError(`--files takes a power of two from 1 to ${2 ** MOST_BITS}, not ${files}: write --files 64`)
}

/**
 * Divides vectors into files.
 *
 * @param bits the set has 2^bits files. Default: as many as are needed for {@link PER_FILE}
 * @throws Failure if a file is larger than pages accept
 */
export function filesOf(
  encoder: Encoder,
  vectors: ReadonlyMap<string, StoredVector>,
  bits = Math.min(MOST_BITS, Math.max(0, Math.ceil(Math.log2(vectors.size / PER_FILE)))),
): { readonly bits: number; readonly files: ReadonlyArray<Uint8Array<ArrayBuffer>> } {
  const rows = Array.from({ length: 2 ** bits }, () => new Map<string, StoredVector>())
  for (const [key, vector] of vectors) rows[fileNumberOf(key, bits)]!.set(key, vector)
  const files = rows.map((own, number) => writeVectorFile({ ...encoder, bits, number }, own))
  const largest = Math.max(...files.map(({ length }) => length))
  if (largest > LARGEST_VECTOR_FILE)
    throw new Failure(
      `a file would have ${largest} bytes, and pages accept ${LARGEST_VECTOR_FILE}: write --files ${2 ** Math.min(MOST_BITS, bits + Math.ceil(Math.log2(largest / LARGEST_VECTOR_FILE)))}`,
    )
  return { bits, files }
}

/**
 * Writes a set into a folder of its own, named by its contents, and then the index that refers to it. Pages that have
 * read the previous index still find the previous set, which is kept.
 *
 * @param folder the folder of the set's language
 * @returns the number of files
 */
export async function writeVectorSet(
  folder: string,
  encoder: Encoder,
  vectors: ReadonlyMap<string, StoredVector>,
  bits?: number,
): Promise<{ readonly set: string; readonly files: number; readonly bytes: number }> {
  const divided = filesOf(encoder, vectors, bits)
  const hash = createHash('sha256')
  for (const file of divided.files) hash.update(file)
  const set = hash.digest('hex').slice(0, 16)
  await mkdir(join(folder, set), { recursive: true })
  for (const [number, file] of divided.files.entries()) await writeFile(join(folder, set, `${number}.inkvec`), file)
  await writeWhole(join(folder, 'index.json'), writeVectorIndex(set, { ...encoder, bits: divided.bits }, vectors.size))
  return { set, files: divided.files.length, bytes: divided.files.reduce((sum, { length }) => sum + length, 0) }
}
