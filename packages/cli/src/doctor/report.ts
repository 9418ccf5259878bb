/** Formats the doctor's findings as a report. */
import { findings, type ReportDocument } from '../report/document.ts'
import type { Finding } from './finding.ts'

const LABELS = { alarm: 'ALARM', warning: 'WARNING', fine: 'FINE', open: 'OPEN' } as const

/** @param title says what was examined and what was left out */
export function doctorReport(title: string, found: readonly Finding[]): ReportDocument {
  const all = found.map(({ level, of, says, todo }) => ({
    severity: level,
    subject: of,
    text: says,
    ...(todo !== undefined && { action: todo }),
  }))
  return { lang: 'en', title, blocks: [findings(all, LABELS)] }
}
