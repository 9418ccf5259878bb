/**
 * Parses a line of Apache's "combined" log format (httpd.apache.org/docs/current/mod/mod_log_config.html), which is
 * also nginx's default (nginx.org/en/docs/http/ngx_http_log_module.html). A leading host and additional fields at the
 * end are accepted.
 */
import { Malformed } from '../../evaluate/log/event-fields.ts'
import type { Request } from '../page-view.ts'

/** A quoted string with backslash escapes. */
const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"'
// The length of the text between brackets is limited, so that a line with many brackets doesn't cause quadratic
// backtracking.
const LINE = new RegExp(
  // Optional virtual host, "%v:%p", as in Debian's vhost_combined; the client address may be IPv6 and have a port.
  `^(?:([\\w.-]+(?::\\d+)?) )?(?!- )(\\S+) \\S+ \\S.*? \\[([^\\]]{1,40})\\] ${QUOTED} (\\d{3}) (?:\\d+|-)(?: ${QUOTED} ${QUOTED})?`,
)
const TIME = /^(\d{2})\/(\w{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const REQUEST = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/

/** Parses `25/Nov/2026:06:25:14 +0100` to milliseconds since 1970; undefined if it isn't a time. */
export function timeOfLog(text: string): number | undefined {
  const [, day, name = '', year, hour, minute, second, sign, hours, minutes] = TIME.exec(text) ?? []
  const month = MONTHS.indexOf(name)
  if (month < 0) return undefined
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second))
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? local + offset : local - offset
}

/** Undoes the servers' escapes: `\"` and `\\` (Apache), `\x22` (nginx). */
const unescaped = (text: string) =>
  text.includes('\\')
    ? text.replace(/\\(?:x([\dA-Fa-f]{2})|(.))/g, (_, code: string | undefined, char: string) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : char,
      )
    : text

/** @throws Malformed with the reason the line isn't in this format */
export function combined(line: string): Request | undefined {
  const [all, host, ip = '', time = '', request = '', status, referrer, agent] = LINE.exec(line) ?? []
  if (!all) throw new Malformed('it is not a line of a combined log')
  if (agent === undefined)
    throw new Malformed(
      'it has no user agent, which is needed to detect crawlers: configure the server to log "combined"',
    )
  const at = timeOfLog(time)
  if (at === undefined) throw new Malformed(`[${time.slice(0, 40)}] is not a time`)
  const [, method, target] = REQUEST.exec(request) ?? []
  // A malformed request from an attacker or a broken client, which the server answered with an error.
  if (!method || !target) return undefined
  return {
    at,
    ip,
    agent: unescaped(agent),
    method,
    status: Number(status),
    target: unescaped(target),
    host: host?.replace(/:\d+$/, ''),
    ...(referrer && referrer !== '-' && { referrer: unescaped(referrer) }),
  }
}
