import { quantise } from '../../content/quantise.ts'
import * as dom from '../../lib/dom.ts'
import type { StoredVector } from '../../types.ts'
import { audiencePhrases } from './check-audiences.ts'

/**
 * Vectors of the phrases in a page's audiences, keyed by phrase.
 *
 * @param embed embeds texts with the model for a language; returns undefined if no model for it is installed
 * @returns an empty map if the page names no audiences, or if there is no model
 */
export async function audienceVectors(
  document: Document,
  embed: (texts: readonly string[], language: string) => Promise<readonly Float32Array[] | undefined>,
): Promise<ReadonlyMap<string, StoredVector>> {
  const phrases = audiencePhrases(document)
  if (!phrases.length) return new Map()
  const vectors = await embed(phrases, dom.documentElement(document).lang.split('-')[0]!.toLowerCase())
  return new Map(phrases.flatMap((phrase, i) => (vectors?.[i] ? [[phrase, quantise(vectors[i])]] : [])))
}
