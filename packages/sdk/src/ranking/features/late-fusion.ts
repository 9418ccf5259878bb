/**
 * Late fusion of the similarities between one candidate and each past event: τ·log(Σ wₕ·exp(cₕ/τ) / Σ wₕ). The result
 * is between the weighted mean (τ → ∞) and the maximum (τ → 0). An empty history gives 0.
 *
 * @param similarities (H) in −1..1
 * @param weights (H) ≥ 0
 * @param temperature τ > 0, in units of similarity
 * @param from index of the first similarity; passed as an index because creating a view of each matrix row would cost
 *   more than fusing it
 */
export function lateFusion(
  similarities: ArrayLike<number>,
  weights: ArrayLike<number>,
  temperature: number,
  from = 0,
): number {
  let most = Number.NEGATIVE_INFINITY
  // The comparison is negated so that NaN (unknown) passes it.
  for (let h = 0; h < weights.length; h++)
    if (weights[h]! > 0 && !(similarities[from + h]! <= most)) most = similarities[from + h]!
  if (most === Number.NEGATIVE_INFINITY) return 0
  let sum = 0
  let total = 0
  for (let h = 0; h < weights.length; h++) {
    sum += weights[h]! * Math.exp((similarities[from + h]! - most) / temperature)
    total += weights[h]!
  }
  return most + temperature * Math.log(sum / total)
}

/**
 * The penalty for similarity to dismissed items: τ·log(1 + Σ wₕ·(exp(max(0, cₕ)/τ) − 1)). A single dismissal of weight
 * 1 costs its similarity. Unlike a normalised sum, the penalty grows with every dismissal, so no dismissal can raise a
 * similar item (docs/decisions/0004-dismissals.md). An empty sum gives 0.
 */
export function dismissal(
  similarities: ArrayLike<number>,
  weights: ArrayLike<number>,
  temperature: number,
  from = 0,
): number {
  let sum = 0
  for (let h = 0; h < weights.length; h++) {
    sum += weights[h]! * Math.expm1(Math.max(0, similarities[from + h]!) / temperature)
  }
  return temperature * Math.log1p(sum)
}
