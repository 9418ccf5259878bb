/** Deterministic pseudo-random numbers, which are the same on every machine. */

/**
 * A 32-bit hash of a string: FNV-1a over UTF-16 units, then the finaliser of MurmurHash3 (Appleby), which spreads the
 * low bits.
 */
export function hash32(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Uniformly distributed numbers, 0 ≤ x < 1, in steps of 2⁻³²: xorshift128 (Marsaglia 2003). */
export function uniform(seed: number): () => number {
  let [x, y, z, w] = [1, 2, 3, 4].map((n) => hash32(String(n), seed)) as [number, number, number, number]
  return () => {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8)
    return (w >>> 0) / 2 ** 32
  }
}
