import * as dom from '../../lib/dom.ts'

/** Milliseconds after a move within which a shift of its list counts as caused by it, and the sum that is too much. */
const WINDOW = 500
const MOST = 0.01

/** https://wicg.github.io/layout-instability: not yet in TypeScript's DOM types. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: ReadonlyArray<{ readonly node?: Node | null }>
}

export interface LayoutShiftWatch {
  /** Something we moved has jumped before the reader's eyes: nothing is moved any more on this page. */
  readonly stopped: boolean
  /** Begins to note whether a frame shows the list. */
  watch(list: Element): void
  /** Whether a frame has shown it since. */
  seen(list: Element): boolean
  /** Tells that we have just moved what is in the list. @param at milliseconds since the time origin @default now */
  moved(list: Element, at?: number): void
  /** The list is off the page. */
  forget(list: Element): void
  stop(): void
}

/** Pages whose layout was shifted: another visit of the same page doesn't begin anew. */
const detected = new WeakSet<Document>()

/**
 * Watches for what ordering must never do: shift the layout (`shift`, with the sum of the shifts' values), or let a reader
 * see a list in two orders (`flash`). Of moves that the page asked for, nothing is reported here: they are to be seen.
 */
export function watchLayoutShift(
  document: Document,
  { onDetected }: { readonly onDetected: (kind: 'shift' | 'flash', value: number) => void },
): LayoutShiftWatch {
  const moves = new Map<Element, number>()
  const shown = new WeakSet<Element>()
  const inView = new WeakSet<Element>()
  /** Moved after a frame had shown them. */
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
            // Of a shift that others had a part in, ours alone.
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
      // What nothing has shown yet can't jump: shifts that follow are the page's own, of images that come late.
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
