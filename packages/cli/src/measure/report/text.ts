/** A report for a terminal. */
import { columns } from '../../evaluate/report/columns.ts'
import { MeasurementFormatter, type ReportInput } from './tell.ts'
import type { Words } from './words.ts'

/** With a line break at the end. */
export function reportText(input: ReportInput, words: Words): string {
  const formatter = new MeasurementFormatter(input, words)
  const { may, mayNot } = formatter.claims()
  const list = (title: string, lines: readonly string[]) =>
    lines.length ? `${title}\n${lines.map((line) => `- ${line}`).join('\n')}` : ''
  const table = (title: string, heads: readonly string[], rows: readonly string[][]) =>
    rows.length ? `${title}\n${columns([heads, ...rows])}` : ''
  return `${[
    words.title(input.file),
    list(words.claimed, may.length ? may : [words.nothing]),
    list(words.notClaimed, mayNot),
    table(words.intervals, formatter.metricHeads(), formatter.metricRows()),
    table(words.segments, formatter.segmentHeads(), formatter.segmentRows()),
    table(words.arms, formatter.armHeads(), formatter.armRows()),
    list(words.how, formatter.notes()),
    list(words.unused, formatter.unused()),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}
