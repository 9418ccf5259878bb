/**
 * Parses a line of a JSON access log. There is no standard for servers, so this knows the field names of Caddy,
 * Traefik, Cloudflare Logpush, Google Cloud load balancers and the usual `log_format … escape=json` of nginx.
 */
import { type Json, jsonLine, Malformed } from '../../evaluate/log/event-fields.ts'
import { instantOf } from '../../evaluate/log/time.ts'
import type { Request } from '../page-view.ts'
import { timeOfLog } from './combined.ts'

/** Common names for the same field, in order of preference; dots access nested objects. */
const names = (text: string) => text.split(' ').map((name) => name.split('.'))

const TIME = names(
  'ts time_iso8601 timestamp_iso8601 StartUTC time_local EdgeStartTimestamp timestamp @timestamp time msec date',
)
const IP = names(
  'request.client_ip request.remote_ip remote_addr remote_ip client_ip ClientHost ClientIP httpRequest.remoteIp ClientAddr ip',
)
const AGENT = names(
  'http_user_agent user_agent request.headers.User-Agent request_User-Agent ClientRequestUserAgent httpRequest.userAgent agent',
)
const REFERRER = names(
  'http_referer request.headers.Referer request_Referer ClientRequestReferer httpRequest.referer referer referrer',
)
const METHOD = names('request_method request.method RequestMethod ClientRequestMethod httpRequest.requestMethod method')
const STATUS = names('status DownstreamStatus EdgeResponseStatus httpRequest.status OriginStatus status_code')
const TARGET = names('request_uri request.uri RequestPath ClientRequestURI httpRequest.requestUrl uri url path')
const HOST = names('http_host request.host RequestHost ClientRequestHost host server_name')
/** nginx's `$request`: method, target and protocol in one field. */
const LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/

/** The first field present; for an array, as in Caddy's headers, its first element. */
function first(object: Json, paths: ReadonlyArray<readonly string[]>): string | number | undefined {
  for (const path of paths) {
    let value: unknown = object
    for (const key of path)
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined
    if (Array.isArray(value)) [value] = value
    if (typeof value === 'string' || typeof value === 'number') return value
  }
  return undefined
}

/** Smaller numbers are seconds since 1970 (Caddy, nginx); numbers above the second limit are nanoseconds (Logpush). */
const LEAST_MILLISECONDS = 1e11
const LEAST_NANOSECONDS = 1e16

function timeOf(value: string | number | undefined): number | undefined {
  if (typeof value === 'string') {
    const text = value.trim()
    const logged = timeOfLog(text)
    if (logged !== undefined) return logged
    if (!/^\d+(?:\.\d+)?$/.test(text)) return instantOf(text.replace(/(\.\d{3})\d+/, '$1'))
  }
  const number = Number(value)
  if (!(number > 0)) return undefined
  return number < LEAST_MILLISECONDS ? number * 1000 : number >= LEAST_NANOSECONDS ? number / 1e6 : number
}

/** @throws Malformed with a message that says what is missing */
export function jsonLog(line: string): Request | undefined {
  const object = jsonLine(line)
  const request = object.request
  const [, method = first(object, METHOD), target = first(object, TARGET)] =
    (typeof request === 'string' && LINE.exec(request)) || []
  const at = timeOf(first(object, TIME))
  if (at === undefined) throw new Malformed('it has no time, e.g. "time_iso8601"')
  const status = Number(first(object, STATUS) ?? Number.NaN)
  if (Number.isNaN(status)) throw new Malformed('it has no status, e.g. "status"')
  const agent = first(object, AGENT)
  if (agent === undefined)
    throw new Malformed('it has no user agent, which is needed to detect crawlers, e.g. "http_user_agent"')
  const ip = first(object, IP)
  if (ip === undefined) throw new Malformed('it has no network address, e.g. "remote_addr"')
  if (method === undefined || target === undefined)
    throw new Malformed('it has no method or address, e.g. "request_uri"')
  const host = first(object, HOST)
  const referrer = first(object, REFERRER)
  return {
    at,
    status,
    agent: String(agent),
    ip: String(ip),
    method: String(method),
    target: String(target),
    ...(typeof host === 'string' && /^[\w.-]+(?::\d+)?$/.test(host) && { host: host.replace(/:\d+$/, '') }),
    ...(typeof referrer === 'string' && referrer && referrer !== '-' && { referrer }),
  }
}
