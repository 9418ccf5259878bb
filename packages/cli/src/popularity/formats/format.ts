/** Determines which of the six formats a file has, from its first lines or from a format's name. */
import { LogError } from '../../evaluate/log/lines.ts'
import { UsageError } from '../../terminal/usage.ts'
import { type ExportName, exportWith } from './exports.ts'

export const FORMATS = ['combined', 'json', 'ga4', 'matomo', 'plausible', 'metarank'] as const

export type Format = (typeof FORMATS)[number]

/** @throws UsageError that lists the formats */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((each) => each === name.toLowerCase())
  if (!format) throw new UsageError(`--format takes ${FORMATS.join(', ')}, not '${name}'`)
  return format
}

export const isExport = (format: Format): format is ExportName => /^(?:ga4|matomo|plausible)$/.test(format)

const METARANK_EVENTS = ['item', 'user', 'ranking', 'interaction']

/**
 * @param lines the first non-empty lines of the file
 * @throws LogError if they match no known format
 */
export function formatOf(lines: readonly string[], file: string): Format {
  const [first = ''] = lines
  const text = first.replace(/^\uFEFF/, '').trim()
  if (text.startsWith('[')) return 'matomo'
  if (text.startsWith('{')) {
    try {
      const parsed = JSON.parse(text)
      if (METARANK_EVENTS.includes(parsed.event)) return 'metarank'
      return Object.values(parsed).some(Array.isArray) && Object.keys(parsed).every((key) => /^\d{4}-/.test(key))
        ? 'matomo'
        : 'json'
    } catch {
      // A pretty-printed response, or a truncated line.
      return lines.length > 1 && /^\s*"/.test(lines[1]!) ? 'matomo' : 'json'
    }
  }
  const header = lines.find((line) => !line.replace(/^\uFEFF/, '').startsWith('#')) ?? ''
  const cells = header.split(/[,;\t]/).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
  const known = exportWith(cells)
  if (known) return known
  if (/\[[^\]]+\] "/.test(first)) return 'combined'
  if (text.startsWith('#')) return 'ga4'
  // A log may begin with a truncated line.
  if (lines.some((line) => /\[[^\]]+\] "/.test(line))) return 'combined'
  throw new LogError(
    `${file} has no known format; it begins with ${JSON.stringify(first.slice(0, 60))}. Write --format and one of ${FORMATS.join(', ')} if it is one of them`,
  )
}
