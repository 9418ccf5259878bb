/** Creatives that the snippet may paint, since an earlier view found nothing in them that they may not have. */

import { readSnapshot } from './snapshot.ts'

/** Characters of one, and of all: what is longer is left to the tag. */
const MAX_CHARACTERS = 4000
const MAX_ALL = 8000

/** Those of this page, and of others as many as fit. @param own slots' names, each with a creative's markup */
export function fittingProofs(own: ReadonlySet<string>): string[] {
  const { proved } = readSnapshot()
  // Another script may have written what is there.
  const before: unknown[] = Array.isArray(proved) ? proved : []
  let characters = 0
  return [...new Set([...own, ...before])].filter(
    (each): each is string =>
      typeof each === 'string' &&
      each.length <= MAX_CHARACTERS &&
      (characters += JSON.stringify(each).length) <= MAX_ALL,
  )
}
