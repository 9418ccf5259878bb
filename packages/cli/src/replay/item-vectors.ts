import { PHRASE_KEYS } from '../../../sdk/src/content/article9.ts'
import { PHRASES } from '../../../sdk/src/content/article9-phrases.ts'
import { itemContent } from '../../../sdk/src/content/content.ts'
import { quantise } from '../../../sdk/src/content/quantise.ts'
import type { Item, StoredVector } from '../../../sdk/src/types.ts'
import type { Embed } from '../evaluate/vectors.ts'

/** Vectors of items and of the reference texts for sensitive topics, stored as on a page: keyed by fingerprint. */
export async function itemVectors(
  items: Iterable<Item>,
  embed: Embed,
  onProgress: (done: number, total: number) => void,
): Promise<Map<string, StoredVector>> {
  const texts = new Map(PHRASES.map((text, i) => [PHRASE_KEYS[i]!, text]))
  for (const item of items) {
    const { fingerprint, text } = itemContent(item)
    if (text) texts.set(fingerprint, text)
  }
  const vectors = await embed([...texts.values()], onProgress)
  return new Map([...texts.keys()].map((key, i) => [key, quantise(vectors[i]!)]))
}
