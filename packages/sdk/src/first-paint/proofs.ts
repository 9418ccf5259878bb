/** Creatives that the snippet may paint, because an earlier view found their markup to be safe. */

import { readSnapshot } from './snapshot.ts'

/** Maximum length of a creative in characters. Longer ones are left to the tag. */
const MAX_CHARACTERS = 4000
const MAX_ALL = 8000

/**
 * This page's safe creatives, and as many from other pages as fit.
 *
 * @param own slot names, each followed by a creative's markup
 */
export function fittingProofs(own: Iterable<string>): string[] {
  const { proved } = readSnapshot()
  // Another script may have overwritten the stored value.
  const before: unknown[] = Array.isArray(proved) ? proved : []
  let characters = 0
  return [...new Set([...own, ...before])].filter(
    (each): each is string =>
      typeof each === 'string' &&
      each.length <= MAX_CHARACTERS &&
      (characters += JSON.stringify(each).length) <= MAX_ALL,
  )
}
