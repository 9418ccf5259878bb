/** Runs first in each page, injected as text, and records what frames show, layout shifts, events and errors. */

export interface Told {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: the events' details, as the page wrote them down
  readonly detail: any
}

export interface Probe {
  readonly told: Told[]
  readonly errors: string[]
  /** Names of lists that a frame showed in another order than the frame before. */
  readonly flashes: string[]
  /** Layout shifts inside a list without recent input. */
  readonly shifts: Array<{ readonly list: string; readonly value: number }>
  /** While true, flashes and shifts are recorded. */
  watching: boolean
  list(name: string): Element
  /** The list's visible elements in their current order. */
  shown(name: string): Element[]
  /** The text, including that in open shadow roots. */
  textOf(node: Node): string
  /** Whether a list contains the nodes that the page created. */
  sameNodes(name: string): boolean
}

declare global {
  interface Window {
    probe: Probe
  }
}

export function installProbe(): void {
  const roots: ParentNode[] = [document]
  const silent = ['SCRIPT', 'STYLE', 'TEMPLATE', 'LINK', 'META', 'NOSCRIPT']
  const lists = () =>
    roots
      .flatMap((root) => [...root.querySelectorAll('[data-inkling-list]')])
      .filter((list) => !list.parentElement?.closest('[data-inkling-list]'))
  const nameOf = (list: Element) => list.getAttribute('data-inkling-list') || 'list'
  const shownIn = (list: Element) => {
    // If an element around the items is marked, the fixture names the items' parent.
    const holder = list.querySelector(list.tagName === 'TABLE' ? ':scope > tbody' : ':scope > [data-holder]') ?? list
    return [...holder.children].filter((child) => !silent.includes(child.tagName))
  }
  const textOf = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
    const from = (node as Element).shadowRoot ?? node
    if (from !== node || node.nodeType !== Node.ELEMENT_NODE) return [...from.childNodes].map(textOf).join(' ')
    return silent.includes((node as Element).tagName) ? '' : [...node.childNodes].map(textOf).join(' ')
  }

  const born = new Map<Element, Set<Element>>()
  const note = () => {
    for (const list of lists()) {
      const known = born.get(list) ?? new Set()
      born.set(list, known)
      for (const child of shownIn(list)) known.add(child)
    }
  }
  const observer = new MutationObserver(note)
  observer.observe(document, { childList: true, subtree: true })
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    if (init.mode === 'open') {
      roots.push(root)
      observer.observe(root, { childList: true, subtree: true })
    }
    return root
  }
  // Declarative shadow roots.
  document.addEventListener('DOMContentLoaded', () => {
    for (const { shadowRoot } of document.querySelectorAll('*'))
      if (shadowRoot && !roots.includes(shadowRoot)) roots.push(shadowRoot)
  })

  const probe: Probe = {
    told: [],
    errors: [],
    flashes: [],
    shifts: [],
    watching: true,
    list: (name) => {
      const found = lists().find((list) => nameOf(list) === name)
      if (!found) throw new Error(`the page has no list ${name}`)
      return found
    },
    shown: (name) => shownIn(probe.list(name)),
    textOf: (node) => textOf(node).replace(/\s+/g, ' ').trim(),
    sameNodes: (name) => {
      const known = born.get(probe.list(name))
      const shown = probe.shown(name)
      return !known || (known.size === shown.length && shown.every((element) => known.has(element)))
    },
  }
  window.probe = probe

  for (const name of ['ready', 'consent', 'ranked', 'creative', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => {
      const { cause, ...detail } = (event as CustomEvent).detail
      probe.told.push({ name, detail: JSON.parse(JSON.stringify({ ...detail, cause: cause && String(cause) })) })
    })
  }
  addEventListener('error', (event) => {
    // A failed picture or frame fires an event on its element, without a message.
    if (event.message) probe.errors.push(event.message)
  })
  addEventListener('unhandledrejection', (event) => probe.errors.push(String(event.reason)))

  const numbers = new WeakMap<Element, number>()
  let count = 0
  const before = new Map<Element, number[]>()
  const inView = (element: Element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && bottom > top
  }
  const look = () => {
    for (const list of lists()) {
      const seen = shownIn(list)
        .filter(inView)
        .map((element) => {
          if (!numbers.has(element)) numbers.set(element, count++)
          return numbers.get(element)!
        })
      const last = before.get(list) ?? []
      const stayed = last.filter((number) => seen.includes(number))
      const now = seen.filter((number) => last.includes(number))
      if (probe.watching && stayed.join() !== now.join()) probe.flashes.push(nameOf(list))
      before.set(list, seen)
    }
  }
  // Other callbacks may still change what the frame shows, so this one always runs last.
  const request = window.requestAnimationFrame.bind(window)
  let mine = 0
  const last = () => {
    look()
    mine = request(last)
  }
  mine = request(last)
  window.requestAnimationFrame = (callback) => {
    const id = request(callback)
    cancelAnimationFrame(mine)
    mine = request(last)
    return id
  }

  const inList = (node: Node | null) => lists().find((list) => node && list.contains(node))
  try {
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        const shift = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
          sources: Array<{ node: Node | null }>
        }
        const list = shift.sources.map(({ node }) => inList(node)).find(Boolean)
        if (probe.watching && list && !shift.hadRecentInput)
          probe.shifts.push({ list: nameOf(list), value: shift.value })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  } catch {
    // Only Chromium counts layout shifts.
  }
}
