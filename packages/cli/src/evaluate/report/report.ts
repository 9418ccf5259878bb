/** Formats an offline evaluation as a report. */
import {
  type Cell,
  type DotPlot,
  figure,
  list,
  numberColumn,
  type Point,
  paragraph,
  type ReportDocument,
  section,
  type Table,
  table,
  textColumn,
} from '../../report/document.ts'
import { METRICS } from '../metrics/metrics.ts'
import type { EvaluationReport, ReportJson, TableCounts } from '../result.ts'
import type { RowFigures, SliceFigures } from '../table.ts'
import { counted, figureText, intervalText, METRIC_NAMES, problemsText, skippedText, TABLE_TITLES } from './wording.ts'

const SERIES = { rows: 'without repeats', repeats: 'with repeats' } as const
const METRIC_COLUMNS = METRICS.map((metric) => numberColumn(METRIC_NAMES[metric]))

const format = (value: number, digits: number) => figureText(value, false, digits)
const formatSigned = (value: number, digits: number) => figureText(value, true, digits)

function rowsTable(caption: string, rows: readonly RowFigures[], counts: TableCounts): Table {
  return table({
    caption,
    columns: [textColumn('Row'), ...METRIC_COLUMNS],
    rows: rows.map((row) => [
      row.name,
      ...METRICS.map((metric) => ({ value: figureText(row[metric]), interval: intervalText(row.ci[metric]) })),
    ]),
    notes: [
      `${counted(counts.users, 'user')}, ${counted(counts.lists, 'list')}`,
      ...skippedText(counts).map((line) => `not scored: ${line}`),
    ],
    empty: 'No list is left to score.',
  })
}

function pairedTable({ paired }: ReportJson, of: keyof typeof SERIES): Table {
  const lines = new Map<string, Cell[]>()
  for (const { a, b, difference, ci } of paired.filter((pair) => pair.table === of)) {
    const name = `${a} over ${b}`
    const cells = lines.get(name) ?? [name]
    cells.push({ value: figureText(difference, true), interval: intervalText(ci, true) })
    lines.set(name, cells)
  }
  return table({
    caption: `Paired differences, ${SERIES[of]}`,
    columns: [textColumn('Pair'), ...METRIC_COLUMNS],
    rows: [...lines.values()],
  })
}

function rowsPlot({ rows, repeats }: ReportJson): DotPlot {
  const points = (all: readonly RowFigures[]) =>
    all.map(({ name, ndcg10, ci }): Point => ({ label: name, value: ndcg10, interval: ci.ndcg10 }))
  return {
    series: [
      { name: SERIES.rows, points: points(rows) },
      { name: SERIES.repeats, points: points(repeats) },
    ],
    format,
  }
}

function pairsPlot({ paired }: ReportJson): DotPlot {
  const series = (of: keyof typeof SERIES) => ({
    name: SERIES[of],
    points: paired
      .filter((pair) => pair.table === of && pair.metric === 'ndcg10')
      .map(({ a, b, difference, ci }): Point => ({ label: `${a} over ${b}`, value: difference, interval: ci })),
  })
  return { series: [series('rows'), series('repeats')], signed: true, format: formatSigned }
}

/** Plots all slices on the same axis. */
function sliceFigures(slices: readonly SliceFigures[]) {
  const edges = slices.flatMap(({ rows }) => rows.flatMap(({ ci }) => ci))
  const domain = edges.length ? ([Math.min(...edges), Math.max(...edges)] as const) : undefined
  return slices.map(({ name, users, lists, rows }) => {
    const points = rows.map((row): Point => ({ label: row.name, value: row.ndcg10, interval: row.ci }))
    return figure({
      caption: `nDCG@10, ${name} (${counted(users, 'user')}, ${counted(lists, 'list')})`,
      plot: { series: [{ name: SERIES.rows, points }], ...(domain && { domain }), format },
      empty: 'Empty: no list is of this kind.',
    })
  })
}

export function evaluationReport(report: ReportJson): ReportDocument {
  const { counts, events, training, paired } = report
  return {
    lang: 'en',
    title: `Ranking metrics of ${events}`,
    blocks: [
      list([
        `${counted(counts.inLog.users, 'user')}, ${counted(counts.inLog.lists, 'list')}, ${counted(counts.inLog.items, 'item')}`,
        `${counted(counts.firstLists, 'list')} are a user's first: they are history only`,
        ...(training === undefined ? [] : [`popularity is counted in ${training}`]),
        'means over lists, with 95 % intervals from resampled users; higher is better',
      ]),
      section(
        'Rows',
        figure({ caption: 'nDCG@10 of each row', plot: rowsPlot(report), inTable: true }),
        rowsTable(TABLE_TITLES.rows, report.rows, counts.rows),
        rowsTable(TABLE_TITLES.repeats, report.repeats, counts.repeats),
      ),
      section(
        'Paired differences',
        paragraph(
          paired.length
            ? 'Two rows on the same lists. Where the interval contains 0, either row may be the better one.'
            : 'No rows were compared.',
        ),
        figure({ caption: 'Difference in nDCG@10 of each pair', plot: pairsPlot(report), inTable: true }),
        pairedTable(report, 'rows'),
        pairedTable(report, 'repeats'),
      ),
      section(
        'Slices',
        paragraph('nDCG@10 without repeats, for one kind of list each.'),
        ...sliceFigures(report.slices),
      ),
      section(
        'Variety',
        table({
          caption: 'Similarity within the first ten (shared topics and tags), without repeats; lower is more varied',
          columns: [textColumn('Row'), numberColumn('similarity@10')],
          rows: report.alike.map(({ name, alike10 }) => [name, figureText(alike10)]),
        }),
      ),
      section('Not used', list(problemsText(report))),
    ],
  }
}

/** The report, except for the values of individual lists. */
export function reportJson(report: EvaluationReport): ReportJson {
  const { tables: _, ...json } = report
  return json
}
