/** A report for a terminal. */
import { columns } from '../../evaluate/report/columns.ts'
import { type ReportInput, Teller } from './tell.ts'
import type { Words } from './words.ts'

/** With a line break at the end. */
export function reportText(input: ReportInput, words: Words): string {
  const teller = new Teller(input, words)
  const { may, mayNot } = teller.claims()
  const list = (title: string, lines: readonly string[]) =>
    lines.length ? `${title}\n${lines.map((line) => `- ${line}`).join('\n')}` : ''
  const table = (title: string, heads: readonly string[], rows: readonly string[][]) =>
    rows.length ? `${title}\n${columns([heads, ...rows])}` : ''
  return `${[
    words.title(input.file),
    list(words.claimed, may.length ? may : [words.nothing]),
    list(words.notClaimed, mayNot),
    table(words.intervals, teller.metricHeads(), teller.metricRows()),
    table(words.segments, teller.segmentHeads(), teller.segmentRows()),
    table(words.arms, teller.armHeads(), teller.armRows()),
    list(words.how, teller.notes()),
    list(words.unused, teller.unused()),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}
