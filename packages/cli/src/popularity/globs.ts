/** Paths that are counted: globs in which * stands for anything. */

/**
 * Whether a path fits a glob, whose pieces between stars are looked for from left to right. The first that is found is as good as any
 * later one, since a star takes whatever lies between: so nothing is tried twice, however many stars there are.
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

/** @returns whether a path fits one of the included (or there is none), and none of the excluded */
export function withinGlobs(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
  const wanted = include.length ? matcher(include) : undefined
  const unwanted = exclude.length ? matcher(exclude) : undefined
  return (path) => (wanted?.(path) ?? true) && !unwanted?.(path)
}
