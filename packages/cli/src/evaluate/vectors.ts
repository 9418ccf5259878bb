/** Text vectors of a log's items. */
import { quantise } from '../../../sdk/src/content/quantise.ts'
import type { ItemContent, StoredVector } from '../../../sdk/src/types.ts'
import type { List } from './log/read-log.ts'

/** Unit-length text vectors, in the order of the texts. */
export type Embed = (
  texts: readonly string[],
  onProgress: (done: number, total: number) => void,
) => Promise<readonly Float32Array[]>

/**
 * Embeds the described items that appear in a list. Items with the same text are embedded once.
 * @returns vectors keyed by id
 */
export async function vectorsOf(
  contents: ReadonlyMap<string, ItemContent>,
  lists: readonly List[],
  embed: Embed,
  onProgress: (done: number, total: number) => void,
): Promise<Map<string, Float32Array>> {
  const shown = new Set(lists.flatMap((list) => list.items))
  const described = [...shown].flatMap((id) => contents.get(id) ?? [])
  const texts = [...new Set(described.map(({ text }) => text))]
  const vectors = await embed(texts, onProgress)
  if (vectors.length !== texts.length) throw new RangeError(`${texts.length} texts gave ${vectors.length} vectors`)
  const place = new Map(texts.map((text, n) => [text, n]))
  return new Map(described.map(({ id, text }) => [id, vectors[place.get(text)!]!]))
}

/** The vectors in the form that a page stores: int8, keyed by fingerprint. */
export function stored(
  vectors: ReadonlyMap<string, Float32Array>,
  contents: ReadonlyMap<string, ItemContent>,
): Map<string, StoredVector> {
  return new Map([...vectors].map(([id, vector]) => [contents.get(id)!.fingerprint, quantise(vector)]))
}
