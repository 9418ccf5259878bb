/** `inkling.check()`. A separate bundle, loaded when it is called in the console or by the inspector. */

import { inspectFile } from 'virtual:release'
import { type CheckOptions, checkPage } from '../developers/check/check-page.ts'
import { count } from '../developers/check/report/count.ts'
import { foundLines } from '../developers/check/report/found-lines.ts'
import type { CheckReport } from '../developers/check/report/report.ts'
import * as dom from '../lib/dom.ts'
import { emitError } from '../lib/events.ts'
import type { InklingOptions } from '../options.ts'
import { frameworkOf } from '../page/guard/framework-owner.ts'
import { placementOf } from '../page/order/placement.ts'
import { templateOf } from '../page/order/template.ts'
import type { ImportFile } from '../runtime/interfaces/session.ts'
import type { InspectBundle } from './inspect.ts'

export type { CheckReport } from '../developers/check/report/report.ts'

const look = (options: CheckOptions = {}): CheckReport =>
  checkPage(document, {
    frameworkOf,
    placementOf: (list) => placementOf(list, templateOf),
    ...options,
  })

/**
 * Opens the inspector beside the page.
 *
 * @param options the tag's options
 * @param heard events since the tag ran, oldest first; the tag keeps adding to this array
 */
export async function inspect(importFile: ImportFile, options: InklingOptions, heard: Event[]): Promise<void> {
  try {
    const bundle = await importFile<InspectBundle>('inspect.js', inspectFile)
    bundle.inspect({ options, heard, check: look })
  } catch (cause) {
    emitError('script-unavailable', 'inspect.js could not be loaded: the page is not inspected', cause)
  }
}

/** Checks the page in its current state, logs the findings with the elements concerned, and returns the report. */
export function check(options: CheckOptions = {}): CheckReport {
  const report = look(options)
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
