import type { Ratio } from './statistics.mjs'

export interface Row {
  readonly way: string
  readonly median: number
  readonly p95: number
  readonly runs: number
  readonly ratio?: Ratio
  readonly toDepth1?: Ratio
}
export type Measures = Record<string, { title: string; unit: string; baseline: string; rows: Row[] }>

export function compare(rounds: ReadonlyArray<Record<string, Record<string, number>>>): Measures
export function verdicts(measures: Measures, quality: Record<string, number>): { loses: string[]; worse: string[] }
export function report(found: {
  readonly written: string
  readonly rounds: number
  readonly machine: string
  readonly versions: Record<string, string>
  readonly measures: Measures
  readonly quality: { readonly figures: Record<string, number>; readonly pairs?: number; readonly why?: string }
  readonly consent: ReadonlyArray<{ name: string; bytes: number; requests: number; blocking: number; stored: number }>
  readonly skipped: readonly string[]
}): string
