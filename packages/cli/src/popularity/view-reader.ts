/** A line of a server's log → a reader's view of a page. */
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { Malformed } from '../evaluate/log/event-fields.ts'
import { combined } from './formats/combined.ts'
import { jsonLog } from './formats/json-log.ts'
import { addressesOf, isView, type Request, type Site } from './page-view.ts'

export interface View extends Pick<Request, 'at' | 'ip' | 'agent'> {
  /** The page's own id for it. */
  readonly address: string
}

/** @param now milliseconds since 1970 @throws Malformed when a time lies more than a day later */
export function expectPast(at: number, now: number): void {
  if (at > now + DAY) throw new Malformed(`it lies in the future: ${new Date(at).toISOString()}`)
}

/** @returns what reads a line: undefined for what is no view of the site's; it throws Malformed at what is no line of such a log */
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
