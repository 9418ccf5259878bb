import * as dom from '../../lib/dom.ts'

/** A layout shift in a list counts as ours if it occurs within 500 ms after our move. A sum above 0.01 is too much. */
const WINDOW = 500
const MOST = 0.01

/** https://wicg.github.io/layout-instability. Not in TypeScript's DOM types yet. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: ReadonlyArray<{ readonly node?: Node | null }>
}

export interface LayoutShiftWatch {
  /** Whether something that we moved has shifted while in view. If so, nothing else is moved on this page. */
  readonly stopped: boolean
  /** Starts tracking whether a frame has shown the list. */
  watch(list: Element): void
  /** Whether a frame has shown the list since tracking started. */
  seen(list: Element): boolean
  /** Records that we have just moved items of the list. @param at milliseconds since the time origin @default now */
  moved(list: Element, at?: number): void
  /** Must be called when the list has been removed from the page. */
  forget(list: Element): void
  stop(): void
}

/**
 * Pages on which a problem was detected. In a single-page application, this still applies when the reader returns to
 * such a page.
 */
const detected = new WeakSet<Document>()

/**
 * Watches for two things that reordering must never cause: a layout shift (`shift`, with the sum of the shift values),
 * and a list seen in two orders (`flash`). Moves requested by the site aren't reported, because they are meant to be
 * seen.
 */
export function watchLayoutShift(
  document: Document,
  { onDetected }: { readonly onDetected: (kind: 'shift' | 'flash', value: number) => void },
): LayoutShiftWatch {
  const moves = new Map<Element, number>()
  const shown = new WeakSet<Element>()
  const inView = new WeakSet<Element>()
  /** Lists that were moved after a frame had shown them. */
  const changed = new WeakSet<Element>()
  let sum = 0

  const detect = (kind: 'shift' | 'flash', value: number) => {
    if (detected.has(document)) return
    detected.add(document)
    onDetected(kind, value)
  }
  const byUs = (node: Node | null | undefined, time: number) =>
    [...moves].some(([list, at]) => time >= at && time - at <= WINDOW && dom.contains(list, node ?? null))
  const shifts =
    typeof PerformanceObserver === 'function'
      ? new PerformanceObserver((entries) => {
          for (const { value, hadRecentInput, sources, startTime } of entries.getEntries() as LayoutShift[]) {
            if (hadRecentInput || !sources?.length) continue
            // If other elements shifted as well, count only our share.
            sum += (value * sources.filter(({ node }) => byUs(node, startTime)).length) / sources.length
          }
          if (sum > MOST) detect('shift', sum)
        })
      : undefined
  shifts?.observe({ type: 'layout-shift', buffered: true })
  const onFrames = (entries: readonly IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        inView.add(target)
        shown.add(target)
        if (changed.has(target)) detect('flash', 0)
      } else inView.delete(target)
    }
  }
  const frames = typeof IntersectionObserver === 'function' ? new IntersectionObserver(onFrames) : undefined

  return {
    get stopped() {
      return detected.has(document)
    },
    watch: (list) => frames?.observe(list),
    seen(list) {
      onFrames(frames?.takeRecords() ?? [])
      return shown.has(list)
    },
    moved(list, at = performance.now()) {
      const [paint] = performance.getEntriesByType('paint')
      // Nothing can jump before the first paint. Later shifts are caused by the page itself, for example by images that
      // load late.
      if (!paint || at < paint.startTime) return
      onFrames(frames?.takeRecords() ?? [])
      moves.set(list, at)
      if (shown.has(list)) changed.add(list)
      if (inView.has(list)) detect('flash', 0)
    },
    forget(list) {
      frames?.unobserve(list)
      moves.delete(list)
    },
    stop() {
      shifts?.disconnect()
      frames?.disconnect()
    },
  }
}
