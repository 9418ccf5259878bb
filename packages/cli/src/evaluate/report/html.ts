/** What a replay found, as one page without scripts and without anything from elsewhere. */

import { METRICS, type Metric } from '../metrics/metrics.ts'
import type { ReportJson, TableCounts } from '../result.ts'
import type { RowFigures, SliceFigures } from '../table.ts'
import { escapeHtml } from './escape.ts'
import { headOf, list, STYLE, scrolling } from './page.ts'
import { dotPlot, type Plotted } from './plot.ts'
import { ALIKE_TITLE } from './report.ts'
import { counted, figure, intervalText, METRIC_NAMES, problemsText, skippedText, TABLE_TITLES } from './wording.ts'

const cell = (metric: Metric, value: number, interval: readonly [number, number], signed = false) =>
  `<td${headOf(METRIC_NAMES[metric])}>${figure(value, signed)} <span>${intervalText(interval, signed)}</span></td>`

function table(caption: string, head: readonly string[], rows: ReadonlyArray<{ name: string; cells: string }>): string {
  const heads = head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  const body = rows.map(({ name, cells }) => `<tr><th scope="row">${escapeHtml(name)}</th>${cells}</tr>`).join('\n')
  return scrolling(
    caption,
    `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table>`,
  )
}

const METRIC_HEADS = METRICS.map((metric) => METRIC_NAMES[metric])

function rowsTable(caption: string, rows: readonly RowFigures[], counts: TableCounts): string {
  const skipped = skippedText(counts).map((line) => `not scored: ${line}`)
  const note = `<p class="note">${counted(counts.users, 'user')}, ${counted(counts.lists, 'list')}</p>${list(skipped)}`
  if (!rows.length) return `<h3>${escapeHtml(caption)}</h3>${note}<p>No list is left to score.</p>`
  const cells = rows.map((row) => ({
    name: row.name,
    cells: METRICS.map((metric) => cell(metric, row[metric], row.ci[metric])).join(''),
  }))
  return `${table(caption, ['Row', ...METRIC_HEADS], cells)}${note}`
}

const plottedRows = (rows: readonly RowFigures[]): Plotted[] =>
  rows.map(({ name, ndcg10, ci }) => ({ label: name, value: ndcg10, interval: ci.ndcg10 }))

function pairedTable({ paired }: ReportJson, of: 'rows' | 'repeats', caption: string): string {
  const lines = new Map<string, string>()
  for (const { a, b, metric, difference, ci } of paired.filter((pair) => pair.table === of)) {
    const name = `${a} over ${b}`
    lines.set(name, `${lines.get(name) ?? ''}${cell(metric, difference, ci, true)}`)
  }
  const rows = [...lines].map(([name, cells]) => ({ name, cells }))
  return rows.length ? table(caption, ['Pair', ...METRIC_HEADS], rows) : ''
}

const plottedPairs = ({ paired }: ReportJson, of: 'rows' | 'repeats'): Plotted[] =>
  paired
    .filter((pair) => pair.table === of && pair.metric === 'ndcg10')
    .map(({ a, b, difference, ci }) => ({ label: `${a} over ${b}`, value: difference, interval: ci }))

function figureOf(caption: string, svg: string): string {
  return `<figure><figcaption>${escapeHtml(caption)}</figcaption>${scrolling(caption, svg)}</figure>`
}

const SERIES = [
  { name: 'without repeats', mark: 'one' },
  { name: 'with repeats', mark: 'two' },
] as const

function slicesSection(slices: readonly SliceFigures[]): string {
  const all = slices.flatMap(({ rows }) => rows.flatMap(({ ci }) => ci))
  const domain: [number, number] | undefined = all.length ? [Math.min(...all), Math.max(...all)] : undefined
  return slices
    .map(({ name, users, lists, rows }, n) => {
      const caption = `${name} (${counted(users, 'user')}, ${counted(lists, 'list')})`
      if (!rows.length)
        return `<figure><figcaption>${escapeHtml(caption)}</figcaption><p>Empty: no list is of this kind.</p></figure>`
      const points = rows.map((row) => ({ label: row.name, value: row.ndcg10, interval: row.ci }))
      const svg = dotPlot({
        id: `slice-${n}`,
        title: `nDCG@10, ${caption}`,
        series: [{ ...SERIES[0], points }],
        domain,
      })
      return figureOf(caption, svg)
    })
    .join('\n')
}

function alikeTable({ alike }: ReportJson): string {
  const rows = alike.map(
    ({ name, alike10 }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td${headOf('likeness@10')}>${figure(alike10)}</td></tr>`,
  )
  return `<table><caption>${escapeHtml(ALIKE_TITLE)}</caption>
<thead><tr><th scope="col">row</th><th scope="col">likeness@10</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`
}

/** A whole page, light or dark as the reader's system is. */
export function reportHtml(report: ReportJson): string {
  const { counts, events, training } = report
  const problems = problemsText(report)
  const pairs = SERIES.map((series, n) => ({ ...series, points: plottedPairs(report, n ? 'repeats' : 'rows') }))
  const title = `Ranking metrics of ${events}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${list([
  `${counted(counts.inLog.users, 'user')}, ${counted(counts.inLog.lists, 'list')}, ${counted(counts.inLog.items, 'item')}`,
  `${counted(counts.firstLists, 'list')} are a user's first: history only`,
  ...(training === undefined ? [] : [`popularity counted in ${training}`]),
  'means over lists, with 95 % intervals from resampled users; greater is better',
])}
<h2>Rows</h2>
${figureOf(
  'nDCG@10 of each row',
  dotPlot({
    id: 'rows',
    title: 'nDCG@10 of each row, with and without repeats',
    series: [
      { ...SERIES[0], points: plottedRows(report.rows) },
      { ...SERIES[1], points: plottedRows(report.repeats) },
    ],
  }),
)}
${rowsTable(TABLE_TITLES.rows, report.rows, counts.rows)}
${rowsTable(TABLE_TITLES.repeats, report.repeats, counts.repeats)}
<h2>Paired differences</h2>
<p>Two rows on the same lists. An interval that holds 0 says that either may be the better one.</p>
${
  pairs.some(({ points }) => points.length)
    ? figureOf(
        'Difference in nDCG@10 of each pair',
        dotPlot({ id: 'pairs', title: 'Difference in nDCG@10 of each pair', series: pairs, signed: true }),
      )
    : '<p>No rows were compared.</p>'
}
${pairedTable(report, 'rows', 'Paired differences, without repeats')}
${pairedTable(report, 'repeats', 'Paired differences, with repeats')}
<h2>Slices</h2>
<p>nDCG@10 without repeats, among lists of a kind.</p>
<div class="grid">
${slicesSection(report.slices)}
</div>
<h2>Variety</h2>
${alikeTable(report)}
${problems.length ? `<h2>What could not be used</h2>\n${list(problems)}` : ''}
</main>
</body>
</html>
`
}
