/**
 * The head snippet: sorts marked lists, and fills slots, from what localStorage mirrors, before they are first painted.
 * It stands inline in the head, runs before the body is parsed, and gives way as soon as a frame has shown a list.
 */

import { CHILDREN } from './consent/children.ts'
import { recall } from './consent/consent.ts'
import * as dom from './lib/dom.ts'
import { provenFree } from './mirror/free.ts'
import { type Mirror, mirroredScore, readMirror } from './mirror/mirror.ts'
import { comesBack, readShown } from './mirror/shown.ts'
import { earlyQueue, type FirstPaint } from './page/first.ts'
import { headingOf, itemId, itemsAmong } from './page/item.ts'
import { MAX_ITEMS } from './page/list.ts'
import { nameOf } from './page/name.ts'
import { reorder } from './page/reorder.ts'
import { isSensitive } from './page/sensitive.ts'
import { inSight } from './page/sight.ts'
import { showCreative } from './page/slot.ts'
import { withinTemplates } from './page/template.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from './page/unit.ts'

/** Milliseconds that painting may be held back at most, and beyond which it isn't tried (FCP would suffer). */
const BUDGET = 300
const WORTH_WAITING = 150

/** @param back ids in the order in which the reader left the list, when this is a way back to it */
function wantedOrder(mirror: Mirror, units: readonly Unit[], back: readonly string[] | undefined): Unit[] {
  const free: Array<{ unit: Unit; score: number }> = []
  const fixed = new Set<Unit>(units.slice(MAX_ITEMS))
  const taken = new Set<string>()
  const ids = units.slice(0, MAX_ITEMS).map((unit) => itemId(unit, dom.baseURI(document)))
  const isItem = itemsAmong(ids)
  ids.forEach((id, from) => {
    const unit = units[from]!
    const [element] = unit as [Element]
    const left = back ? back.indexOf(id!) : 0
    const topic = dom.getAttribute(element, 'data-inkling-topic')
    // "Older posts", in whatever language: the tag knows such words, and has kept no item of the name.
    const unknown = !back && !topic && !Object.hasOwn(mirror.scores, id!) && !headingOf(unit)
    const stays =
      left < 0 ||
      (unknown && !(from && units[from + 1])) ||
      dom.hasAttribute(element, 'data-inkling-pin') ||
      isSensitive(element)
    if (id === undefined || !isItem(id) || taken.has(id) || stays) {
      fixed.add(unit)
      return
    }
    taken.add(id)
    free.push({ unit, score: back ? -left : mirroredScore(mirror, id, topic, from, units.length) })
  })
  free.sort((a, b) => b.score - a.score)
  return withinTemplates(
    free.map(({ unit }) => unit),
    units,
    fixed,
  )
}

/** The parser has gone past it: something follows it, or the document has been parsed. */
function complete(element: Element): boolean {
  if (dom.readyState(document) !== 'loading') return true
  for (let node: Node | null = element; node && node !== dom.body(document); node = dom.parentNode(node))
    if (dom.nextSibling(node)) return true
  return false
}

function start(): void {
  const consent = recall()
  const mirror = readMirror()
  if (consent.state !== 'granted' || !mirror.editor) return
  const started = performance.now()
  const first: FirstPaint = { lists: new Map(), slots: new Map() }
  earlyQueue().first = first
  const back = comesBack()

  const page = mirror.pages[location.pathname]
  if (page && page.wait <= WORTH_WAITING) {
    // Chromium lets go once the element has begun: hence one behind the list. Elsewhere the link does nothing.
    // With a <base>, a bare hash would lead to another document.
    const href = `${location.href.split('#')[0]}#${page.id}`
    const link = Object.assign(dom.createElement(document, 'link'), { rel: 'expect', href })
    link.setAttribute('blocking', 'render')
    dom.append(dom.head(document), link)
    setTimeout(() => link.remove(), BUDGET)
  }

  const settle = (list: Element, seen: boolean) => {
    const original = shownChildren(list)
    const name = nameOf(list, 'list')
    const sorted = !seen && consent.content && provenFree(mirror, name)
    const at = performance.now()
    const done = { original, sorted, seen, wait: at - started, at, moved: 0, undo: () => {} }
    first.lists.set(list, done)
    if (!sorted) return
    const units = unitsOf(original)
    Object.assign(done, reorder(holderOf(list), units, wantedOrder(mirror, units, back ? readShown(name) : undefined)))
  }

  const look = (painting: boolean) => {
    // The tag, and with it what it says of the audience, may stand behind the snippet.
    if (dom.querySelector(document, CHILDREN)) return
    if (consent.creatives) {
      for (const slot of dom.querySelectorAll(document, '[data-inkling-slot]')) {
        const chosen = mirror.slots[dom.getAttribute(slot, 'data-inkling-slot') ?? '']
        if (chosen === undefined || first.slots.has(slot) || isSensitive(slot) || !complete(slot)) continue
        const template = [...dom.querySelectorAll<HTMLTemplateElement>(slot, ':scope > template')].find(
          (each) => dom.getAttribute(each, 'data-inkling-creative') === chosen,
        )
        if (template) first.slots.set(slot, { creative: chosen, undo: showCreative(slot, template) })
      }
    }
    for (const list of dom.querySelectorAll(document, '[data-inkling-list]')) {
      if (first.lists.has(list) || dom.closest(dom.parentElement(list), '[data-inkling-list]')) continue
      if (complete(list)) settle(list, false)
      else if (painting && dom.firstElementChild(list) && inSight(list)) settle(list, true)
    }
  }
  const attempt = (painting: boolean) => {
    try {
      look(painting)
    } catch {
      // The page stays as the editor made it; the tag reports what it finds.
      observer.disconnect()
    }
  }

  const observer = new MutationObserver(() => attempt(false))
  observer.observe(document, { childList: true, subtree: true })
  // Callbacks of animation frames run just before a frame is painted: what stands then is what the reader sees.
  const frame = () => {
    attempt(true)
    if (dom.readyState(document) === 'loading') requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  dom.addEventListener(document, 'DOMContentLoaded', () => {
    attempt(false)
    observer.disconnect()
  })
}

try {
  start()
} catch {
  // As above.
}
