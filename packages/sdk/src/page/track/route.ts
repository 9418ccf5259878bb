import { ownGlobal } from '../../lib/own-global.ts'

/**
 * Notices when a single-page application shows another page, without patching the history methods. Browsers without the
 * Navigation API (Firefox before 147, Safari before 26) notice a forward navigation only when the document next
 * changes.
 */
export interface RouteWatch {
  /** Checks whether the URL has changed. Called when a change is likely. */
  look(): void
  stop(): void
}

/** A page is identified by its path and query; the hash is a position on the page. */
const pageOf = ({ pathname, search }: Location): string => pathname + search

/**
 * @param onRoute called after the URL has changed; `back` is true if the reader moved through the browser's history,
 * and `from` is the previous page
 */
export function watchRoute(window: Window, onRoute: (back: boolean, from: string) => void): RouteWatch {
  const abort = new AbortController()
  const options = { signal: abort.signal }
  let shown = pageOf(window.location)
  const look = (back = false) => {
    const now = pageOf(window.location)
    const from = shown
    if (now === from) return
    shown = now
    onRoute(back, from)
  }
  ownGlobal('navigation', window)?.addEventListener(
    'currententrychange',
    (event) => look((event as { navigationType?: string }).navigationType === 'traverse'),
    options,
  )
  window.addEventListener('popstate', () => look(true), options)
  return { look: () => look(), stop: () => abort.abort() }
}
