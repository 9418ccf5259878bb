/** Decides which requests in a server log are page views by readers, and of which page. */
import { CRAWLER } from '../../../sdk/src/page/guard/crawler.ts'
import { urlId } from '../../../sdk/src/page/read/url.ts'
import { withinGlobs } from './globs.ts'

/** A logged request. */
export interface Request {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The client's IP address. Together with the user agent, it distinguishes readers. Only a salted hash is kept. */
  readonly ip: string
  /** Undefined if it isn't in the log. */
  readonly agent: string
  readonly method: string
  readonly status: number
  /** Path and query, or an absolute URL. */
  readonly target: string
  /** The requested host, if logged. */
  readonly host?: string | undefined
  /** The page that linked here, if logged. */
  readonly referrer?: string | undefined
}

/** Status codes of a successful page view: OK, and Not Modified for a cached copy. */
export const STATUSES = [200, 304]

/** Non-browser clients that don't call themselves crawlers: fetchers, monitors, feed readers. */
export const TOOLS =
  '^-?$|curl|wget|python|aiohttp|httpx|go-http|java/|okhttp|libwww|perl|ruby|php/|axios|node-fetch|undici|scrapy|headless|phantomjs|monitor|uptime|pingdom|probe|healthcheck|elb-health|feed|rss|postman|nagios|zabbix|scan'

/** The same pattern that pages use to ignore crawlers (page/guard/crawler.ts). */
export const CRAWLERS = CRAWLER.source

/** Path endings of assets and data files, which are never items of a list. */
export const ASSETS =
  '[.](?:css|m?js|map|json|xml|txt|ico|png|jpe?g|gif|svg|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gv]|wav|gz|wasm|webmanifest|rss|atom)$'

const TOOL = new RegExp(TOOLS, 'i')
const ASSET = new RegExp(ASSETS, 'i')

/** Maximum number of characters; as in page/read/url.ts, addresses longer than this aren't items. */
export const LONGEST_TARGET = 2000

/** Size of the id cache: computing an id takes microseconds, and a log has few distinct addresses. */
const REMEMBERED = 20_000

export interface Site {
  /**
   * The site's address; requests for other sites are skipped. If undefined, every host in the log belongs to the site.
   */
  readonly base?: string | undefined
  /** Globs of paths to include; if empty, every path is included. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** A base URL for logs that have only paths. */
const ANY_SITE = 'https://site.invalid'

/**
 * Returns the page's own id for an address; undefined for an address that belongs to another site or is filtered out.
 */
export function addressesOf({ base, include, exclude }: Site): (target: string, host?: string) => string | undefined {
  const fits = withinGlobs(include, exclude)
  const known = new Map<string, string | undefined>()
  const make = (target: string, host: string | undefined) => {
    const here = base ?? ANY_SITE
    let href = host ? `https://${host}${target}` : target
    // Without a base, ignore hosts and use only paths.
    if (base === undefined) href = href.replace(/^https?:\/\/[^/?#]*/i, '')
    else if (host && target[0] !== '/') href = target
    const id = urlId(href || '/', here)
    return id?.[0] === '/' && fits(id) ? id : undefined
  }
  return (target, host) => {
    const key = host ? `${host} ${target}` : target
    if (known.has(key)) return known.get(key)
    if (known.size >= REMEMBERED) known.clear()
    const id = target.length > LONGEST_TARGET ? undefined : make(target, host)
    known.set(key, id)
    return id
  }
}

/** Cache results by user agent, since there are few distinct ones. */
const agents = new Map<string, boolean>()

/** Whether a user agent is a program rather than a reader's browser. */
export function isProgram(agent: string): boolean {
  let known = agents.get(agent)
  if (known === undefined) {
    if (agents.size >= REMEMBERED) agents.clear()
    agents.set(agent, (known = TOOL.test(agent) || CRAWLER.test(agent)))
  }
  return known
}

/** Whether a browser requested a page and got it. */
export function isView({ method, status, target, agent }: Request): boolean {
  return (
    method === 'GET' && STATUSES.includes(status) && !isProgram(agent) && !ASSET.test(target.replace(/[?#].*$/s, ''))
  )
}
