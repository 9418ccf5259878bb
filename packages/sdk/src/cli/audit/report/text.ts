/** An audit's report for a terminal. */
import { columns } from '../../evaluate/report/columns.ts'
import { type ReportInput, Teller } from './tell.ts'
import type { Words } from './words.ts'

/** With a line break at the end. */
export function reportText(input: ReportInput, words: Words): string {
  const teller = new Teller(input, words)
  const found = teller.found()
  const lines = (title: string, all: readonly string[]) =>
    all.length ? [`${title}\n${all.map((line) => `- ${line}`).join('\n')}`] : []
  const table = (title: string, heads: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length ? [`${title}\n${columns([heads, ...rows])}`] : []
  const parts = [
    words.title(input.file),
    ...lines(words.found, found.length ? found : [words.nothing]),
    ...table(words.mitigations, teller.mitigationHeads(), teller.mitigationRows()),
    ...table(words.subjects.topic, teller.subjectHeads(), teller.subjectRows('topic')),
    ...table(words.subjects.provider, teller.subjectHeads(), teller.subjectRows('provider')),
    ...table(words.whole, teller.wholeHeads(), teller.wholeRows()),
    ...table(words.groups, teller.groupHeads(), teller.groupRows()),
    ...lines(words.how, teller.notes()),
    ...lines(words.unused, teller.unused()),
  ]
  return `${parts.join('\n\n')}\n`
}
