/** Shares by kind, summing to 1. */

export type Shares = ReadonlyMap<string, number>

/** @param entries entries without a kind are ignored @returns an empty map if no entry counts */
export function sharesOf(entries: Iterable<readonly [kind: string | undefined, weight: number]>): Shares {
  const sums = new Map<string, number>()
  let total = 0
  for (const [kind, weight] of entries) {
    if (kind === undefined || !(weight > 0)) continue
    sums.set(kind, (sums.get(kind) ?? 0) + weight)
    total += weight
  }
  for (const [kind, sum] of sums) sums.set(kind, sum / total)
  return sums
}

/** Shannon entropy, in bits. */
export function entropy(shares: Shares): number {
  let sum = 0
  for (const share of shares.values()) if (share > 0) sum -= share * Math.log2(share)
  return sum
}

/** Jensen–Shannon divergence in bits, 0 (identical) to 1 (disjoint): the measure of RADio (Vrijenhoek et al. 2022). */
export function divergence(a: Shares, b: Shares): number {
  const middle = new Map<string, number>()
  for (const shares of [a, b]) for (const [kind, share] of shares) middle.set(kind, (middle.get(kind) ?? 0) + share / 2)
  return Math.max(0, entropy(middle) - (entropy(a) + entropy(b)) / 2)
}
