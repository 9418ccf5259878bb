import { readItem } from '../page/item.ts'
import { idBehind, MAX_ITEMS, readList } from '../page/list.ts'
import type { MetadataByUrl } from '../page/metadata.ts'
import { shownChildren, type Unit, unitsOf } from '../page/unit.ts'
import type { Item } from '../types.ts'
import { count } from './count.ts'
import type { Finding, ListReport, Sources } from './report.ts'
import { nameOfElement, openingTag, selectorOf } from './selector.ts'
import { type ItemSources, sourcesOf } from './sources.ts'
import { commonTemplate } from './template.ts'
import { whyNoItem } from './why-not.ts'

export interface CheckContext {
  readonly base: string
  readonly metadata: MetadataByUrl
  /** Names the framework that made an element, if one did. */
  readonly ownerOf?: ((element: Element) => string | undefined) | undefined
}

export interface CheckedList {
  readonly report: ListReport
  readonly findings: Finding[]
}

/** Elements named in one finding. */
const MOST_NAMED = 3

const few = (texts: readonly string[]): string =>
  texts.slice(0, MOST_NAMED).join('; ') + (texts.length > MOST_NAMED ? `; and ${texts.length - MOST_NAMED} more` : '')

function tally(sources: readonly ItemSources[], key: keyof ItemSources): Sources {
  const counts: Record<string, number> = {}
  for (const each of sources) {
    const source = each[key]
    if (source !== undefined) counts[source] = (counts[source] ?? 0) + 1
  }
  return counts
}

/** Ids that count places: item-1, item-2, item-3. They name another item as soon as the list changes. */
function countPlaces(ids: readonly string[]): boolean {
  const numbers = ids.map((id) => Number(/(\d+)$/.exec(id)?.[1] ?? Number.NaN))
  return ids.length > 1 && ids[0]!.startsWith('#') && numbers.every((number, i) => number === numbers[0]! + i)
}

/** What one marked list is made of, and what is amiss with it. */
export function checkList(list: Element, { base, metadata, ownerOf }: CheckContext): CheckedList {
  const { name, holder, entries } = readList(list, metadata, base)
  const at = selectorOf(list)
  const children = shownChildren(list)
  const units = unitsOf(children)
  const findings: Finding[] = []
  const say = (severity: Finding['severity'], code: string, message: string, write?: string, about = at) =>
    findings.push({ severity, code, message: `List “${name}”: ${message}`, at: about, ...(write && { write }) })

  const usable = entries.filter(({ item }) => item.title)
  const sources = usable.map(({ unit, item }) => sourcesOf(unit, item, metadata, base))
  const items = usable.map(({ item }) => item)
  const free = usable.filter(({ item }) => !item.pinned)
  const report: ListReport = {
    name,
    at,
    items,
    fixed: entries.length - free.length,
    from: {
      id: tally(sources, 'id'),
      title: tally(sources, 'title'),
      topic: tally(sources, 'topic'),
      published: tally(sources, 'published'),
    },
  }

  const owner = ownerOf?.(list) ?? ownerOf?.(holder)
  if (owner)
    say(
      'error',
      'framework',
      `${owner} makes this list, and would undo or trip over another order. Take the attribute away and let ${owner} render the order that inkling.rank(items) gives.`,
    )
  if (!list.getAttribute('data-inkling-list'))
    say('note', 'no-name', 'it has no name of its own.', openingTag(list, 'data-inkling-list="a-name"'))
  if (holder !== list) say('note', 'inner-list', `its items are the children of ${nameOfElement(holder)} inside it.`)

  if (!children.length) {
    say(
      'error',
      'empty',
      'it has no elements in it. If a script fills it later, run inkling.check() in the page’s console.',
    )
    return { report, findings }
  }
  findings.push(...unusable(list, units, { name, at, base, metadata, free: free.length }))
  checkItems(free, say)

  const pinned = usable.length - free.length
  if (pinned)
    say(
      'note',
      'pinned',
      `${count(pinned, 'item')} stay at their places by data-inkling-pin.`.replace(
        '1 item stay at their places',
        '1 item stays at its place',
      ),
    )
  if (units.length > MAX_ITEMS)
    say(
      'warning',
      'too-long',
      `it has ${units.length} elements. The first ${MAX_ITEMS} are ordered, the others keep their places.`,
    )
  const inner = [...list.querySelectorAll('[data-inkling-list]')]
  if (inner.length)
    say(
      'note',
      'nested',
      `the marked lists inside it are moved as parts of its items, and not ordered themselves: ${few(inner.map(selectorOf))}.`,
    )
  if (list.getRootNode() !== list.ownerDocument)
    say(
      'note',
      'shadow',
      'it lies in a shadow root. The snippet doesn’t reach it there: the tag orders it, unless it has been seen.',
    )
  else if (!idBehind(list))
    say(
      'warning',
      'nothing-behind',
      'nothing behind it has an id. The browser can’t be told to wait for it with the first paint. Put an element with an id behind it.',
      `</${list.localName}>\n<div id="after-${name.replace(/[^\w-]+/g, '-')}" hidden></div>`,
    )
  return { report, findings }
}

type Say = (severity: Finding['severity'], code: string, message: string, write?: string, about?: string) => void

/** What holds its place because it can't be told as an item of its own. */
function unusable(
  list: Element,
  units: readonly Unit[],
  { name, at, base, metadata, free }: { name: string; at: string; base: string; metadata: MetadataByUrl; free: number },
): Finding[] {
  const findings: Finding[] = []
  const message = (text: string) => `List “${name}”: ${text}`
  const seen = new Set<string>()
  const none: Unit[] = []
  const again: Array<{ unit: Unit; item: Item }> = []
  for (const unit of units.slice(0, MAX_ITEMS)) {
    const item = readItem(unit, metadata, base)
    if (!item) none.push(unit)
    else if (seen.has(item.id)) again.push({ unit, item })
    else seen.add(item.id)
  }
  const [first] = none
  if (first) {
    const reasons = none.map((unit) => `${selectorOf(unit[0]!)}: ${whyNoItem(unit)}`)
    findings.push({
      severity: free ? 'note' : 'error',
      code: free ? 'no-item' : 'no-items',
      message: message(
        free
          ? `${count(none.length, 'element')} can’t be told as items and keep their places. Right for advertisements and headings; give all others an id. ${few(reasons)}.`
          : `none of its ${count(units.length, 'element')} can be told as an item, so nothing is ordered. ${few(reasons)}.`,
      ),
      at,
      write: openingTag(first[0]!, 'data-inkling-item="an-id-that-stays"'),
    })
  }
  if (again.length)
    findings.push({
      severity: 'warning',
      code: 'duplicate',
      message: message(
        `${count(again.length, 'element')} repeat an id that was there before, and keep their places: ${few(again.map(({ item }) => item.id))}. If they are different things, give each an id.`,
      ),
      at: selectorOf(again[0]!.unit[0]!),
      write: openingTag(again[0]!.unit[0]!, 'data-inkling-item="an-id-that-stays"'),
    })
  if (units.length === 1 && list.children.length === 1 && list.querySelector('ul,ol,table,article'))
    findings.push({
      severity: 'warning',
      code: 'wrapped',
      message: message(
        'it has one element only, with more inside. Put the attribute on the element whose children are the items.',
      ),
      at,
    })
  return findings
}

/** What is known of the items that can be ordered. */
function checkItems(free: ReadonlyArray<{ readonly unit: Unit; readonly item: Item }>, say: Say): void {
  if (!free.length) return
  const example = free[0]!.unit[0]!
  if (free.length < 3)
    say('note', 'short', `it has ${count(free.length, 'item')} that can change places: there is little to order.`)

  const ids = free.map(({ item }) => item.id)
  if (countPlaces(ids))
    say(
      'warning',
      'counted-ids',
      `ids like ${ids[0]} and ${ids[1]} seem to count places. They would name another item tomorrow. Write ids that stay with the item.`,
      openingTag(example, 'data-inkling-item="an-id-that-stays"'),
    )
  else if (ids.some((id) => /^[#=]/.test(id)))
    say(
      'note',
      'no-links',
      `${count(ids.filter((id) => /^[#=]/.test(id)).length, 'item')} without a link are known by an id attribute or by the words of the heading. If these change, write an id.`,
      openingTag(example, 'data-inkling-item="an-id-that-stays"'),
    )

  const { name: common, others } = commonTemplate(free.map(({ unit }) => unit[0]!))
  if (others.length && free.length > 2)
    say(
      'warning',
      'other-template',
      `${others.length} of ${free.length} items are made after another template than ${common}, and change places only with items like them: ${few(others.map(selectorOf))}. If one is larger because it stands first, make it so by its place (:first-child).`,
    )
  if (!free.some(({ item }) => item.topic))
    say(
      'note',
      'no-topics',
      'no item has a topic. With one, new items are placed better, before the first paint above all.',
      openingTag(example, 'data-inkling-topic="science"'),
    )
  if (!free.some(({ item }) => item.published))
    say(
      'note',
      'no-dates',
      'no item has a date. With one, what is new can be told.',
      openingTag(example, 'data-inkling-published="2026-11-20T08:00Z"'),
    )
}
