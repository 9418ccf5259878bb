import {
  checkVectorIndex,
  fileNumberOf,
  LARGEST_VECTOR_FILE,
  readVectorFile,
  type VectorFile,
} from '../../content/vector-file.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'

/** Maximum size of `index.json` in bytes; about seven times that of an index. */
const LARGEST_INDEX = 2048
/** Maximum number of files that a page requests. Sites with larger pages can have fewer, larger files. */
const MOST_FILES = 128

/**
 * Fetches the files of a set that may contain the keys: one request for the index, then one per file, in the order of
 * their numbers. The requests depend on nothing but the keys.
 *
 * @param folder URL of the set's language, ending with a slash
 * @throws if anything about any of the files is wrong
 */
export async function fetchVectors(
  folder: string,
  keys: Iterable<string>,
  signal: AbortSignal,
): Promise<readonly VectorFile[]> {
  const text = new TextDecoder().decode(await fetchAtMost(`${folder}index.json`, LARGEST_INDEX, { signal }))
  const { set, bits } = checkVectorIndex(parseOwn(text))
  const numbers = [...new Set([...keys].map((key) => fileNumberOf(key, bits)))].sort((a, b) => a - b)
  if (numbers.length > MOST_FILES)
    throw new RangeError(`this page needs ${numbers.length} files: make fewer with --files, at most ${MOST_FILES}`)
  return Promise.all(
    numbers.map(async (number) => {
      const file = readVectorFile(
        await fetchAtMost(`${folder}${set}/${number}.inkvec`, LARGEST_VECTOR_FILE, { signal }),
      )
      if (file.header.bits !== bits || file.header.number !== number) throw new RangeError('it is another file')
      return file
    }),
  )
}
