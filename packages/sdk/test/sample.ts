/** `npm run test:full` runs the long suites whole; `npm test` runs samples, the same ones each time. */
export const FULL = Boolean(process.env['INKLING_FULL'])

/** So many of the rows, by a seed. All of them under `npm run test:full`. */
export function sample<T>(
  rows: readonly T[],
  count: number,
  seed = Number(process.env['INKLING_SEED'] ?? 5),
): readonly T[] {
  if (FULL) return rows
  const left = [...rows]
  let state = seed
  return Array.from({ length: Math.min(count, left.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return left.splice(Math.floor((state / 2 ** 32) * left.length), 1)[0]!
  })
}
