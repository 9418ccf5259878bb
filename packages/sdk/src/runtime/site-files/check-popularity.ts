/** Id → popularity, 0 to 1. Without a prototype: an item may be called `constructor`. */
export type Figures = Readonly<Record<string, number>>

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
    figures[id] = Math.min(1, Math.max(0, figure as number))
  }
  return figures
}
