/** What an evaluation found, in figures: report/ writes it down. */
import type { LogProblems } from './log/read-log.ts'
import type { Skipped } from './metrics/metrics.ts'
import type { PairedFigures, RowFigures, SliceFigures, Table } from './table.ts'

export interface TableCounts {
  readonly users: number
  readonly lists: number
  readonly skipped: Readonly<Record<Skipped, number>>
}

/** What `--json` prints: metrics 0..1, intervals 95 % over users. */
export interface ReportJson {
  /** Name of the log's file. */
  readonly events: string
  /** Name of the training log's file, if there is one. */
  readonly training?: string
  /** Users and lists that were scored, without repeats. */
  readonly users: number
  readonly lists: number
  /** Without the items that the user was shown before; empty when no list is left. */
  readonly rows: readonly RowFigures[]
  /** With them. */
  readonly repeats: readonly RowFigures[]
  readonly paired: ReadonlyArray<PairedFigures & { readonly table: 'rows' | 'repeats' }>
  /** Of the table without repeats. */
  readonly slices: readonly SliceFigures[]
  /** Of the table without repeats: how alike the first ten items are, 0..1. */
  readonly alike: ReadonlyArray<{ readonly name: string; readonly alike10: number }>
  readonly counts: {
    readonly inLog: { readonly users: number; readonly lists: number; readonly items: number }
    /** Lists that are history only. */
    readonly firstLists: number
    readonly rows: TableCounts
    readonly repeats: TableCounts
  }
  readonly problems: {
    readonly events: LogProblems
    readonly training?: LogProblems
    /** Lists of the training log that are scored, too: not trained on. */
    readonly listsInBoth?: number
    /** Users of both logs: what they clicked trained what they are measured by. */
    readonly usersInBoth?: number
  }
}

export interface EvaluationReport extends ReportJson {
  /** Every row's value on every list, for comparisons that weren't asked for beforehand. */
  readonly tables: { readonly rows: Table; readonly repeats: Table }
}
