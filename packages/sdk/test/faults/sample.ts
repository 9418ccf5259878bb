/** `npm run prove` runs the long suites whole; `npm test` runs samples, the same ones each time. */
export const PROVE = Boolean(process.env['INKLING_PROVE'])

/** So many of the rows, by a seed. All of them under `npm run prove`. */
export function sample<T>(
  rows: readonly T[],
  count: number,
  seed = Number(process.env['INKLING_SEED'] ?? 5),
): readonly T[] {
  if (PROVE) return rows
  const left = [...rows]
  let state = seed
  return Array.from({ length: Math.min(count, left.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return left.splice(Math.floor((state / 2 ** 32) * left.length), 1)[0]!
  })
}
