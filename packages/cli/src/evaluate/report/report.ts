/** What a replay found: for a terminal, and for machines. html.ts makes a page of it. */
import { METRICS } from '../metrics/metrics.ts'
import type { EvaluationReport, ReportJson, TableCounts } from '../result.ts'
import type { RowFigures, SliceFigures } from '../table.ts'
import { columns } from './columns.ts'
import { counted, figure, intervalText, METRIC_NAMES, problemsText, skippedText, TABLE_TITLES } from './wording.ts'

function tableText(title: string, rows: readonly RowFigures[], counts: TableCounts): string {
  const head = [
    `${title}\n${counted(counts.users, 'user')}, ${counted(counts.lists, 'list')}`,
    ...skippedText(counts).map((line) => `not scored: ${line}`),
  ]
  if (!rows.length) return [...head, 'no list is left to score'].join('\n')
  const cells = rows.map((row) => [
    row.name,
    ...METRICS.map((metric) => `${figure(row[metric])} ${intervalText(row.ci[metric])}`),
  ])
  return [...head, columns([['', ...METRICS.map((metric) => METRIC_NAMES[metric])], ...cells])].join('\n')
}

function pairedText({ paired }: ReportJson, table: 'rows' | 'repeats'): string {
  const chosen = paired.filter((pair) => pair.table === table)
  if (!chosen.length) return ''
  const lines = new Map<string, string[]>()
  for (const { a, b, difference, ci } of chosen) {
    const name = `${a} over ${b}`
    const cells = lines.get(name) ?? [name]
    cells.push(`${figure(difference, true)} ${intervalText(ci, true)}`)
    lines.set(name, cells)
  }
  const title = table === 'rows' ? 'Paired differences, without repeats' : 'Paired differences, with repeats'
  return `${title}\n${columns([['', ...METRICS.map((metric) => METRIC_NAMES[metric])], ...lines.values()])}`
}

function slicesText(slices: readonly SliceFigures[]): string {
  return slices
    .map(({ name, users, lists, rows }) => {
      const title = `nDCG@10, ${name} (${counted(users, 'user')}, ${counted(lists, 'list')})`
      if (!rows.length) return `${title}\nempty: no list is of this kind`
      return `${title}\n${columns(rows.map((row) => [row.name, `${figure(row.ndcg10)} ${intervalText(row.ci)}`]))}`
    })
    .join('\n\n')
}

export const ALIKE_TITLE =
  'Likeness within the first ten (shared topics and tags), without repeats; less is more varied'

function alikeText({ alike }: ReportJson): string {
  return `${ALIKE_TITLE}\n${columns(alike.map(({ name, alike10 }) => [name, figure(alike10)]))}`
}

/** Tables for a terminal, with a line break at the end. */
export function reportText(report: ReportJson): string {
  const { counts } = report
  const problems = problemsText(report)
  return `${[
    [
      `${report.events}: ${counted(counts.inLog.users, 'user')}, ${counted(counts.inLog.lists, 'list')}, ${counted(counts.inLog.items, 'item')}`,
      `${counted(counts.firstLists, 'list')} are a user's first: history only`,
      'means over lists, with 95 % intervals over users',
    ].join('\n'),
    tableText(TABLE_TITLES.rows, report.rows, counts.rows),
    tableText(TABLE_TITLES.repeats, report.repeats, counts.repeats),
    pairedText(report, 'rows'),
    pairedText(report, 'repeats'),
    slicesText(report.slices),
    alikeText(report),
    problems.length ? `What could not be used\n${problems.map((line) => `- ${line}`).join('\n')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

/** The report without the values of single lists. */
export function reportJson(report: EvaluationReport): ReportJson {
  const { tables: _, ...json } = report
  return json
}
