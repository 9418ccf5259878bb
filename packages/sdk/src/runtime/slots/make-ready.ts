/** Checks made before a creative is inserted: whether the slot can contain it, and whether its markup is allowed. */

import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import type { FirstSlot } from '../../page/lists/early-queue.ts'
import { refusedIn } from '../../page/slots/allow-list.ts'
import { loadsOnlyImages, type PageSlot, prepareSlot } from '../../page/slots/slot.ts'
import type { CampaignStore } from './campaign-store.ts'

/** Values of `display` on which `contain` has no effect. */
const OPEN_BOX = /^(?:inline|contents|ruby.*|table-(?!c(?:aption|ell)).*)$/

/** @returns false if the slot must stay as it is, which is reported by an error event */
export function mayBeFilled({ name, element }: PageSlot): boolean {
  const { display } = getComputedStyle(element)
  if (OPEN_BOX.test(display)) {
    emitError(
      'creative-unsafe',
      `the slot '${name}' stays as it is: with display: ${display} it keeps nothing in its box. Write inline-block or block`,
    )
    return false
  }
  if (loadsOnlyImages(element)) return true
  emitError(
    'creative-fetches',
    `the slot '${name}' stays as it is: its own content loads more than images, which would tell what was chosen`,
  )
  return false
}

/** @returns whether the template contains disallowed markup, which is reported */
export function isRefused(what: string, { content }: HTMLTemplateElement): boolean {
  const refused = refusedIn(content, dom.baseURI(document))
  if (refused) emitError('creative-unsafe', `${what}: it has ${refused}`)
  return refused !== undefined
}

/** Removes what the snippet shows in a slot, if anything. */
export function takeBack(early: FirstSlot | undefined): void {
  if (early?.creative === undefined) return
  early.undo()
  Object.assign(early, { creative: undefined })
}

/**
 * Prepares a slot's creatives.
 *
 * @returns the creatives that may be shown, and the ids of the refused ones, which are removed from the page
 */
export function makeReady(
  { name, element, creatives }: PageSlot,
  early: FirstSlot | undefined,
  campaigns: CampaignStore,
) {
  const unsafe = new Set<string>()
  const allowed = new Set<HTMLTemplateElement>()
  for (const { item, template } of creatives) {
    if (isRefused(`the creative '${item.id}' of the slot '${name}' is not shown`, template)) unsafe.add(item.id)
    else allowed.add(template)
  }
  campaigns.proved.set(
    element,
    [...allowed].map(({ innerHTML }) => name + innerHTML),
  )
  const nodes = new Map(prepareSlot(element, (template) => allowed.has(template), early?.prepared))
  for (const id of unsafe) nodes.delete(id)
  if (unsafe.has(early?.creative ?? '')) takeBack(early)
  return { nodes, unsafe }
}
