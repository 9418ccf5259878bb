/** A report as one page without scripts and without anything from elsewhere. */
import type { Effect } from '../../../measurement/effect.ts'
import { escapeHtml } from '../../evaluate/report/escape.ts'
import { STYLE, scrolling } from '../../evaluate/report/page.ts'
import { dotPlot, type Plotted } from '../../evaluate/report/plot.ts'
import { type ReportInput, Teller } from './tell.ts'
import type { Words } from './words.ts'

const OWN_STYLE = `
p, ul { max-width: 48rem } .verdict { font-size: 1.15rem; border-left: .3rem solid var(--one); padding: .2rem 0 .2rem 1rem }
.verdict p, li { overflow-wrap: anywhere } .verdict.none { border-color: var(--two) } section + section { margin-top: 2rem }
`

const list = (lines: readonly string[]) => `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`

function section(title: string, content: string): string {
  return content ? `<section><h2>${escapeHtml(title)}</h2>\n${content}</section>` : ''
}

function table(caption: string, heads: readonly string[], rows: readonly string[][]): string {
  if (!rows.length) return ''
  const head = heads.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('')
  const body = rows
    .map(([first = '', ...cells]) => {
      const others = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')
      return `<tr><th scope="row">${escapeHtml(first)}</th>${others}</tr>`
    })
    .join('\n')
  return scrolling(caption, `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`)
}

interface Row {
  readonly label: string
  readonly effect: Effect | undefined
}

/** Changes in per cent: those without a ratio have no place on that axis, and stand in the table. */
function picture(id: string, title: string, rows: readonly Row[], teller: Teller): string {
  const points = rows.flatMap(({ label, effect }): Plotted[] => {
    const ratio = effect?.ratio
    return ratio ? [{ label, value: ratio.value - 1, interval: [ratio.low - 1, ratio.high - 1] }] : []
  })
  if (!points.length) return ''
  const write = (value: number, digits: number) => teller.numbers.percent(value, true, Math.max(0, digits - 2))
  const svg = dotPlot({ id, title, series: [{ name: title, mark: 'one', points }], signed: true, write })
  return scrolling(title, svg)
}

/** @param words in which language; whole pages, light or dark as the reader's system is */
export function reportHtml(input: ReportInput, words: Words): string {
  const teller = new Teller(input, words)
  const { measured } = input
  const { may, mayNot } = teller.claims()
  const [first, ...more] = may
  const several = new Set(measured.metrics.map(({ arm }) => arm)).size > 1
  const labelled = (label: string, arm: string) => (several ? `${label}, ${arm}` : label)
  const metrics = measured.metrics.map(({ metric, arm, comparison }) => ({
    label: labelled(teller.metric(metric), arm),
    effect: comparison?.effects[measured.looks],
  }))
  const segments = measured.segments.map(({ dimension, segment, arm, effect }) => ({
    label: labelled(`${dimension} = ${segment}`, arm),
    effect,
  }))
  const title = words.title(input.file)
  return `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${OWN_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<section><h2>${escapeHtml(words.claimed)}</h2>
<div class="verdict${first === undefined ? ' none' : ''}"><p>${escapeHtml(first ?? words.nothing)}</p></div>
${more.length ? list(more) : ''}</section>
${section(words.notClaimed, mayNot.length ? list(mayNot) : '')}
${section(
  words.intervals,
  picture('metrics', words.intervals, metrics, teller) +
    table(words.intervals, teller.metricHeads(), teller.metricRows()),
)}
${section(
  words.segments,
  picture('segments', words.segments, segments, teller) +
    table(words.segments, teller.segmentHeads(), teller.segmentRows()),
)}
${section(words.arms, table(words.arms, teller.armHeads(), teller.armRows()))}
${section(words.how, list(teller.notes()))}
${section(words.unused, teller.unused().length ? list(teller.unused()) : '')}
</main>
</body>
</html>
`
}
