/** Id → popularity, 0 to 1. Without a prototype: an item may be called `constructor`. */
export type Figures = Readonly<Record<string, number>>

/** What the file says of a page of the site that isn't in it. */
export interface Unlisted {
  /** Popularity, 0 to 1: of pages with too few readers to be in the file. */
  readonly figure: number
  /** Milliseconds since 1970: what was published later had no time to be counted, and nothing is said of it. */
  readonly until: number
}

const bounded = (figure: number) => Math.min(1, Math.max(0, figure))

/** @returns undefined for a file of an earlier version, of lists, or with neither a usable figure nor a usable day */
export function checkUnlisted(value: unknown): Unlisted | undefined {
  const { unknown, newest } = Object(value) as { readonly unknown?: unknown; readonly newest?: unknown }
  const until = typeof newest === 'string' ? Date.parse(newest) : Number.NaN
  return typeof unknown === 'number' && unknown >= 0 && until ? { figure: bounded(unknown), until } : undefined
}

/**
 * What `npx --no inkling popularity` wrote. A figure outside 0 to 1 counts as the nearer end: of both ranking takes the log-odds
 * from inside.
 *
 * @throws TypeError that says what is wrong: the file comes from outside, as JSON
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
