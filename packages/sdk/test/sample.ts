import fc from 'fast-check'

/** `npm run test:full` runs the long suites whole; `npm test` runs samples, which are the same each time. */
export const FULL = Boolean(process.env['INKLING_FULL'])

/** Draws `count` of the rows without replacement. Under `npm run test:full`, returns all of them. */
export function sample<T>(
  rows: readonly T[],
  count: number,
  seed = Number(process.env['INKLING_SEED'] ?? 5),
): readonly T[] {
  if (FULL || rows.length <= count) return rows
  const draw = fc.shuffledSubarray([...rows], { minLength: count, maxLength: count })
  return fc.sample(draw, { seed, numRuns: 1 })[0]!
}
