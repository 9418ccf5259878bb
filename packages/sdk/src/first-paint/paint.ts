/**
 * The first paint: orders marked lists and fills slots from the snapshot, except those that a frame has already shown.
 */

import { CHILDREN, recall } from '../consent/stored-choice.ts'
import * as dom from '../lib/dom.ts'
import { isPainted } from '../page/guard/viewport.ts'
import { earlyQueue, type FirstPaint, firstOf, handedKey } from '../page/lists/early-queue.ts'
import { reorder } from '../page/order/reorder.ts'
import { isSensitive, nameOf } from '../page/read/marks.ts'
import { holderOf, shown, type Unit, unitsOf } from '../page/read/unit.ts'
import { loadsOnlyImages, prepareSlot, showCreative } from '../page/slots/slot.ts'
import { keepShownCampaigns, readShownCampaigns } from '../web-storage/shown-campaigns.ts'
import { comesBack, readShown } from '../web-storage/shown-order.ts'
import { firstPaintOrder } from './first-paint-order.ts'
import { isProvenUnmanaged, LIST } from './observed-lists.ts'
import { plannedCreative } from './planned-creative.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'

/** Maximum time in milliseconds for which painting is held. */
const BUDGET = 300
/**
 * Painting isn't held for a list that usually arrives later than this, in milliseconds, because first contentful paint
 * would suffer.
 */
const WORTH_WAITING = 150

/**
 * Maximum number of items to read. Lists further down can wait for the tag, and each pass takes longer on a large page.
 */
const MOST = 600

/** Whether the parser has gone past the element, that is, whether anything follows it. */
const isFollowed = (element: Element | null): boolean =>
  !!element && (!!dom.nextSibling(element) || isFollowed(dom.parentElement(element)))

/** Holds the first frame until the list is in order. @returns a function that releases it */
function holdPaint(id: string): () => void {
  // Chromium paints once it reaches the element with this id, so the id must belong to an element after the list. If
  // there is no such element, the link is removed as soon as the list is in order. Other browsers ignore the link. With
  // a <base>, a bare hash would point to another document.
  const href = `${location.href.split('#')[0]}#${id}`
  const link = Object.assign(dom.createElement(document, 'link'), { rel: 'expect', href, blocking: 'render' })
  const paint = () => dom.remove(link)
  dom.insertBefore(dom.head(document), link, null)
  setTimeout(paint, BUDGET)
  return paint
}

/**
 * Records which lists a frame has shown. Measuring positions instead would force a layout that the browser is about to
 * do anyway.
 */
function watchFrames() {
  const shown = new WeakSet<Element>()
  const note = (entries: readonly IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) shown.add(target)
  }
  const frames = new IntersectionObserver(note)
  /** Whether a frame has shown the list since this function was first called for the list. */
  const isShown = (list: Element): boolean => {
    note(frames.takeRecords())
    // Observe the list's children: an empty list shows nothing, and a list with `display: contents` has no box.
    const children = [...dom.children(list)]
    for (const child of children) frames.observe(child)
    return children.some((child) => shown.has(child))
  }
  return [frames, isShown] as const
}

/**
 * Orders a list that a framework is about to hydrate, and passes the order on to the framework. @returns the number of
 * items in the list
 */
function hand(list: Element, name: string, snapshot: Snapshot, { handed }: FirstPaint): number {
  const units: Unit[] = [...dom.children(list)].map((child) => [child])
  const ids = (units: readonly Unit[]) => units.map(([child]) => dom.getAttribute(child!, 'data-inkling-item'))
  const own = ids(units)
  const key = handedKey(name, own)
  // If ids are missing, or none of them is known here, they aren't the ids that the framework uses.
  if (!handed.has(key) && !own.includes(null) && own.some((id) => id! in snapshot.scores)) {
    const wanted = firstPaintOrder(snapshot, list, units, undefined, name)
    handed.set(key, ids(wanted))
    reorder(list, units, wanted)
  }
  return own.length
}

/**
 * Shows the creative planned for a slot, if it may be shown. @param none the undo function for a slot that stays as it
 * is
 */
function fill(slot: Element, snapshot: Snapshot, first: FirstPaint, none: () => void): void {
  const name = nameOf(slot, 'slot')
  const plan = snapshot.slots[name]
  // Request a creative's images even if it may not be shown, because requests must not depend on the reader.
  const prepared = loadsOnlyImages(slot)
    ? prepareSlot(slot, ({ innerHTML }) => snapshot.proved?.includes(name + innerHTML))
    : undefined
  const at = Date.now()
  const before = readShownCampaigns()
  const planned = Array.isArray(plan) && plannedCreative(plan, before, at, (creative) => prepared?.has(creative))
  const creative = (planned ? planned[0] : plan) as string
  // Record the showing before showing the creative. If it can't be recorded, don't show the creative: otherwise every
  // open tab would show it, exceeding the cap.
  const may = !planned || dom.prerendering(document) || keepShownCampaigns([...before, [planned[1], at]])
  const nodes = may ? prepared?.get(creative) : undefined
  const undo = nodes ? showCreative(slot, nodes) : none
  first.slots.set(slot, { prepared, creative: nodes && creative, at, before, undo })
}

/** Orders lists and fills slots as the parser reaches them, until the page has been parsed. */
export function paintFirst(): void {
  const snapshot = readSnapshot()
  const queue = earlyQueue()
  const { content, creatives } = recall()
  // Creatives' images are requested even if nothing is known about the reader, because requests must not depend on
  // that.
  if (!creatives && !(snapshot.known && content)) return
  // Once the page has been parsed, its lists are left to the tag. If another snippet ran first, it has already ordered
  // them.
  if (firstOf(queue) || dom.readyState(document) !== 'loading') return
  const started = performance.now()
  const first: FirstPaint = { lists: new WeakMap(), slots: new WeakMap(), handed: new Map() }
  queue.first = first
  const back = comesBack()

  const page = snapshot.pages[location.pathname]
  let items = 0
  const paint = snapshot.known && (page?.wait as number) <= WORTH_WAITING ? holdPaint(page!.id) : () => {}

  const order = (list: Element, seen: boolean, content: boolean) => {
    const holder = holderOf(list)
    const original = shown(holder)
    const name = nameOf(list, 'list')
    const sorted = !seen && snapshot.known && content && isProvenUnmanaged(snapshot, name)
    const at = performance.now()
    const done = { original, sorted, seen, wait: at - started, at, moved: 0, undo: paint }
    first.lists.set(list, done)
    if (page?.id === LIST + name) paint()
    items += original.length
    if (!sorted) return
    const units = unitsOf(original)
    const wanted = firstPaintOrder(snapshot, list, units, back ? readShown(name) : undefined)
    Object.assign(done, reorder(holder, units, wanted))
  }

  const done = new WeakSet<Element>()
  const [frames, isShown] = watchFrames()
  /** @param painted whether a frame may have shown the existing elements before they could be observed */
  const look = (painted = false) => {
    try {
      // The tag, whose attributes say whether the audience is children, may come after the snippet.
      if (dom.querySelector(document, CHILDREN)) return
      // Consent may have been withdrawn while the page was loading.
      const { content, creatives } = recall()
      for (const each of dom.querySelectorAll(
        document,
        '[data-inkling-list]:not([data-inkling-list] *),[data-inkling-slot],[data-inkling-ranked]',
      )) {
        if (done.has(each) || items > MOST) continue
        const seen = isShown(each) || painted
        if (!(seen || isFollowed(each) || dom.readyState(document) !== 'loading')) continue
        done.add(each)
        if (!seen && creatives && dom.matches(each, '[data-inkling-slot]') && !isSensitive(each))
          fill(each, snapshot, first, paint)
        const ranked = dom.getAttribute(each, 'data-inkling-ranked')
        if (ranked && !seen && !back && snapshot.known && content) items += hand(each, ranked, snapshot, first)
        if (dom.matches(each, '[data-inkling-list]')) order(each, seen, content)
      }
    } catch {
      // Leave the page as the editors made it; the tag reports the problem.
      observer.disconnect()
    }
  }

  const observer = new MutationObserver(() => look())
  observer.observe(document, { childList: true, subtree: true })
  // If the snippet is below the head, or was inserted by a script, lists that already exist may have been seen.
  look(isPainted())
  // readyState changes before anyone, including the tag, receives DOMContentLoaded.
  dom.addEventListener(
    document,
    'readystatechange',
    () => {
      look()
      observer.disconnect()
      frames.disconnect()
    },
    { once: true },
  )
}
