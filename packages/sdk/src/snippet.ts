/**
 * The head snippet: sorts marked lists, and fills slots, from what localStorage mirrors, before they are first painted.
 * It stands inline in the head, runs before the body is parsed, and gives way as soon as a frame has shown a list.
 */
import { CHILDREN } from './consent/children.ts'
import { recall } from './consent/consent.ts'
import { mirroredScore, readMirror } from './mirror/mirror.ts'
import { earlyQueue, type FirstPaint } from './page/first.ts'
import { itemId } from './page/item.ts'
import { MAX_ITEMS } from './page/list.ts'
import { applyOrder } from './page/order.ts'
import { isSensitive } from './page/sensitive.ts'
import { showCreative } from './page/slot.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from './page/unit.ts'

/** Milliseconds that painting may be held back at most, and beyond which it isn't tried (FCP would suffer). */
const BUDGET = 300
const WORTH_WAITING = 150

function wantedOrder(mirror: ReturnType<typeof readMirror>, children: readonly Element[]): Element[] {
  const units = unitsOf(children)
  const free: Array<{ unit: Unit; score: number }> = []
  const fixed = new Set<Unit>(units.slice(MAX_ITEMS))
  const taken = new Set<string>()
  units.slice(0, MAX_ITEMS).forEach((unit, from) => {
    const id = itemId(unit, document.baseURI)
    const [element] = unit as [Element]
    if (id === undefined || taken.has(id) || element.hasAttribute('data-inkling-pin') || isSensitive(element)) {
      fixed.add(unit)
      return
    }
    taken.add(id)
    free.push({
      unit,
      score: mirroredScore(mirror, id, element.getAttribute('data-inkling-topic'), from, units.length),
    })
  })
  const next = free.sort((a, b) => b.score - a.score).values()
  return units.flatMap((unit) => (fixed.has(unit) ? unit : next.next().value!.unit))
}

/** The parser has gone past it: something follows it, or the document has been parsed. */
function complete(element: Element): boolean {
  if (document.readyState !== 'loading') return true
  for (let node: Node | null = element; node && node !== document.body; node = node.parentNode)
    if (node.nextSibling) return true
  return false
}

function start(): void {
  const consent = recall()
  const mirror = readMirror()
  if (consent.state !== 'granted' || !mirror.editor) return
  const started = performance.now()
  const first: FirstPaint = { lists: new Map(), slots: new Map() }
  earlyQueue().first = first

  const page = mirror.pages[location.pathname]
  if (page && page.wait <= WORTH_WAITING) {
    // Chromium lets go once the element has begun: hence one behind the list. Elsewhere the link does nothing.
    const link = Object.assign(document.createElement('link'), { rel: 'expect', href: `#${page.id}` })
    link.setAttribute('blocking', 'render')
    document.head.append(link)
    setTimeout(() => link.remove(), BUDGET)
  }

  const settle = (list: Element, seen: boolean) => {
    const original = shownChildren(list)
    const done = { original, seen, wait: performance.now() - started, moved: 0, undo: () => {} }
    first.lists.set(list, done)
    if (!seen && consent.content) Object.assign(done, applyOrder(holderOf(list), wantedOrder(mirror, original)))
  }

  const look = (painting: boolean) => {
    // The tag, and with it what it says of the audience, may stand behind the snippet.
    if (document.querySelector(CHILDREN)) return
    if (consent.creatives) {
      for (const slot of document.querySelectorAll('[data-inkling-slot]')) {
        const chosen = mirror.slots[slot.getAttribute('data-inkling-slot') ?? '']
        if (chosen === undefined || first.slots.has(slot) || !complete(slot)) continue
        const template = [...slot.querySelectorAll<HTMLTemplateElement>(':scope > template')].find(
          (each) => each.dataset.inklingCreative === chosen,
        )
        if (template) first.slots.set(slot, { creative: chosen, undo: showCreative(slot, template) })
      }
    }
    for (const list of document.querySelectorAll('[data-inkling-list]')) {
      if (first.lists.has(list) || list.parentElement?.closest('[data-inkling-list]')) continue
      if (complete(list)) settle(list, false)
      else if (painting && list.firstElementChild && list.getBoundingClientRect().top < innerHeight) settle(list, true)
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
    if (document.readyState === 'loading') requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  document.addEventListener('DOMContentLoaded', () => {
    attempt(false)
    observer.disconnect()
  })
}

try {
  start()
} catch {
  // As above.
}
