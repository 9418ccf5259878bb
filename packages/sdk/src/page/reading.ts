import type { Subject, Tell } from './subject.ts'

/** Words a minute of silent reading (Brysbaert 2019), and the share of a text's time after which it counts as read. */
const WORDS_PER_MINUTE = 238
const READ_SHARE = 0.35
/** Seconds: no text is read in less; no text needs more to count. */
const READ_BOUNDS = [5, 45] as const
/** Characters that hold the words of the longest time that counts, with room to spare. */
const ENOUGH_TEXT = 20_000
/** How much of the text must have been in view. */
const READ_DEPTH = 0.5
/** Seconds: who leaves before has not stayed. */
const STAY = 3
/** A stay is told again once it is longer by this factor: readers go to and fro between tabs. */
const LONGER = 1.5

/** Whether the page's item is read: looked at for long enough, and far enough down. */
export class Reading {
  #seconds = 0
  /** Seconds, at least, of the next stay that is told. */
  #next = STAY
  #read = false
  /** Seconds that the text takes. */
  #needed: number | undefined
  /** Pixels from the top of the text that have been in view. */
  #deepest = 0

  constructor(
    private readonly page: Subject,
    private readonly view: Window,
    private readonly tell: Tell,
  ) {}

  /** One more second of attention. */
  second(): void {
    this.#seconds++
    if (this.#read) return
    const element = this.page.unit[0]!
    const { top, height } = element.getBoundingClientRect()
    this.#deepest = Math.max(this.#deepest, this.view.innerHeight - top)
    if (this.#seconds < READ_BOUNDS[0]) return
    // Not before: a text may come after the page, and counting takes time that a first paint needs.
    this.#needed ??= secondsFor(element)
    if (this.#seconds < this.#needed || this.#deepest < READ_DEPTH * height) return
    this.#read = true
    this.tell('read', this.page, this.#seconds)
  }

  /** Whoever stayed, but not long enough to have read it, may be leaving. */
  leave(): void {
    if (this.#read || this.#seconds < this.#next) return
    this.#next = this.#seconds * LONGER
    this.tell('dwell', this.page, this.#seconds)
  }
}

function secondsFor(text: Element): number {
  const words = (text.textContent ?? '').slice(0, ENOUGH_TEXT).split(/\s+/).length
  return Math.min(READ_BOUNDS[1], Math.max(READ_BOUNDS[0], (words / WORDS_PER_MINUTE) * 60 * READ_SHARE))
}
