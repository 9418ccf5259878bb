/** Renders a report as plain text. */
import {
  type Block,
  type Cell,
  type Column,
  type Figure,
  type Findings,
  hasContent,
  hasPoints,
  headOf,
  type ReportDocument,
  type Severity,
  type Table,
} from './document.ts'
import { oneLine } from './escape.ts'
import { wrap } from './wrap.ts'

/** Digits after the decimal point in a plot's numbers. */
const DIGITS = 3

/**
 * The text ends with a line feed. Strings in the report can't introduce line breaks or control characters.
 *
 * @param document without a title, the text begins with its first block
 * @param width line width for everything except tables. Default: nothing is wrapped
 */
export function toText(
  { title, blocks }: Pick<ReportDocument, 'blocks'> & { readonly title?: string },
  width = Number.POSITIVE_INFINITY,
): string {
  const head = title === undefined ? [] : [wrap(oneLine(title), width)]
  return `${[...head, ...blocksText(blocks, width)].join('\n\n')}\n`
}

const blocksText = (blocks: readonly Block[], width: number): string[] =>
  blocks.filter(hasContent).flatMap((block) => blockText(block, width) || [])

/** Empty for a figure whose numbers are also in a table. */
function blockText(block: Block, width: number): string {
  switch (block.kind) {
    case 'section':
      return `${oneLine(block.title)}\n${blocksText(block.blocks, width).join('\n\n')}`
    case 'paragraph':
      return wrap(oneLine(block.text), width)
    case 'list':
      return block.items.map((item) => bullet(item, width)).join('\n')
    case 'table':
      return tableText(block)
    case 'figure':
      return block.inTable ? '' : figureText(block)
    case 'findings':
      return findingsText(block, width)
  }
}

const bullet = (text: string, width: number) => wrap(oneLine(text), width, '- ')

function tableText({ caption, columns, rows, notes = [], empty = '' }: Table): string {
  const above = [...(caption === undefined ? [] : [caption]), ...notes].map(oneLine)
  return [...above, rows.length ? aligned(columns, rows) : oneLine(empty)].join('\n')
}

const cellText = (cell: Cell) => oneLine(typeof cell === 'string' ? cell : `${cell.value} ${cell.interval}`)

/** Aligns columns under their headings; if there are no headings, only the rows are output. */
function aligned(columns: readonly Column[], rows: Table['rows']): string {
  const heads = columns.map((column) => oneLine(headOf(column)))
  const lines = [...(heads.some(Boolean) ? [heads] : []), ...rows.map((row) => row.map(cellText))]
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => line[c]?.length ?? 0)))
  const pad = (text: string, c: number) =>
    columns[c]?.numeric ? text.padStart(widths[c] ?? 0) : text.padEnd(widths[c] ?? 0)
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

function figureText({ caption, plot, empty = '' }: Figure): string {
  const above = caption === undefined ? {} : { caption }
  if (!hasPoints(plot)) return tableText({ kind: 'table', ...above, columns: [], rows: [], empty })
  const { series, format } = plot
  const labels = [...new Set(series.flatMap(({ points }) => points.map(({ label }) => label)))]
  const cell = (name: string, points: (typeof series)[number]['points']): Cell => {
    const point = points.find(({ label }) => label === name)
    if (!point) return ''
    const [low, high] = point.interval
    return { value: format(point.value, DIGITS), interval: `[${format(low, DIGITS)}, ${format(high, DIGITS)}]` }
  }
  return tableText({
    kind: 'table',
    ...above,
    columns: [{ head: '' }, ...series.map(({ name }) => ({ head: series.length > 1 ? name : '', numeric: true }))],
    rows: labels.map((label) => [label, ...series.map(({ points }) => cell(label, points))]),
  })
}

function findingsText({ findings, labels }: Findings, width: number): string {
  const column = labels ? Math.max(...Object.values(labels).map((label) => oneLine(label).length)) + 1 : 2
  const mark = (severity: Severity) => (labels ? oneLine(labels[severity]) : '-').padEnd(column)
  const indent = ' '.repeat(column)
  return findings
    .map(({ severity, subject, text, action, code }) => {
      const says = oneLine(subject === undefined ? text : `${subject}: ${text}`)
      return [
        wrap(says, width, mark(severity)),
        ...(action === undefined ? [] : [wrap(oneLine(action), width, indent)]),
        ...(code === undefined ? [] : code.split('\n').map((line) => `${indent}  ${oneLine(line)}`)),
      ].join('\n')
    })
    .join('\n')
}
