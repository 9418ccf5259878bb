/** Path globs, in which * matches any characters. */

/**
 * Matches a path against the pieces between a glob's stars, from left to right. Taking the first match of each piece is
 * sufficient, since a star matches whatever is in between, so no backtracking is needed.
 */
function fits([first = '', ...rest]: readonly string[], path: string): boolean {
  const last = rest.pop()
  if (last === undefined) return path === first
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}

const matcher = (globs: readonly string[]) => {
  const all = globs.map((glob) => glob.split('*'))
  return (path: string) => all.some((pieces) => fits(pieces, path))
}

/**
 * @returns a test of whether a path matches one of the included globs (if there are any) and none of the excluded globs
 */
export function withinGlobs(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
  const wanted = include.length ? matcher(include) : undefined
  const unwanted = exclude.length ? matcher(exclude) : undefined
  return (path) => (wanted?.(path) ?? true) && !unwanted?.(path)
}
