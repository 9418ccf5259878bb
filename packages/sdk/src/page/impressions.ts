import type { Subject } from './subject.ts'

/** Milliseconds, shares of an item's pixels, and square pixels from which on the smaller share does (MRC, viewable impressions). */
const IMPRESSION_MS = 1000
const SHARE = 0.5
const LARGE_SHARE = 0.3
const LARGE_AREA = 242_500
/** Shares at which the browser tells of an item: by tenths down to 0.3, then finer, since a tall item fills the window with a few per cent. */
const STEPS = Array.from({ length: 27 }, (_, i) => (i < 8 ? (10 - i) / 10 : LARGE_SHARE * 0.8 ** (i - 7)))

type Box = Pick<IntersectionObserverEntry, 'boundingClientRect' | 'intersectionRatio'>

/** What is being looked at: the boxes of its elements, and the second that runs while enough of them is in view. */
interface Sight {
  readonly subject: Subject
  readonly boxes: Map<Element, Box>
  timer?: ReturnType<typeof setTimeout> | undefined
}

/** Whether enough is in view of what has these boxes; of what is larger than the window, enough to fill half of the window. */
export function enoughInView(boxes: Iterable<Box>, width: number, height: number): boolean {
  let [area, widest, seen] = [0, 0, 0]
  for (const { boundingClientRect: box, intersectionRatio } of boxes) {
    area += box.width * box.height
    widest = Math.max(widest, box.width)
    // Between two steps nothing is told: what is known for certain is the step below.
    seen += box.width * box.height * (STEPS.find((step) => step <= intersectionRatio) ?? 0)
  }
  const share = (area < LARGE_AREA ? SHARE : LARGE_SHARE) * area
  const window = SHARE * Math.min(widest, width) * Math.min(area / widest, height)
  return seen > 0 && seen >= Math.min(share, window)
}

/** Viewable impressions of items, each once a list. */
export class Impressions {
  readonly #sights = new Map<Element, Sight>()
  readonly #seen = new Set<string>()
  readonly #observer: IntersectionObserver | undefined

  /** @param present whether the reader is there to see anything */
  constructor(
    private readonly view: Window,
    private readonly present: () => boolean,
    private readonly onSeen: (subject: Subject) => void,
  ) {
    if (typeof IntersectionObserver !== 'function') return
    this.#observer = new IntersectionObserver(
      (entries) => {
        const changed = new Set<Sight>()
        for (const entry of entries) {
          const sight = this.#sights.get(entry.target)
          sight?.boxes.set(entry.target, entry)
          if (sight) changed.add(sight)
        }
        for (const sight of changed) this.#consider(sight)
      },
      { threshold: STEPS },
    )
  }

  add(subject: Subject): void {
    if (this.#seen.has(keyOf(subject))) return
    const sight: Sight = { subject, boxes: new Map() }
    for (const element of subject.unit) {
      this.#sights.set(element, sight)
      this.#observer?.observe(element)
    }
  }

  delete({ unit }: Subject): void {
    for (const element of unit) {
      clearTimeout(this.#sights.get(element)?.timer)
      this.#sights.delete(element)
      this.#observer?.unobserve(element)
    }
  }

  /** To be called when the reader has come or gone: every second under way starts again. */
  again(): void {
    for (const sight of new Set(this.#sights.values())) this.#consider(sight)
  }

  stop(): void {
    this.#observer?.disconnect()
    for (const { timer } of this.#sights.values()) clearTimeout(timer)
  }

  #consider(sight: Sight): void {
    const { innerWidth, innerHeight } = this.view
    const whole = sight.boxes.size === sight.subject.unit.length
    if (!this.present() || !whole || !enoughInView(sight.boxes.values(), innerWidth, innerHeight)) {
      clearTimeout(sight.timer)
      sight.timer = undefined
    } else {
      sight.timer ??= setTimeout(() => {
        sight.timer = undefined
        const key = keyOf(sight.subject)
        // Focus can go without a word, to a frame of another site.
        if (!this.present() || this.#seen.has(key)) return
        this.#seen.add(key)
        this.delete(sight.subject)
        this.onSeen(sight.subject)
      }, IMPRESSION_MS)
    }
  }
}

const keyOf = ({ list, item }: Subject) => `${list}\n${item.id}`
