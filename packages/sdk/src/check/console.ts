/** `inkling.check()`: a bundle of its own, loaded by whoever asks in the console. */
import { type CheckOptions, checkPage } from './check-page.ts'
import { count } from './count.ts'
import type { Report } from './report.ts'
import { foundLines } from './report-text.ts'

export type { Report } from './report.ts'

const WORDS = { error: 'Error', warning: 'Warning', note: 'Note' } as const

/** Checks the page as it stands now, prints what was found, and returns it. Elements that findings name are printed as such. */
export function check(options: CheckOptions = {}): Report {
  const report = checkPage(document, options)
  const number = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length
  console.group(
    `Inkling: ${count(report.lists.length, 'list')}, ${count(number('error'), 'error')}, ${count(number('warning'), 'warning')}, ${count(number('note'), 'note')}`,
  )
  for (const line of foundLines(report)) console.log(line)
  for (const { severity, message, at, write } of report.findings) {
    const element = at ? document.querySelector(at) : null
    console.log(
      [`${WORDS[severity]}. ${message}`, ...(write ? [`Write: ${write}`] : [])].join('\n'),
      ...(element ? [element] : []),
    )
  }
  console.groupEnd()
  return report
}
