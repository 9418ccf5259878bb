/** An audit's report for a terminal. */
import { columns } from '../../evaluate/report/columns.ts'
import { AuditFormatter, type ReportInput } from './tell.ts'
import type { Words } from './words.ts'

/** With a line break at the end. */
export function reportText(input: ReportInput, words: Words): string {
  const formatter = new AuditFormatter(input, words)
  const found = formatter.found()
  const lines = (title: string, all: readonly string[]) =>
    all.length ? [`${title}\n${all.map((line) => `- ${line}`).join('\n')}`] : []
  const table = (title: string, heads: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length ? [`${title}\n${columns([heads, ...rows])}`] : []
  const parts = [
    words.title(input.file),
    ...lines(words.found, found.length ? found : [words.nothing]),
    ...table(words.mitigations, formatter.mitigationHeads(), formatter.mitigationRows()),
    ...table(words.subjects.topic, formatter.subjectHeads(), formatter.subjectRows('topic')),
    ...table(words.subjects.provider, formatter.subjectHeads(), formatter.subjectRows('provider')),
    ...table(words.whole, formatter.wholeHeads(), formatter.wholeRows()),
    ...table(words.groups, formatter.groupHeads(), formatter.groupRows()),
    ...lines(words.how, formatter.notes()),
    ...lines(words.unused, formatter.unused()),
  ]
  return `${parts.join('\n\n')}\n`
}
