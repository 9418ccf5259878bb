/**
 * Validates what a site's code passes in. Called only when the data is used, so that no page loads the error messages
 * before consent.
 */

import { assertUsage } from '../lib/errors/assert-usage.ts'
import { KINDS } from '../lib/event-kinds.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import type { EventKind, Item } from '../types.ts'

const EXAMPLE = "{ id: '/a', title: 'A headline' }"

const isText = (value: unknown) => typeof value === 'string' && value

/** @throws InklingMisuse on invalid items, too many items, or duplicate ids */
export function checkItems(items: readonly Item[]): void {
  assertUsage(items.length <= MAX_ITEMS, `a list has at most ${MAX_ITEMS} items, not ${items.length}: rank it in parts`)
  const ids = new Set<string>()
  for (const item of items) {
    assertUsage(isText(item?.id) && isText(item.title), `an item needs an id and a title: write ${EXAMPLE}`)
    assertUsage(!ids.has(item.id), `two items share the id '${item.id}': an id names one item`)
    ids.add(item.id)
  }
}

/** @throws InklingMisuse on an unknown kind of event or an invalid item */
export function checkEvent({ kind, item }: { readonly kind: EventKind; readonly item: Item }): void {
  assertUsage(KINDS.includes(kind), `there is no event \`${String(kind)}\`: the kinds are ${KINDS.join(', ')}`)
  checkItems([item])
}
