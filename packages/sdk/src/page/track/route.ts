import { ownGlobal } from '../../lib/own-global.ts'

/**
 * Notices when a single-page application shows another page, without touching its history methods. Where the Navigation
 * API is missing (Firefox before 147, Safari before 26), a step forward is noticed with the next change of the document.
 */
export interface RouteWatch {
  /** Looks whether the address has changed: for moments at which that is likely. */
  look(): void
  stop(): void
}

/** A page is its path and query; a hash leads about inside it. */
const pageOf = ({ pathname, search }: Location): string => pathname + search

/** @param onRoute called after the address has changed; `back` says that a step in the history led there, `from` where it was */
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
