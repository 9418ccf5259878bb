import { vi } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import { pageItem } from '../../../../src/page/read/page-item.ts'
import { type PageEvent, type Watch, watchPage } from '../../../../src/page/track/watch-page.ts'

/** An IntersectionObserver controlled by the test. */
export class Eye {
  static all: Eye[] = []
  readonly watched = new Set<Element>()
  constructor(readonly callback: (entries: object[]) => void) {
    Eye.all.push(this)
  }
  observe = (element: Element) => this.watched.add(element)
  unobserve = (element: Element) => this.watched.delete(element)
  disconnect = () => this.watched.clear()
  static see(target: Element, intersectionRatio: number, width = 100, height = 100) {
    const boundingClientRect = { width, height }
    for (const eye of Eye.all)
      if (eye.watched.has(target)) eye.callback([{ target, intersectionRatio, boundingClientRect }])
  }
}

/** Events of a reader. happy-dom never sets `isTrusted`, so the test sets it. */
export function trusted<E extends Event>(target: EventTarget, event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true })
  target.dispatchEvent(event)
  return event
}

export const click = (target: Element, type = 'click', button = 0) =>
  trusted(target, new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, button }))

/** A watched page, its clock, and whether it is visible and focused. */
export class Sample {
  events: PageEvent[] = []
  faults: unknown[] = []
  /** Seconds of reading, as reported each second. */
  readings: Array<readonly [id: string, seconds: number]> = []
  watch: Watch | undefined
  visible = true
  focused = true

  constructor() {
    vi.useFakeTimers()
    Eye.all = []
    vi.stubGlobal('IntersectionObserver', Eye)
    const platform = Object.getPrototypeOf(document)
    Object.defineProperty(platform, 'visibilityState', {
      configurable: true,
      get: () => (this.visible ? 'visible' : 'hidden'),
    })
    platform.hasFocus = () => this.focused
    document.head.innerHTML = document.body.innerHTML = ''
    getSelection()?.removeAllRanges()
  }

  close() {
    this.watch?.stop()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }

  /** Shows and watches a page in place of the last one. @returns finds an element in it */
  open(html: string, head = '') {
    this.watch?.stop()
    this.events = []
    this.readings = []
    document.head.innerHTML = head
    document.body.innerHTML = html
    this.watch = watchPage(
      document,
      (event) => this.events.push(event),
      pageItem(document, readMetadata(document, document.baseURI)),
      (fault) => this.faults.push(fault),
      undefined,
      ({ id }, seconds) => this.readings.push([id, seconds]),
    )
    for (const list of document.querySelectorAll('[data-inkling-list]')) {
      this.watch.list(readList(list, new Map(), document.baseURI))
    }
    return (selector: string) => document.querySelector<HTMLElement>(selector)!
  }

  show(visible: boolean) {
    this.visible = visible
    trusted(document, new Event('visibilitychange'))
  }

  focus(focused: boolean) {
    this.focused = focused
    trusted(window, new Event(focused ? 'focus' : 'blur'))
  }

  leave() {
    trusted(window, new Event('pagehide'))
  }

  /** Lets time pass for a reader who shows activity every ten seconds. */
  stay(seconds: number) {
    for (let left = seconds; left > 0; left -= 10) {
      trusted(document, new Event('pointermove'))
      vi.advanceTimersByTime(Math.min(10, left) * 1000)
    }
  }

  /** Kinds and ids, such as `read /a`. */
  told() {
    return this.events.map(({ kind, item }) => `${kind} ${item.id}`)
  }
}

export const BASE = '<base href="https://paper.example/">'
export const LIST = `<ol data-inkling-list="top"><li id="a"><h3><a href="/a">A</a></h3><button data-inkling-dismiss><b>×</b></button><i>text</i></li>
  <li id="b"><h3><a href="/b">B</a></h3></li><li id="ad">Advertisement</li></ol><a id="out" href="/out">Out</a>`
