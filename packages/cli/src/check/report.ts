/** Formats the check of a page as a report. */
import { foundLines } from '../../../sdk/src/developers/check/report/found-lines.ts'
import type { CheckReport, Finding, Severity } from '../../../sdk/src/developers/check/report/report.ts'
import { type Block, findings, list, paragraph, section } from '../report/document.ts'

const TITLES = {
  error: 'Errors: this will not be ordered',
  warning: 'Warnings',
  note: 'Notes',
} as const satisfies Record<Severity, string>

const SEVERITIES = { error: 'alarm', warning: 'warning', note: 'open' } as const satisfies Record<Severity, string>

export function checkBlocks(report: CheckReport): Block[] {
  const lines = foundLines(report)
  return [
    section('Found', lines.length ? list(lines) : paragraph('Nothing.')),
    ...(['error', 'warning', 'note'] as const).map((severity) => {
      const some = report.findings.filter((finding) => finding.severity === severity)
      return section(TITLES[severity], findings(some.map(findingOf)))
    }),
  ]
}

const findingOf = ({ severity, message, write }: Finding) => ({
  severity: SEVERITIES[severity],
  text: message,
  ...(write && { code: write }),
})
