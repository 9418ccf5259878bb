/** The figures of an evaluation; report/ formats them. */
import type { LogProblems } from './log/read-log.ts'
import type { Skipped } from './metrics/metrics.ts'
import type { PairedFigures, RowFigures, SliceFigures, Table } from './table.ts'

export interface TableCounts {
  readonly users: number
  readonly lists: number
  readonly skipped: Readonly<Record<Skipped, number>>
}

/** The output of `--json`: metrics from 0 to 1, with 95 % intervals over users. */
export interface ReportJson {
  /** File name of the log. */
  readonly events: string
  /** File name of the training log, if any. */
  readonly training?: string
  /** Number of scored users and scored lists, with repeated items excluded. */
  readonly users: number
  readonly lists: number
  /** Candidates exclude items that were shown to the user before. Empty if no lists are left. */
  readonly rows: readonly RowFigures[]
  /** Candidates include items that were shown to the user before. */
  readonly repeats: readonly RowFigures[]
  readonly paired: ReadonlyArray<PairedFigures & { readonly table: 'rows' | 'repeats' }>
  /** For the table without repeats. */
  readonly slices: readonly SliceFigures[]
  /** For the table without repeated items: how similar the first ten items are to each other, 0 to 1. */
  readonly alike: ReadonlyArray<{ readonly name: string; readonly alike10: number }>
  readonly counts: {
    readonly inLog: { readonly users: number; readonly lists: number; readonly items: number }
    /** Lists that are only history. */
    readonly firstLists: number
    readonly rows: TableCounts
    readonly repeats: TableCounts
  }
  readonly problems: {
    readonly events: LogProblems
    readonly training?: LogProblems
    /** Number of training lists that are also scored and are therefore excluded from training. */
    readonly listsInBoth?: number
    /** Number of users who are in both logs, so that their training clicks may influence their own evaluation. */
    readonly usersInBoth?: number
  }
}

export interface EvaluationReport extends ReportJson {
  /** The value of every row on every list, for further comparisons. */
  readonly tables: { readonly rows: Table; readonly repeats: Table }
}
