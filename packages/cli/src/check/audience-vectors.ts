import { PHRASE_KEYS } from '../../../sdk/src/content/article9.ts'
import { PHRASES } from '../../../sdk/src/content/article9-phrases.ts'
import { quantise } from '../../../sdk/src/content/quantise.ts'
import { audienceTexts } from '../../../sdk/src/developers/check/check-audiences.ts'
import type { StoredVector } from '../../../sdk/src/types.ts'

/**
 * Vectors of a page's audiences, keyed by text, together with those of the reference phrases for special categories.
 *
 * @param embed embeds texts with the model for a language; undefined if no model for it is installed
 * @returns empty if the page names no audiences, or if there is no model
 */
export async function audienceVectors(
  document: Document,
  embed: (texts: readonly string[], language: string) => Promise<readonly Float32Array[] | undefined>,
): Promise<ReadonlyMap<string, StoredVector>> {
  const texts = audienceTexts(document)
  if (!texts.length) return new Map()
  const vectors = await embed([...PHRASES, ...texts], document.documentElement.lang.split('-')[0]!.toLowerCase())
  return new Map([...PHRASE_KEYS, ...texts].flatMap((key, i) => (vectors?.[i] ? [[key, quantise(vectors[i])]] : [])))
}
