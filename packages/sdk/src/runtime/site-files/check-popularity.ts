import { JsonReader } from '../../lib/json/json-reader.ts'
import { type KnownVectors, MAX_HEADS, predictText, readTextHead } from '../../lib/scoring/text-head.ts'

/** Popularity, 0 to 1, keyed by id. The object has no prototype, because an item's id may be `constructor`. */
export type Figures = Readonly<Record<string, number>>

/** Popularity of pages on the site that aren't in the file. */
export interface Unlisted {
  /** Popularity (0 to 1) of pages that aren't listed because they have too few readers. */
  readonly figure: number
  /** End of the period that the counts cover, in milliseconds since 1970. Pages published after it have no figure. */
  readonly until: number
}

const bounded = (figure: number) => Math.min(1, Math.max(0, figure))

/** @returns undefined if the file is in an earlier format, is about lists, or has no usable figure or day */
export function checkUnlisted(value: unknown): Unlisted | undefined {
  const { unknown, newest } = Object(value) as { readonly unknown?: unknown; readonly newest?: unknown }
  const until = typeof newest === 'string' ? Date.parse(newest) : Number.NaN
  return typeof unknown === 'number' && unknown >= 0 && until ? { figure: bounded(unknown), until } : undefined
}

/**
 * Checks the file that `npx --no inkling popularity` writes. Figures outside 0 to 1 are clamped.
 *
 * @throws TypeError that says why the file is invalid
 */
export function checkPopularity(value: unknown): Figures {
  const { popularity } = Object(value) as { readonly popularity?: unknown }
  if (typeof popularity !== 'object' || popularity === null || Array.isArray(popularity))
    throw new TypeError('`popularity` must be an object')
  const figures: Record<string, number> = Object.create(null)
  for (const [id, figure] of Object.entries(popularity)) {
    if (!Number.isFinite(figure))
      throw new TypeError(`the popularity of ${id.slice(0, 100)} must be a number from 0 to 1`)
    figures[id] = bounded(figure as number)
  }
  return figures
}

/**
 * The popularity (0 to 1) that a text predicts; undefined if the text has no vector, or the file has no head for that
 * vector.
 */
export type Expected = (fingerprint: string, known: KnownVectors | undefined) => number | undefined

/** Bound on the level, in log-odds; about the same as the bounds of a figure (1 and 99 %). */
const MOST_LEVEL = 5

/**
 * Checks the heads for titles of new stories.
 *
 * @returns undefined if the file has none
 * @throws TypeError that says why they are invalid
 */
export function checkTexts(value: unknown): Expected | undefined {
  const { texts } = Object(value) as { readonly texts?: unknown }
  const file = new JsonReader({ texts }, 'popularity')
  const heads = file.optionalList('texts', MAX_HEADS, (each) => ({
    ...readTextHead(each),
    level: each.number('level', -MOST_LEVEL, MOST_LEVEL) ?? 0,
  }))
  return (
    heads &&
    ((fingerprint, known) => {
      const found = predictText(heads, fingerprint, known)
      return found && 1 / (1 + Math.exp(-found.head.level - found.logOdds))
    })
  )
}
