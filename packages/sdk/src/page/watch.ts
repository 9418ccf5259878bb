import type { EventKind, Item } from '../types.ts'
import { readItem } from './item.ts'
import type { PageList } from './list.ts'
import type { MetadataByUrl } from './metadata.ts'
import { isSensitive } from './sensitive.ts'
import { urlId } from './url.ts'

/** A click, read or dismissal as the page saw it. */
export interface PageEvent {
  readonly kind: EventKind
  readonly item: Item
  readonly list?: string
  readonly seconds?: number
  /** Milliseconds since 1970. @default now */
  readonly at?: number
}

export interface Watch {
  /** Adds a list to what is watched. */
  list(list: PageList): void
  /** Takes every listener and observer away. */
  stop(): void
}

/** Milliseconds for which half of an item's pixels must be in view (Media Rating Council, viewable impression). */
const IMPRESSION_MS = 1000
/** Words a minute of silent reading (Brysbaert 2019), and the share of a text's time after which it counts as read. */
const WORDS_PER_MINUTE = 238
const READ_SHARE = 0.35
/** Seconds: no text is read in less; no text needs more to count. */
const READ_BOUNDS = [5, 45] as const
/** How much of the text must have been in view. */
const READ_DEPTH = 0.5

/** The page itself as an item: an article marked with `data-inkling-item`, else the page's one <article> under its canonical URL. */
function pageItem(document: Document, metadata: MetadataByUrl): { element: Element; item: Item } | undefined {
  const base = document.baseURI
  const outside = (element: Element) => !element.closest('[data-inkling-list],[data-inkling-slot]')
  const marked = [...document.querySelectorAll('[data-inkling-item]')].find(outside)
  const articles = [...document.querySelectorAll('article')].filter(outside)
  const element = marked ?? (articles.length === 1 ? articles[0] : undefined)
  if (!element || isSensitive(element)) return undefined
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? document.location.href
  const item = readItem([element], metadata, base, marked ? undefined : urlId(canonical, base))
  if (!item) return undefined
  // A whole article's paragraphs are no summary; what the page says of itself is.
  const meta = document.querySelector<HTMLMetaElement>('meta[name=description],meta[property="og:description"]')
  return { element, item: meta?.content ? { ...item, summary: meta.content } : item }
}

/** Calls `done` once the page's item has been read: long enough in view, and far enough down. */
function watchReading(document: Document, record: (event: PageEvent) => void, metadata: MetadataByUrl): () => void {
  const page = pageItem(document, metadata)
  if (!page) return () => {}
  const { element, item } = page
  const words = (element.textContent ?? '').slice(0, 200_000).split(/\s+/).length
  const needed = Math.min(READ_BOUNDS[1], Math.max(READ_BOUNDS[0], (words / WORDS_PER_MINUTE) * 60 * READ_SHARE))
  let seconds = 0
  let deepest = 0
  let read = false
  const tick = () => {
    if (document.visibilityState !== 'visible') return
    seconds++
    const { top, height } = element.getBoundingClientRect()
    const bottom = document.defaultView?.innerHeight ?? 0
    deepest = Math.max(deepest, height > 0 ? (bottom - top) / height : 1)
    if (!read && seconds >= needed && deepest >= READ_DEPTH) {
      read = true
      record({ kind: 'read', item, seconds })
    }
  }
  const timer = setInterval(tick, 1000)
  const leave = () => {
    // Someone who stayed, but not long enough to have read it.
    if (!read && seconds >= 3) record({ kind: 'dwell', item, seconds })
    seconds = 0
  }
  document.defaultView?.addEventListener('pagehide', leave)
  return () => {
    clearInterval(timer)
    document.defaultView?.removeEventListener('pagehide', leave)
  }
}

/**
 * Turns what the reader does into events: impressions, clicks, dismissals and reading. Passive: nothing is prevented,
 * and clicks that a script makes teach nothing.
 */
export function watchPage(
  document: Document,
  record: (event: PageEvent) => void,
  metadata: MetadataByUrl = new Map(),
): Watch {
  const shown = new Map<Element, { item: Item; list: string }>()
  const timers = new Map<Element, ReturnType<typeof setTimeout>>()

  const observer =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver(
          (entries) => {
            for (const { target, intersectionRatio } of entries) {
              clearTimeout(timers.get(target))
              if (intersectionRatio < 0.5) continue
              timers.set(
                target,
                setTimeout(() => {
                  observer?.unobserve(target)
                  const known = shown.get(target)
                  if (known && document.visibilityState === 'visible') record({ kind: 'impression', ...known })
                }, IMPRESSION_MS),
              )
            }
          },
          { threshold: 0.5 },
        )
      : undefined

  const onClick = (event: Event) => {
    const target = event.target as Element | null
    // A right click opens a menu, and no page.
    if (!event.isTrusted || (event as MouseEvent).button === 2 || !target?.closest) return
    for (let element: Element | null = target; element; element = element.parentElement) {
      const known = shown.get(element)
      if (!known) continue
      if (target.closest('[data-inkling-dismiss]')) record({ kind: 'dismiss', ...known })
      else if (target.closest('a[href]')) record({ kind: 'click', ...known })
      return
    }
  }
  document.addEventListener('click', onClick, { passive: true, capture: true })
  // A middle click opens a tab just as well.
  document.addEventListener('auxclick', onClick, { passive: true, capture: true })
  const stopReading = watchReading(document, record, metadata)

  return {
    list({ name, entries }) {
      for (const { unit, item } of entries) {
        if (!item.title) continue
        for (const element of unit) shown.set(element, { item, list: name })
        observer?.observe(unit[0]!)
      }
    },
    stop() {
      observer?.disconnect()
      for (const timer of timers.values()) clearTimeout(timer)
      document.removeEventListener('click', onClick, { capture: true })
      document.removeEventListener('auxclick', onClick, { capture: true })
      stopReading()
      shown.clear()
    },
  }
}
