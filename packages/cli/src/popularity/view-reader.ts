/** Parses a line of a server log into one reader's page view. */
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { Malformed } from '../evaluate/log/event-fields.ts'
import { combined } from './formats/combined.ts'
import { jsonLog } from './formats/json-log.ts'
import { addressesOf, isView, type Request, type Site } from './page-view.ts'

export interface View extends Pick<Request, 'at' | 'ip' | 'agent' | 'referrer'> {
  /** The page's own id. */
  readonly address: string
}

/** @param now milliseconds since 1970 @throws Malformed if `at` is more than a day later than `now` */
export function expectPast(at: number, now: number): void {
  if (at > now + DAY) throw new Malformed(`it is in the future: ${new Date(at).toISOString()}`)
}

/**
 * @returns a function that parses a line; it returns undefined if the line isn't a view of the site, and throws
 *   Malformed if it is invalid
 */
export function viewReader(format: 'combined' | 'json', site: Site, now: number): (line: string) => View | undefined {
  const parse = format === 'json' ? jsonLog : combined
  const addressOf = addressesOf(site)
  return (line) => {
    const request = parse(line.replace(/\r$/, ''))
    if (!request) return undefined
    expectPast(request.at, now)
    const address = isView(request) ? addressOf(request.target, request.host) : undefined
    return address === undefined ? undefined : { ...request, address }
  }
}
