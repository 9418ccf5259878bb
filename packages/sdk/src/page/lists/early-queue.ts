import * as dom from '../../lib/dom.ts'
import { ownGlobal } from '../../lib/own-global.ts'
import { siteInkling } from '../../lib/site-inkling.ts'
import type { FirstList } from '../order/first-list.ts'
import { nameOf } from '../read/marks.ts'
import type { Prepared } from '../slots/slot.ts'

/**
 * What the head snippet did before the first paint. The snippet records this for the tag, which is a separate bundle
 * and loads later.
 */
export interface FirstPaint {
  // Weak maps, so that the entries of removed elements are dropped too.
  readonly lists: WeakMap<Element, FirstList>
  readonly slots: WeakMap<Element, FirstSlot>
  /** For lists that a framework will hydrate: the ids in their current order, keyed by {@link handedKey}. */
  readonly handed: Map<string, ReadonlyArray<string | null>>
}

/** @param ids the ids, in the server's order */
export const handedKey = (list: string, ids: ReadonlyArray<string | null>): string => JSON.stringify([list, ids])

export interface FirstSlot {
  /** The prepared creatives; undefined if none may be shown. */
  readonly prepared: Prepared | undefined
  /** The creative shown, if any. */
  readonly creative: string | undefined
  /**
   * When the snippet processed the slot, in milliseconds since 1970, and the campaign showings recorded before then.
   * Undefined if the snippet is from an older release.
   */
  readonly at?: number
  readonly before?: ReadonlyArray<readonly [campaign: string, at: number]>
  undo(): void
}

/**
 * The queue of early calls, created if necessary. The page may already have created it: `window.inkling =
 * window.inkling || []`.
 */
export function earlyQueue(): unknown[] & { first?: FirstPaint } {
  return ((globalThis as { inkling?: unknown }).inkling = (siteInkling() ?? []) as never)
}

/** The snippet's record of what it did, which it stores as a property of the queue. */
export const firstOf = (queue: object): FirstPaint | undefined => ownGlobal('first', queue) as FirstPaint | undefined

/**
 * Undoes what the snippet did to the lists and slots with this name or, without a name, to all of them.
 *
 * @param only 'slot': leaves lists as they are
 * @returns whether there was anything to undo
 */
export function undoFirst(name?: string, only?: 'slot'): boolean {
  const first = firstOf(siteInkling() ?? [])
  if (!first) return false
  let found = false
  for (const kind of only ? [only] : (['list', 'slot'] as const)) {
    for (const element of dom.querySelectorAll(document, `[data-inkling-${kind}]`)) {
      const done = first[`${kind}s`].get(element) as (FirstList & FirstSlot) | undefined
      if (!(done?.moved || done?.creative) || ![undefined, nameOf(element, kind)].includes(name)) continue
      found = true
      done.undo()
      // Marks the list as undone, so that it is neither undone again nor taken over.
      Object.assign(done, { moved: 0, creative: undefined })
    }
  }
  return found
}
