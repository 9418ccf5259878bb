/** Which requests of a server's log are a reader's view of a page, and of which page. */
import { CRAWLER } from '../../../sdk/src/page/guard/crawler.ts'
import { urlId } from '../../../sdk/src/page/read/url.ts'
import { withinGlobs } from './globs.ts'

/** A request as a server logged it. */
export interface Request {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The reader's network address; with the user agent it tells readers apart, and goes no further than a salted hash. */
  readonly ip: string
  /** Undefined where the log has none. */
  readonly agent: string
  readonly method: string
  readonly status: number
  /** Path and query, or the whole address. */
  readonly target: string
  /** Of the site asked, where the log has it. */
  readonly host?: string | undefined
}

/** What answers a request for a page: the page, or that the reader's copy is still good. */
export const STATUSES = [200, 304]

/** Programs that are no browser, and don't call themselves crawlers: fetchers, monitors, readers of feeds. */
export const TOOLS =
  '^-?$|curl|wget|python|aiohttp|httpx|go-http|java/|okhttp|libwww|perl|ruby|php/|axios|node-fetch|undici|scrapy|headless|phantomjs|monitor|uptime|pingdom|probe|healthcheck|elb-health|feed|rss|postman|nagios|zabbix|scan'

/** As the page itself leaves crawlers out (page/guard/crawler.ts). */
export const CRAWLERS = CRAWLER.source

/** Ends of paths that are parts of pages, or data, and never what a list links to. */
export const ASSETS =
  '[.](?:css|m?js|map|json|xml|txt|ico|png|jpe?g|gif|svg|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gv]|wav|gz|wasm|webmanifest|rss|atom)$'

const TOOL = new RegExp(TOOLS, 'i')
const ASSET = new RegExp(ASSETS, 'i')

/** Characters: as in page/read/url.ts, longer addresses are no item's. */
export const LONGEST_TARGET = 2000

/** Addresses whose id is remembered: making one takes microseconds, and a log has few that differ. */
const REMEMBERED = 20_000

export interface Site {
  /** The site's address; requests for others are left out. Undefined: every host in the log is the site. */
  readonly base?: string | undefined
  /** Globs of paths: what fits none is left out. Empty: every path. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** What no log has: stands for the site where only paths are known. */
const ANY_SITE = 'https://site.invalid'

/** An address as the page's own id for it; undefined for another site's, and for what is left out. */
export function addressesOf({ base, include, exclude }: Site): (target: string, host?: string) => string | undefined {
  const fits = withinGlobs(include, exclude)
  const known = new Map<string, string | undefined>()
  const make = (target: string, host: string | undefined) => {
    const here = base ?? ANY_SITE
    let href = host ? `https://${host}${target}` : target
    // Where no site is named, each host's pages are its own.
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

/** Agents that are remembered: browsers in use are few. */
const agents = new Map<string, boolean>()

/** Whether this user agent is no reader's. */
export function isProgram(agent: string): boolean {
  let known = agents.get(agent)
  if (known === undefined) {
    if (agents.size >= REMEMBERED) agents.clear()
    agents.set(agent, (known = TOOL.test(agent) || CRAWLER.test(agent)))
  }
  return known
}

/** Whether a page was asked for, by a browser, and given. */
export function isView({ method, status, target, agent }: Request): boolean {
  return (
    method === 'GET' && STATUSES.includes(status) && !isProgram(agent) && !ASSET.test(target.replace(/[?#].*$/s, ''))
  )
}
