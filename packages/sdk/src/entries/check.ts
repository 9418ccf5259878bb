/** `inkling.check()`: a bundle of its own, loaded by whoever asks in the console. */

import { type CheckOptions, checkPage } from '../check/check-page.ts'
import { count } from '../check/count.ts'
import type { CheckReport } from '../check/report.ts'
import { foundLines } from '../check/report-text.ts'
import { templateOf } from '../check/template.ts'
import * as dom from '../lib/dom.ts'
import { frameworkOf } from '../page/guard/framework-owner.ts'
import { placementOf } from '../page/order/placement.ts'

export type { CheckReport } from '../check/report.ts'

/** Checks the page as it stands now, prints what was found with the elements that it is about, and returns it. */
export function check(options: CheckOptions = {}): CheckReport {
  const report = checkPage(document, {
    frameworkOf,
    placementOf: (list) => placementOf(list, ([first]) => templateOf(first!)),
    ...options,
  })
  const { findings } = report
  const counts = (['error', 'warning', 'note'] as const).map((severity) =>
    count(findings.filter((finding) => finding.severity === severity).length, severity),
  )
  console.group(`Inkling: ${[count(report.lists.length, 'list'), ...counts].join(', ')}`)
  for (const line of foundLines(report)) console.log(line)
  for (const { severity, message, at, write } of findings) {
    const element = at ? dom.querySelector(document, at) : undefined
    console.log(`${severity}: ${message}${write ? `\nWrite: ${write}` : ''}`, ...(element ? [element] : []))
  }
  console.groupEnd()
  return report
}
