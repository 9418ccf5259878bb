/**
 * The head snippet: sorts marked lists, and fills slots, from what localStorage snapshots, before they are first painted.
 * It stands inline in the head, runs before the body is parsed, and gives way as soon as a frame has shown a list.
 */

import { CHILDREN, recall } from '../consent/choice.ts'
import { plannedCreative } from '../first-paint/planned-creative.ts'
import { wantedOrder } from '../first-paint/wanted-order.ts'
import * as dom from '../lib/dom.ts'
import { isPainted } from '../page/guard/viewport.ts'
import { earlyQueue, type FirstPaint, firstOf, handedKey } from '../page/lists/early-queue.ts'
import { reorder } from '../page/order/reorder.ts'
import { isSensitive, nameOf } from '../page/read/marks.ts'
import { holderOf, shown, type Unit, unitsOf } from '../page/read/unit.ts'
import { loadsOnlyImages, prepareSlot, showCreative } from '../page/slots/slot.ts'
import { LIST } from '../snapshot/list-waits.ts'
import { keepShownCampaigns, readShownCampaigns } from '../snapshot/shown-campaigns.ts'
import { comesBack, readShown } from '../snapshot/shown-order.ts'
import { readSnapshot, type Snapshot } from '../snapshot/snapshot.ts'
import { isProvenUnmanaged } from '../snapshot/unmanaged-lists.ts'

/** Milliseconds that painting may be held back at most, and beyond which it isn't tried (FCP would suffer). */
const BUDGET = 300
const WORTH_WAITING = 150

/** Items that it looks at: lists further down can wait for the tag, and each look takes longer on a large page. */
const MOST = 600

/** Something follows it: the parser has gone past it. */
const isFollowed = (element: Element | null): boolean =>
  !!element && (!!dom.nextSibling(element) || isFollowed(dom.parentElement(element)))

/** Keeps the first frame back until the list is in order. @returns what lets it go */
function holdPaint(id: string): () => void {
  // Chromium lets go once the element has begun: hence one behind the list. Where there is none, the link goes as soon as
  // the list is in order. Elsewhere it does nothing.
  // With a <base>, a bare hash would lead to another document.
  const href = `${location.href.split('#')[0]}#${id}`
  const link = Object.assign(dom.createElement(document, 'link'), { rel: 'expect', href, blocking: 'render' })
  const paint = () => dom.remove(link)
  dom.insertBefore(dom.head(document), link, null)
  setTimeout(paint, BUDGET)
  return paint
}

/**
 * Notes which lists frames have shown. Asking for places instead would make the browser lay out, within one task, a page that
 * it is about to lay out anyway.
 */
function watchFrames() {
  const shown = new WeakSet<Element>()
  const note = (entries: readonly IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) shown.add(target)
  }
  const frames = new IntersectionObserver(note)
  /** Whether a frame has shown it since this was first asked. */
  const isShown = (list: Element): boolean => {
    note(frames.takeRecords())
    // Its children: an empty list shows nothing, and one with `display: contents` has no box of its own.
    const children = [...dom.children(list)]
    for (const child of children) frames.observe(child)
    return children.some((child) => shown.has(child))
  }
  return [frames, isShown] as const
}

/** Orders a list that a framework is about to hydrate, and hands the order over. @returns how many items it has */
function hand(list: Element, name: string, snapshot: Snapshot, { handed }: FirstPaint): number {
  const units: Unit[] = [...dom.children(list)].map((child) => [child])
  const ids = (units: readonly Unit[]) => units.map(([child]) => dom.getAttribute(child!, 'data-inkling-item'))
  const own = ids(units)
  const key = handedKey(name, own)
  // Ids that are missing, or none of which is known here, aren't those that the framework goes by.
  if (!handed.has(key) && !own.includes(null) && own.some((id) => id! in snapshot.scores)) {
    const wanted = wantedOrder(snapshot, list, units, undefined, name)
    handed.set(key, ids(wanted))
    reorder(list, units, wanted)
  }
  return own.length
}

/** Shows the creative that is planned for a slot, if one may be shown. @param none undoes what wasn't done */
function fill(slot: Element, snapshot: Snapshot, first: FirstPaint, none: () => void): void {
  const name = nameOf(slot, 'slot')
  const plan = snapshot.slots[name]
  // What may not be shown has its images asked for as the others.
  const prepared = loadsOnlyImages(slot)
    ? prepareSlot(slot, ({ innerHTML }) => snapshot.proved?.includes(name + innerHTML))
    : undefined
  const at = Date.now()
  const before = readShownCampaigns()
  const planned = Array.isArray(plan) && plannedCreative(plan, before, at, (creative) => prepared?.has(creative))
  const creative = (planned ? planned[0] : plan) as string
  // Noted before it is shown: what can't be noted would be shown by each of the reader's tabs.
  const may = !planned || dom.prerendering(document) || keepShownCampaigns([...before, [planned[1], at]])
  const nodes = may ? prepared?.get(creative) : undefined
  const undo = nodes ? showCreative(slot, nodes) : none
  first.slots.set(slot, { prepared, creative: nodes && creative, at, before, undo })
}

function start(): void {
  const snapshot = readSnapshot()
  const queue = earlyQueue()
  const { content, creatives } = recall()
  // A creative's images are asked for also when nothing is known yet: what is known changes no request.
  if (!creatives && !(snapshot.known && content)) return
  // Once the page has been parsed its lists are the tag's; and whoever came first on a page has sorted them.
  if (firstOf(queue) || dom.readyState(document) !== 'loading') return
  const started = performance.now()
  const first: FirstPaint = { lists: new WeakMap(), slots: new WeakMap(), handed: new Map() }
  queue.first = first
  const back = comesBack()

  const page = snapshot.pages[location.pathname]
  let items = 0
  const paint = snapshot.known && (page?.wait as number) <= WORTH_WAITING ? holdPaint(page!.id) : () => {}

  const settle = (list: Element, seen: boolean, content: boolean) => {
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
    const wanted = wantedOrder(snapshot, list, units, back ? readShown(name) : undefined)
    Object.assign(done, reorder(holder, units, wanted))
  }

  const done = new WeakSet<Element>()
  const [frames, isShown] = watchFrames()
  /** @param painted a frame may have shown what stands here before it could be watched */
  const look = (painted = false) => {
    try {
      // The tag, and with it what it says of the audience, may stand behind the snippet.
      if (dom.querySelector(document, CHILDREN)) return
      // The yes may have been taken back while the page was coming.
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
        if (dom.matches(each, '[data-inkling-list]')) settle(each, seen, content)
      }
    } catch {
      // The page stays as the editor made it; the tag reports what it finds.
      observer.disconnect()
    }
  }

  const observer = new MutationObserver(() => look())
  observer.observe(document, { childList: true, subtree: true })
  // It stands further down than in the head, or was put in by a script: what is there already may have been seen.
  look(isPainted())
  // It changes before anybody hears of DOMContentLoaded, the tag included.
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

try {
  start()
} catch {
  // As above.
}
