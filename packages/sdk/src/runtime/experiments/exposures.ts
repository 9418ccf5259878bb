/** Reports an exposure as soon as a frame shows the reader a place where the arms differ. */

import * as dom from '../../lib/dom.ts'
import type { PageList } from '../../page/read/lists/list.ts'
import type { Unit } from '../../page/read/unit.ts'
import { isPageSeen } from '../page/is-page-seen.ts'

export interface ExposureWatch {
  /** Sets the units of a list that differ between an experiment's arms, replacing those set earlier. */
  differ(experiment: string, list: Pick<PageList, 'name' | 'element'>, units: readonly Unit[]): void
  /**
   * Called when the page itself has rendered a list that differs between arms. The reader sees it in the next frame.
   */
  shown(experiment: string, list: string): void
  /** Starts a new page view, in which each experiment can be exposed again. */
  turn(): void
  stop(): void
}

interface Place {
  readonly experiment: string
  readonly list: string
  /** Distinguishes lists with the same name. */
  readonly within?: Element
}

/** @param onExposed called at most once per experiment and page view */
export function watchExposures(
  document: Document,
  signal: AbortSignal,
  onExposed: (experiment: string, list: string) => void,
): ExposureWatch {
  const places = new Map<Element, Place[]>()
  let seen = new Set<string>()
  /** Places that were rendered while the page was hidden. */
  let drawn: Place[] = []
  const drop = (isGone: (place: Place) => boolean) => {
    for (const [element, all] of places) {
      const left = all.filter((place) => !isGone(place))
      if (left.length) places.set(element, left)
      else {
        places.delete(element)
        observer?.unobserve(element)
      }
    }
  }
  const expose = ({ experiment, list }: Place) => {
    if (signal.aborted || seen.has(experiment)) return
    seen.add(experiment)
    drop((place) => place.experiment === experiment)
    onExposed(experiment, list)
  }
  const observer =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver((entries) => {
          if (!isPageSeen()) return
          // If one arm leaves a slot empty, the place of the slot itself counts as seen.
          for (const { target, isIntersecting, intersectionRect } of entries)
            for (const place of places.get(target) ?? [])
              if (isIntersecting && (place.within === target || intersectionRect.width * intersectionRect.height > 0))
                expose(place)
        })
      : undefined
  const frame = () => {
    if (isPageSeen()) for (const place of drawn.splice(0)) expose(place)
  }
  /** Restarts all observations, so that entries received while the page was hidden are reported again. */
  const look = () => {
    if (!isPageSeen()) return
    requestAnimationFrame(frame)
    for (const element of places.keys()) {
      observer?.unobserve(element)
      observer?.observe(element)
    }
  }
  for (const kind of ['visibilitychange', 'prerenderingchange']) dom.addEventListener(document, kind, look, { signal })
  const watch: ExposureWatch = {
    differ(experiment, { name: list, element: within }, units) {
      drop((place) => place.experiment === experiment && place.within === within)
      if (seen.has(experiment)) return
      for (const element of new Set(units.flat())) {
        places.set(element, [...(places.get(element) ?? []), { experiment, list, within }])
        observer?.observe(element)
      }
    },
    shown(experiment, list) {
      if (seen.has(experiment) || drawn.length > 20) return
      drawn.push({ experiment, list })
      requestAnimationFrame(frame)
    },
    turn() {
      seen = new Set()
      drawn = []
      drop(() => true)
    },
    stop() {
      observer?.disconnect()
      places.clear()
    },
  }
  signal.addEventListener('abort', watch.stop, { once: true })
  return watch
}

/**
 * Runs `work` once the page is visible. A prerendered page or a page in a background tab doesn't count as a view yet.
 */
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
