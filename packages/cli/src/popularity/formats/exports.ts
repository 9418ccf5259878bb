/**
 * Reads tables exported by analytics systems, in which readers are already counted by address and sometimes by day.
 *
 * - GA4, "Pages and screens", CSV: lines with # give the dates (support.google.com/analytics/answer/9327974 and
 *   13545463).
 * - Matomo, `Actions.getPageUrls`, CSV (UTF-16) or JSON (developer.matomo.org/api-reference/reporting-api).
 * - Plausible, pages.csv of "Export", or its imported_pages CSV (plausible.io/docs/export-stats, csv-import).
 */
import { parse } from 'csv-parse/sync'
import { Malformed } from '../../evaluate/log/event-fields.ts'
import { LogError } from '../../evaluate/log/lines.ts'
import { instantOf } from '../../evaluate/log/time.ts'

export type ExportName = 'ga4' | 'matomo' | 'plausible'

interface Columns {
  /** Column names in lower case, in order of preference. */
  readonly address: readonly string[]
  readonly readers: readonly string[]
  readonly date: readonly string[]
}

const COLUMNS: Readonly<Record<ExportName, Columns>> = {
  ga4: {
    address: ['page path and screen class', 'page path', 'page path + query string', 'page location'],
    readers: ['active users', 'total users', 'users'],
    date: ['date'],
  },
  matomo: {
    address: ['url', 'metadata: url', 'metadata_url', 'metadata url', 'label'],
    readers: ['nb_uniq_visitors', 'sum_daily_nb_uniq_visitors', 'unique visitors', 'daily unique visitors'],
    date: ['date'],
  },
  plausible: {
    address: ['page', 'name'],
    readers: ['visitors'],
    date: ['date'],
  },
}

export interface ExportRow {
  /** 1-based line number (row number for JSON). */
  readonly number: number
  readonly address: string
  readonly readers: number
  /** Milliseconds since 1970; undefined if the export has no date. */
  readonly at: number | undefined
}

/** Maximum number of characters in an export. A longer file isn't a table of pages, and must not exhaust memory. */
export const MAX_EXPORT = 64_000_000

const tidy = (name: string) =>
  name
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()

/** Accepts `20261124` or ISO 8601; for a range (`2026-11-16,2026-11-22`), returns the last day. */
const dateOf = (text = '') =>
  instantOf(
    text
      .trim()
      .replace(/^.*,/, '')
      .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
  )

/** Detects the kind of export by its columns; undefined if no kind matches. */
export function exportWith(header: readonly string[]): ExportName | undefined {
  const names = header.map(tidy)
  const has = (wanted: readonly string[]) => wanted.some((name) => names.includes(name))
  if (has(COLUMNS.ga4.address)) return 'ga4'
  // A column called "label" alone could belong to anything.
  if (names.some((name) => /^(?:nb_visits|nb_hits|unique pageviews)$/.test(name))) return 'matomo'
  return has(COLUMNS.plausible.address) && has(COLUMNS.plausible.readers) ? 'plausible' : undefined
}

/** @throws LogError if a required column is missing */
function columnsOf(header: readonly string[], name: ExportName, file: string) {
  const names = header.map(tidy)
  const { address, readers, date } = COLUMNS[name]
  const find = (wanted: readonly string[]) => names.indexOf(wanted.find((each) => names.includes(each)) ?? '\0')
  const found = { address: find(address), readers: find(readers), date: find(date) }
  for (const [what, wanted] of [
    ['address', address],
    ['readers', readers],
  ] as const)
    if (found[what] < 0)
      throw new LogError(
        `${file} has no column of ${what}: ${name} calls it ${wanted.join(' or ')}, and there are ${names.join(', ').slice(0, 200)}`,
      )
  return found
}

function rowOf(
  number: number,
  [address = '', readers, date]: ReadonlyArray<string | undefined>,
  at: number | undefined,
): ExportRow {
  // Allows thousands separators.
  const count = Number(readers?.replace(/[\s,']/g, '') || Number.NaN)
  if (!(count >= 0)) throw new Malformed(`"${String(readers).slice(0, 40)}" is not a number of readers`)
  const day = date === undefined ? at : dateOf(date)
  if (date !== undefined && day === undefined) throw new Malformed(`"${date.slice(0, 40)}" is not a date`)
  const path = address.trim()
  // Skips "(not set)", "Others" and the folders of Matomo's tree.
  if (!/^(?:\/|https?:\/\/)/i.test(path)) throw new Malformed(`"${path.slice(0, 40)}" is not an address`)
  return { number, address: path, readers: Math.floor(count), at: day }
}

export type OnMalformed = (number: number, why: string) => void

function* rowsOf(
  raw: Iterable<{ readonly number: number; readonly cells: ReadonlyArray<string | undefined> }>,
  at: number | undefined,
  onMalformed: OnMalformed,
): Generator<ExportRow> {
  for (const { number, cells } of raw) {
    try {
      yield rowOf(number, cells, at)
    } catch (cause) {
      if (!(cause instanceof Malformed)) throw cause
      onMalformed(number, cause.message)
    }
  }
}

/**
 * Reads the date from GA4's comment lines: "# Start date: 20261101", "# End date: 20261124", or "# 20261101-20261124".
 * @returns the last day
 */
function endDate(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const [, range, named] = /^#.*?(?:\d{8}-(\d{8})|end date:\s*(\d{8}))/i.exec(line) ?? []
    if (range || named) return dateOf(range ?? named)
  }
  return undefined
}

/** @param name Default: detected from the header @throws LogError if the text isn't a table in one of these formats */
export function csvExport(
  text: string,
  file: string,
  name: ExportName | undefined,
  onMalformed: OnMalformed,
): Iterable<ExportRow> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const start = lines.findIndex((line) => line.trim() && !line.startsWith('#'))
  const header = lines[start] ?? ''
  const delimiter = [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)[0]!
  let records: ReadonlyArray<{ readonly record: string[]; readonly info: { readonly lines: number } }>
  try {
    records = parse(lines.slice(start).join('\n'), {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as typeof records
  } catch (cause) {
    throw new LogError(`${file} is not a table: ${(cause as Error).message}`, { cause })
  }
  const [first, ...rest] = records
  const known = name ?? exportWith(first?.record ?? [])
  if (!first || !known) throw new LogError(`${file} is not a known export: its columns are ${header.slice(0, 200)}`)
  const at = columnsOf(first.record, known, file)
  // Skip comment lines and the header of a second table.
  const raw = rest
    .filter(({ record }) => !record[0]?.startsWith('#'))
    .map(({ record, info }) => ({
      number: start + info.lines,
      cells: [record[at.address], record[at.readers], at.date < 0 ? undefined : record[at.date]],
    }))
  return rowsOf(raw, endDate(lines.slice(0, start)), onMalformed)
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Matomo's JSON: an array of rows, or one array per day. @throws LogError if it is neither */
export function matomoJson(text: string, file: string, onMalformed: OnMalformed): Iterable<ExportRow> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new LogError(`${file} is not JSON`)
  }
  const lists: ReadonlyArray<readonly [string | undefined, unknown]> = Array.isArray(parsed)
    ? [[undefined, parsed]]
    : Object.entries(isRow(parsed) ? parsed : {})
  const rows = lists.flatMap(([date, list]) =>
    (Array.isArray(list) ? list : []).filter(isRow).map((row) => ({ date, row })),
  )
  if (!rows.length) throw new LogError(`${file} is not a response of Matomo's Actions.getPageUrls`)
  const header = [...new Set(rows.flatMap(({ row }) => Object.keys(row)))]
  const at = columnsOf(header, 'matomo', file)
  const cell = (row: Readonly<Record<string, unknown>>, column: number) => {
    const value = row[header[column]!]
    return value === undefined || value === null ? undefined : String(value)
  }
  const raw = rows.map(({ date, row }, i) => ({
    number: i + 1,
    // Rows for outgoing links and unknown pages have a label but no address.
    cells: [cell(row, at.address) ?? cell(row, header.indexOf('label')), cell(row, at.readers), date],
  }))
  return rowsOf(raw, undefined, onMalformed)
}
