/**
 * Parses a row of GA4's BigQuery export (support.google.com/analytics/answer/7029846), exported as JSON lines. Unlike a
 * server's log, it includes views of cached pages and recognises readers across visits.
 */
import { type Json, jsonLine, Malformed, objectOf } from '../../evaluate/log/event-fields.ts'

export interface Ga4View {
  /** Milliseconds since 1970. */
  readonly at: number
  /** GA4's pseudonym of the device. */
  readonly user: string
  /** Absolute URL. */
  readonly target: string
  readonly referrer: string | undefined
}

/** Whether a line is a row of this export. */
export const isGa4Event = (line: string): boolean => /^\uFEFF?\s*\{/.test(line) && /"event_name"\s*:/.test(line)

function parameter(event: Json, name: string): string | undefined {
  const all = Array.isArray(event.event_params) ? event.event_params : []
  for (const each of all) {
    const { key, value } = objectOf(each, 'a parameter')
    if (key !== name) continue
    const text = objectOf(value, `the value of ${name}`).string_value
    return typeof text === 'string' && text ? text : undefined
  }
  return undefined
}

/**
 * @returns undefined for other events, and for readers without a pseudonym (denied consent)
 * @throws Malformed with the reason if the line isn't a row of this export
 */
export function ga4View(line: string): Ga4View | undefined {
  const event = jsonLine(line)
  if (typeof event.event_name !== 'string') throw new Malformed('"event_name" is missing')
  if (event.event_name !== 'page_view') return undefined
  const at = Number(event.event_timestamp ?? Number.NaN) / 1000
  if (!(at > 0)) throw new Malformed('"event_timestamp" is not a number of microseconds')
  const target = parameter(event, 'page_location')
  if (target === undefined) throw new Malformed('it has no page_location')
  const user = event.user_pseudo_id
  if (typeof user !== 'string' || !user) return undefined
  return { at, user, target, referrer: parameter(event, 'page_referrer') }
}
