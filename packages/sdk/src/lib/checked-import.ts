/** Milliseconds after which a server that says nothing counts as gone. */
const PATIENCE = 10_000

/** A module, checked by a hash that the importing file carries: that file's own integrity vouches for it. */
export async function checkedImport<T>(url: string, integrity: string): Promise<T> {
  const check = (cache: RequestCache) => fetch(url, { integrity, cache, signal: AbortSignal.timeout(PATIENCE) })
  // What lies damaged in a cache would be met again on every page.
  await check('default').catch(() => check('reload'))
  return import(url)
}
