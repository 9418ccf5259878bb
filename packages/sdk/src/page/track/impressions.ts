import type { Subject } from './subject.ts'

/**
 * A viewable impression as defined by the MRC: half of an item's pixels in view for one second, or 30 % for items of at
 * least 242,500 square pixels.
 */
const IMPRESSION_MS = 1000
const SHARE = 0.5
const LARGE_SHARE = 0.3
const LARGE_AREA = 242_500
/**
 * Intersection ratios at which the browser reports: in tenths down to 0.3, then in finer steps, because a few per cent
 * of a tall item may fill the window.
 */
const STEPS = Array.from({ length: 27 }, (_, i) => (i < 8 ? (10 - i) / 10 : LARGE_SHARE * 0.8 ** (i - 7)))

type Box = Pick<IntersectionObserverEntry, 'boundingClientRect' | 'intersectionRatio'>

/** An observed item: the boxes of its elements, and the timer that runs while enough of the item is in view. */
interface Sight {
  readonly subject: Subject
  readonly boxes: Map<Element, Box>
  timer?: ReturnType<typeof setTimeout> | undefined
}

export interface Impressions {
  add(subject: Subject): void
  delete(subject: Subject): void
  /** Like `delete`, but if the subject is added again, it is reported again. */
  forget(subject: Subject): void
  /** Called when the reader arrives or leaves; restarts all running timers. */
  again(): void
  stop(): void
}

/**
 * Whether enough of an item with these boxes is in view. For an item larger than the window, this means that it fills
 * at least half of the window.
 */
export function enoughInView(boxes: Iterable<Box>, width: number, height: number): boolean {
  let [area, widest, seen] = [0, 0, 0]
  for (const { boundingClientRect: box, intersectionRatio } of boxes) {
    const size = box.width * box.height
    area += size
    widest = Math.max(widest, box.width)
    // The browser reports only at these steps, so round down to the nearest one.
    seen += size * (STEPS.find((step) => step <= intersectionRatio) ?? 0)
  }
  const share = (area < LARGE_AREA ? SHARE : LARGE_SHARE) * area
  const window = SHARE * Math.min(widest, width) * Math.min(area / widest, height)
  return seen > 0 && seen >= Math.min(share, window)
}

/** Reports viewable impressions of items, once per item and list. @param present tells whether the reader is present */
export function watchImpressions(
  view: Window,
  present: () => boolean,
  onSeen: (subject: Subject) => void,
): Impressions {
  const sights = new Map<Element, Sight>()
  const seen = new Set<string>()
  const keyOf = ({ list, item }: Subject) => `${list}\n${item.id}`

  const remove = ({ unit }: Subject) => {
    for (const element of unit) {
      clearTimeout(sights.get(element)?.timer)
      sights.delete(element)
      observer?.unobserve(element)
    }
  }
  const consider = (sight: Sight) => {
    const { subject, boxes, timer } = sight
    const inView =
      present() && boxes.size === subject.unit.length && enoughInView(boxes.values(), view.innerWidth, view.innerHeight)
    if (inView === (timer !== undefined)) return
    clearTimeout(timer)
    sight.timer = inView ? setTimeout(finish, IMPRESSION_MS, sight) : undefined
  }
  const finish = (sight: Sight) => {
    sight.timer = undefined
    const { subject } = sight
    const key = keyOf(subject)
    // The page can lose focus without an event.
    if (!present() || seen.has(key)) return
    seen.add(key)
    remove(subject)
    onSeen(subject)
  }
  const observer =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver(
          (entries) => {
            const changed = new Set<Sight>()
            for (const entry of entries) {
              const sight = sights.get(entry.target)
              if (!sight) continue
              sight.boxes.set(entry.target, entry)
              changed.add(sight)
            }
            changed.forEach(consider)
          },
          { threshold: STEPS },
        )
      : undefined

  return {
    add(subject) {
      if (seen.has(keyOf(subject))) return
      const sight: Sight = { subject, boxes: new Map() }
      for (const element of subject.unit) {
        sights.set(element, sight)
        observer?.observe(element)
      }
    },
    delete: remove,
    forget(subject) {
      remove(subject)
      seen.delete(keyOf(subject))
    },
    again() {
      new Set(sights.values()).forEach(consider)
    },
    stop() {
      observer?.disconnect()
      for (const { timer } of sights.values()) clearTimeout(timer)
    },
  }
}
