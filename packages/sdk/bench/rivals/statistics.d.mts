export interface Ratio {
  readonly value: number
  readonly low?: number
  readonly high?: number
}
export const FEWEST: number
export function summary(samples: readonly number[]): { median: number; p95: number; runs: number }
export function ratio(samples: readonly number[], baseline: readonly number[]): Ratio
export function spearman(first: readonly number[], second: readonly number[]): number
