import * as dom from '../../lib/dom.ts'
import { isPageSeen } from '../page/is-page-seen.ts'

/** Does it as soon as the page is seen: one that is prerendered, or lies in another tab, is no view yet. */
export function onceSeen(signal: AbortSignal, work: () => void): void {
  if (isPageSeen()) {
    work()
    return
  }
  const ended = new AbortController()
  const look = () => {
    if (!isPageSeen()) return
    ended.abort()
    if (!signal.aborted) work()
  }
  for (const kind of ['visibilitychange', 'prerenderingchange'])
    dom.addEventListener(document, kind, look, { signal: ended.signal })
}
