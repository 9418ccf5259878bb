/** Paths that are counted: globs in which * stands for anything. */

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const matcher = (globs: readonly string[]) =>
  new RegExp(`^(?:${globs.map((glob) => glob.split('*').map(literal).join('.*')).join('|')})$`, 's')

/** @returns whether a path fits one of the included (or there is none), and none of the excluded */
export function withinGlobs(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
  const wanted = include.length ? matcher(include) : undefined
  const unwanted = exclude.length ? matcher(exclude) : undefined
  return (path) => (wanted?.test(path) ?? true) && !unwanted?.test(path)
}
