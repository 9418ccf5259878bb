/** Parses dates in log formats to milliseconds since 1970. */

/** The range of JavaScript dates. */
const FARTHEST = 8.64e15
const NUMBER = /^[+-]?(?:\d{5,}(?:\.\d+)?|\d(?:\.\d+)?e\+?\d+)$/i
const ISO =
  /^(?<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ](?<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?<zone>Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Accepts a number, a number in quotes, or ISO 8601. A date without a time zone is taken as UTC, so that all machines
 * agree.
 * @returns a number unchanged, or a date as milliseconds since 1970; undefined if the value is neither
 */
export function instantOf(value: unknown): number | undefined {
  let instant = Number.NaN
  if (typeof value === 'number') instant = value
  else if (typeof value === 'string') {
    const text = value.trim()
    if (NUMBER.test(text)) instant = Number(text)
    else {
      const { date, clock, zone = 'Z' } = (ISO.exec(text)?.groups ?? {}) as Partial<Record<string, string>>
      if (date) instant = Date.parse(clock ? `${date}T${clock}${zone.toUpperCase()}` : date)
    }
  }
  return Math.abs(instant) <= FARTHEST ? instant : undefined
}
