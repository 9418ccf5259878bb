import type { ReaderEvent } from '../../types.ts'

const COLUMNS = [
  'kind',
  'at',
  'item',
  'text',
  'topic',
  'tags',
  'author',
  'published',
  'popularity',
  'list',
  'seconds',
] as const

/**
 * Spreadsheets interpret a cell that starts with one of these characters as a formula, and formulas can make requests
 * (OWASP, "CSV injection").
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Empty for times outside the range of `Date`. */
const date = (at: number | undefined): string =>
  at === undefined || !(Math.abs(at) <= 8.64e15) ? '' : new Date(at).toISOString()

/**
 * Converts events to CSV (RFC 4180: commas, CRLF, doubled quotes) with a header row. Times are ISO 8601 in UTC; tags
 * are joined by '; '. Texts that a spreadsheet would take for a formula are prefixed with an apostrophe.
 */
export function toCsv(events: readonly ReaderEvent[]): string {
  const rows = events.map((event) =>
    COLUMNS.map((name) => {
      if (name === 'at' || name === 'published') return date(event[name])
      if (name === 'tags') return cell(event.tags?.join('; ') ?? '')
      const value = event[name]
      return typeof value === 'number' ? String(value) : cell(value ?? '')
    }).join(','),
  )
  return [COLUMNS.join(','), ...rows, ''].join('\r\n')
}
