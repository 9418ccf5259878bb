// Parameters that say where a reader came from or how a page is dressed, and nothing of which page it is.
export const TRACKING =
  /^((utm|at|wt)_\w+|\w*clk?id|mc_[ce]id|igshid|ref(errer)?|source|_ga|_hs\w+|spm|cmp(id)?|ocid|srsltid|amp|inkling)$/i

/** Characters: what is longer is data, or an attack on whoever takes it apart. */
const LONGEST = 2000

/** http and https, with and without www., are one site. */
const siteOf = (url: URL) => url.host.replace(/^www\./, '')

/**
 * The address as an id, the same for every way in which a site writes it: hash, tracking parameters, `index.html`, AMP's
 * suffix and the last slash dropped; on this site only path and query. Undefined if it isn't http(s), or leads nowhere
 * but to a place on its own page.
 */
export function urlId(href: string, base: string): string | undefined {
  if (href.length > LONGEST || href[0] === '#') return
  try {
    const url = new URL(href, base)
    const { searchParams } = url
    for (const name of [...searchParams.keys()]) if (TRACKING.test(name)) searchParams.delete(name)
    searchParams.sort()
    let path = url.pathname.replace(/%../g, (code) => code.toUpperCase()).replace(/\/(index\.\w+)?$/, '')
    // Below the name of a page: /tag/amp is about amplifiers.
    if (/[-\d]/.test(path)) path = path.replace(/\/amp$/, '')
    path = (path || '/') + url.search
    const site = siteOf(url)
    if (/^http/.test(url.protocol)) return site === siteOf(new URL(base)) ? path : `https://${site}${path}`
  } catch {
    // No address.
  }
}
