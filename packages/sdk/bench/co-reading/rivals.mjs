/**
 * Alternatives that a server could compute from the whole matrix in full precision, in the same form as the feature.
 */

/** Item × item co-counts. */
function gramOf({ items, readers }) {
  const n = items.length
  const gram = new Float64Array(n * n)
  for (const own of readers) for (const a of own) for (const b of own) gram[a * n + b]++
  return gram
}

/** A feature from a matrix of weights (from × to): their sum over what was opened, over the root of their number. */
function summed({ items }, weights) {
  const n = items.length
  const place = new Map(items.map((item, row) => [item, row]))
  return (opened, candidates) => {
    const from = opened.flatMap(({ item }) => place.get(item) ?? [])
    return candidates.map(({ id }) => {
      const to = place.get(id)
      if (to === undefined) return Number.NaN
      return from.reduce((sum, row) => sum + weights[row * n + to], 0) / Math.sqrt(from.length + 1)
    })
  }
}

/** EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019). */
export function ease(openings, penalty = 500) {
  const n = openings.items.length
  const a = gramOf(openings)
  for (let i = 0; i < n; i++) a[i * n + i] += penalty
  // Gauss-Jordan in place; a positive definite matrix needs no pivots.
  for (let k = 0; k < n; k++) {
    const pivot = 1 / a[k * n + k]
    a[k * n + k] = 1
    for (let j = 0; j < n; j++) a[k * n + j] *= pivot
    for (let i = 0; i < n; i++) {
      if (i === k) continue
      const factor = a[i * n + k]
      a[i * n + k] = 0
      for (let j = 0; j < n; j++) a[i * n + j] -= factor * a[k * n + j]
    }
  }
  const weights = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) weights[i * n + j] = i === j ? 0 : -a[i * n + j] / a[j * n + j]
  return summed(openings, weights)
}

/** Cosine of co-counts, the fifty nearest (Sarwar and others, WWW 2001). */
export function itemKnn(openings, nearest = 50) {
  const n = openings.items.length
  const gram = gramOf(openings)
  const weights = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = Float64Array.from({ length: n }, (_, j) =>
      i === j ? 0 : gram[i * n + j] / Math.sqrt(gram[i * n + i] * gram[j * n + j]),
    )
    const least = Float64Array.from(row).sort().at(-Math.min(n, nearest))
    // Each candidate's nearest items, so that an opened item counts if it is among them.
    for (let j = 0; j < n; j++) weights[j * n + i] = row[j] >= least ? row[j] : 0
  }
  return summed(openings, weights)
}

/** Solves A·x = b for a positive definite A (K × K). */
function solve(a, b, K) {
  const m = Float64Array.from(a)
  const x = Float64Array.from(b)
  for (let k = 0; k < K; k++)
    for (let i = k + 1; i < K; i++) {
      const factor = m[i * K + k] / m[k * K + k]
      if (!factor) continue
      for (let j = k; j < K; j++) m[i * K + j] -= factor * m[k * K + j]
      x[i] -= factor * x[k]
    }
  for (let k = K - 1; k >= 0; k--) {
    for (let j = k + 1; j < K; j++) x[k] -= m[k * K + j] * x[j]
    x[k] /= m[k * K + k]
  }
  return x
}

/** Implicit ALS (Hu, Koren & Volinsky, ICDM 2008), with its own fold-in. */
export function als({ items, readers }, { K = 32, confidence = 5, penalty = 10, passes = 10 } = {}) {
  const columns = items.map(() => [])
  for (const [reader, own] of readers.entries()) for (const item of own) columns[item].push(reader)
  let seed = 1
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5
  const baseOf = (factors) => {
    const base = new Float64Array(K * K)
    for (let at = 0; at < factors.length; at += K)
      for (let d = 0; d < K; d++) for (let e = 0; e < K; e++) base[d * K + e] += factors[at + d] * factors[at + e]
    for (let d = 0; d < K; d++) base[d * K + d] += penalty
    return base
  }
  const solveRow = (own, factors, base) => {
    const a = Float64Array.from(base)
    const b = new Float64Array(K)
    for (const other of own)
      for (let d = 0; d < K; d++) {
        b[d] += (1 + confidence) * factors[other * K + d]
        for (let e = 0; e < K; e++) a[d * K + e] += confidence * factors[other * K + d] * factors[other * K + e]
      }
    return solve(a, b, K)
  }
  const side = (rows, factors) => {
    const base = baseOf(factors)
    const solved = new Float64Array(rows.length * K)
    for (const [row, own] of rows.entries()) solved.set(solveRow(own, factors, base), row * K)
    return solved
  }
  let factors = Float64Array.from({ length: items.length * K }, () => random() / 5)
  for (let pass = 0; pass < passes; pass++) factors = side(columns, side(readers, factors))
  const base = baseOf(factors)
  const place = new Map(items.map((item, row) => [item, row]))
  return (opened, candidates) => {
    const reader = solveRow(
      opened.flatMap(({ item }) => place.get(item) ?? []),
      factors,
      base,
    )
    return candidates.map(({ id }) => {
      const row = place.get(id)
      return row === undefined ? Number.NaN : reader.reduce((sum, value, d) => sum + value * factors[row * K + d], 0)
    })
  }
}
