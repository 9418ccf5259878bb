import * as dom from '../../../lib/dom.ts'
import type { Unit } from '../../../page/read/unit.ts'
import type { Item } from '../../../types.ts'
import { count, few } from '../report/count.ts'
import type { Note } from '../report/notebook.ts'
import { selectorOf } from '../report/selector.ts'
import { type BetterList, ENOUGH_ITEMS } from './better.ts'
import { commonTemplate } from './template.ts'
import { whyNoItem } from './why-not.ts'

interface Entry {
  readonly unit: Unit
  readonly item: Item
}

const STABLE_ID = 'data-inkling-item="an-id-that-stays"'

const isItem = (entry: { readonly unit: Unit; readonly item: Item | undefined }): entry is Entry => !!entry.item

/**
 * Whether ids are positional (item-1, item-2, item-3), which means that they refer to different items as soon as the
 * list changes.
 */
function countPlaces(ids: readonly string[]): boolean {
  const numbers = ids.map((id) => Number(/(\d+)$/.exec(id)?.[1] ?? Number.NaN))
  return ids.length > 1 && ids[0]!.startsWith('#') && numbers.every((number, i) => number === numbers[0]! + i)
}

/** Reports elements that keep their place because they are pinned or aren't recognised as items. */
export function checkFixed(
  entries: ReadonlyArray<{ readonly unit: Unit; readonly item: Item | undefined }>,
  note: Note,
): void {
  const items = entries.filter(isItem)
  const none = entries.filter((entry) => !entry.item).map(({ unit }) => unit)
  if (none[0]) {
    const reasons = few(none.map((unit) => `${selectorOf(unit[0]!)} (${whyNoItem(unit)})`))
    const [example] = none[0]
    if (items.length)
      note(
        'note',
        'no-item',
        `elements that are not items keep their place: ${reasons}. That is right for advertisements and headings; others need an id.`,
        example,
        STABLE_ID,
      )
    else note('error', 'no-items', `no element in it is an item: ${reasons}.`, example, STABLE_ID)
  }

  const ids = items.map(({ item }) => item.id)
  const again = items.filter(({ item }, place) => ids.indexOf(item.id) < place)
  if (again[0])
    note(
      'warning',
      'duplicate',
      `elements that repeat an id keep their place: ${few(again.map(({ item }) => item.id))}. Different items need different ids.`,
      again[0].unit[0],
      STABLE_ID,
    )
  const pinned = items.filter(({ item }) => item.pinned)
  if (pinned[0]) note('note', 'pinned', `${count(pinned.length, 'pinned item')}.`, pinned[0].unit[0])
}

/** Reports a list with too few items, and suggests the element that may have been meant. */
export function checkEnough(list: Element, free: readonly Entry[], better: BetterList | undefined, note: Note): void {
  if (free.length >= ENOUGH_ITEMS) return
  const found = `${free.length ? count(free.length, 'item') : 'nothing'} in it can change places; at least ${ENOUGH_ITEMS} are needed.`
  if (better)
    note(
      'error',
      'short',
      `${found} Mark ${selectorOf(better.element)} instead, which has ${count(better.items, 'item')} alike.`,
      better.element,
      `data-inkling-list="${dom.getAttribute(list, 'data-inkling-list') || 'a-name'}"`,
    )
  else
    note(
      'error',
      'short',
      `${found} No element in it or around it has more. If a script fills it, run inkling.check() in the page’s console.`,
      list,
    )
}

/** Checks what is known about the movable items. */
export function checkItems(free: readonly Entry[], note: Note): void {
  const [example] = free[0]?.unit ?? []
  if (!example) return
  const ids = free.map(({ item }) => item.id)
  const linkless = ids.filter((id) => /^[#=]/.test(id))
  if (countPlaces(ids))
    note(
      'warning',
      'counted-ids',
      `ids like ${ids[0]} and ${ids[1]} seem to count places, so they refer to other items as soon as the list changes.`,
      example,
      STABLE_ID,
    )
  else if (linkless.length)
    note(
      'note',
      'no-links',
      `the id of items without a link is an id attribute or the heading’s words: ${few(linkless)}. If these change, set a stable id.`,
      example,
      STABLE_ID,
    )

  const { name, others } = commonTemplate(free.map(({ unit }) => unit))
  if (others.length && free.length > 2)
    note(
      'warning',
      'other-template',
      `${others.length} of ${free.length} items have another template than ${name}: ${few(others.map(([first]) => selectorOf(first!)))}. These only change places among themselves. If the first item is large, style it by its place (:first-child).`,
      others[0]![0],
    )
  if (!free.some(({ item }) => item.topic))
    note(
      'note',
      'no-topics',
      'no item has a topic. With topics, new items are placed better before the first paint.',
      example,
      'data-inkling-topic="science"',
    )
  if (!free.some(({ item }) => item.published))
    note(
      'note',
      'no-dates',
      'no item has a date. Dates show which items are new.',
      example,
      'data-inkling-published="2026-11-20T08:00Z"',
    )
}
