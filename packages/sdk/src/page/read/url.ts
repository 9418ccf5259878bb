// Query parameters that describe where a reader came from or how a page is displayed, not which page it is.
export const TRACKING =
  /^((utm|at|wt)_\w+|\w*clk?id|mc_[ce]id|igshid|ref(errer)?|source|_ga|_hs\w+|spm|cmp(id)?|ocid|srsltid|amp|inkling)$/i

/** Maximum length of a URL. A longer URL is either data or an attack on the parser. */
const LONGEST = 2000

/**
 * The site to which a URL belongs. URLs that differ only in having "www.", or in using http or https, belong to the
 * same site.
 */
const siteOf = (url: URL) => url.host.replace(/^www\./, '')

/**
 * Normalises a URL to an id that stays the same however a site writes the URL: without a hash, tracking parameters,
 * `index.html`, an AMP suffix or a trailing slash, and, for URLs on this site, with only the path and query. Undefined
 * if the URL isn't http(s), or merely points to an anchor.
 */
export function urlId(href: string, base: string): string | undefined {
  if (href.length > LONGEST || href[0] === '#') return
  try {
    const url = new URL(href, base)
    const { searchParams } = url
    for (const name of [...searchParams.keys()]) if (TRACKING.test(name)) searchParams.delete(name)
    searchParams.sort()
    let path = url.pathname.replace(/%../g, (code) => code.toUpperCase()).replace(/\/(index\.\w+)?$/, '')
    // Only if it follows the name of a page: /tag/amp is about amplifiers.
    if (/[-\d]/.test(path)) path = path.replace(/\/amp$/, '')
    path = (path || '/') + url.search
    const site = siteOf(url)
    if (/^http/.test(url.protocol)) return site === siteOf(new URL(base)) ? path : `https://${site}${path}`
  } catch {
    // Not a valid URL.
  }
}
