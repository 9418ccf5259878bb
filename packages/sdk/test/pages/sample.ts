/** Steps of a linear congruential generator, modulo 2³² (Numerical Recipes): chance that comes out the same each time. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** So many entries, drawn by INKLING_SEED (1 without it), in their own order. */
export function sampleOf<T>(all: ReadonlyMap<string, T>, size: number): ReadonlyMap<string, T> {
  const next = chance(Number(process.env['INKLING_SEED'] ?? 1))
  const drawn = [...all.keys()]
    .map((key) => ({ key, lot: next() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, size)
  const keys = new Set(drawn.map(({ key }) => key))
  return new Map([...all].filter(([key]) => keys.has(key)))
}
