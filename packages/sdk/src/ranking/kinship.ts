import { cosine } from '../lib/cosine.ts'
import type { ItemContent } from '../types.ts'
import type { Evidence } from './features/evidence.ts'
import type { RankInput } from './rank.ts'

/** Cosine from which on two texts of different topics are about one thing: of the demo's stories no two of different topics come above 0.39. */
const KIN = 0.45
/** Words that two texts share, each of so many letters, and in at most so great a share of the list. */
const WORDS = { shared: 2, letters: 4, common: 0.2 }

const wordsOf = (text: string) =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length >= WORDS.letters))

/**
 * Whether an event may be named as a reason for an item: one that shares a label with it, or, where topics differ or none
 * are known, its subject. A place can hang on an event that has nothing to do with the item, since all share the places.
 */
export function isKin(item: ItemContent, event: Evidence, { candidates, vectors }: RankInput): boolean {
  if (item.topic && event.topic && item.topic === event.topic) return true
  if (item.author && item.author === event.author) return true
  const [a, b] = [vectors.get(item.fingerprint), vectors.get(event.fingerprint)]
  if (a && b) return cosine(a, b) >= KIN
  if (item.topic && event.topic) return false
  const words = wordsOf(event.text)
  const shared = [...wordsOf(item.text)].filter((word) => words.has(word))
  const isRare = (word: string) =>
    candidates.filter(({ text }) => wordsOf(text).has(word)).length <= Math.max(1, WORDS.common * candidates.length)
  return shared.filter(isRare).length >= WORDS.shared
}
