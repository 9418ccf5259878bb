/** Notices when a reader first sees a place in which the arms differ: at the frame that shows it. */

import * as dom from '../../lib/dom.ts'
import type { PageList } from '../../page/read/lists/list.ts'
import type { Unit } from '../../page/read/unit.ts'
import { isPageSeen } from '../page/is-page-seen.ts'

export interface ExposureWatch {
  /** The places of a list in which an experiment's arms differ now, in place of those known before. */
  differ(experiment: string, list: Pick<PageList, 'name' | 'element'>, units: readonly Unit[]): void
  /** Something of a list is shown that the page has drawn by itself: at the next frame. */
  shown(experiment: string, list: string): void
  /** Another view of a page: each experiment may be seen again. */
  turn(): void
  stop(): void
}

interface Place {
  readonly experiment: string
  readonly list: string
  /** Several lists may bear the name. */
  readonly within?: Element
}

/** @param onExposed called once a view for each experiment */
export function watchExposures(
  document: Document,
  signal: AbortSignal,
  onExposed: (experiment: string, list: string) => void,
): ExposureWatch {
  const places = new Map<Element, Place[]>()
  let seen = new Set<string>()
  /** What was drawn while nobody could see it. */
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
          // A slot that one arm leaves empty is seen there where its creative would stand.
          for (const { target, isIntersecting, intersectionRect } of entries)
            for (const place of places.get(target) ?? [])
              if (isIntersecting && (place.within === target || intersectionRect.width * intersectionRect.height > 0))
                expose(place)
        })
      : undefined
  const frame = () => {
    if (isPageSeen()) for (const place of drawn.splice(0)) expose(place)
  }
  /** What stood in view when nobody was there is told again. */
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
