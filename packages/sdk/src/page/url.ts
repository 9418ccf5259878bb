// Parameters that say where a reader came from, and nothing of where they are.
const TRACKING =
  /^(?:utm_\w+|\w*clk?id|mc_[ce]id|igshid|ref|referrer|source|_ga|_hs\w+|spm|at_\w+|cmp(?:id)?|ocid|wt_\w+)$/i

/** The address as an id: tracking parameters and hash dropped; on this origin only path and query. Undefined if it isn't http(s). */
export function urlId(href: string, base: string): string | undefined {
  let url: URL
  try {
    url = new URL(href, base)
  } catch {
    return undefined
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  const path = url.pathname + url.search
  return url.origin === new URL(base).origin ? path : url.origin + path
}
