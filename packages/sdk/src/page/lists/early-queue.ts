import * as dom from '../../lib/dom.ts'
import { ownGlobal } from '../../lib/own-global.ts'
import { siteInkling } from '../../lib/site-inkling.ts'
import type { FirstList } from '../order/first-list.ts'
import { nameOf } from '../read/marks.ts'
import type { Prepared } from '../slots/slot.ts'

/** What the head snippet did before the first paint, for the tag that comes later. The two are bundles of their own. */
export interface FirstPaint {
  // The elements hold what was done to them: what the page lets go of takes it along.
  readonly lists: WeakMap<Element, FirstList>
  readonly slots: WeakMap<Element, FirstSlot>
  /** Ids in the order in which lists stand that a framework is to hydrate, by {@link handedKey}. */
  readonly handed: Map<string, ReadonlyArray<string | null>>
}

/** @param ids in the order in which the server has sent them */
export const handedKey = (list: string, ids: ReadonlyArray<string | null>): string => JSON.stringify([list, ids])

export interface FirstSlot {
  /** Undefined: its creatives must not be shown. */
  readonly prepared: Prepared | undefined
  /** Which of them is shown, if any. */
  readonly creative: string | undefined
  /** When it was looked at, in milliseconds since 1970, and what pages had shown of campaigns by then. Absent: an older snippet's. */
  readonly at?: number
  readonly before?: ReadonlyArray<readonly [campaign: string, at: number]>
  undo(): void
}

/** The early calls' queue, made if need be. Page code may have made it already: `window.inkling = window.inkling || []`. */
export function earlyQueue(): unknown[] & { first?: FirstPaint } {
  return ((globalThis as { inkling?: unknown }).inkling = (siteInkling() ?? []) as never)
}

/** What the snippet did, which it keeps in the queue. */
export const firstOf = (queue: object): FirstPaint | undefined => ownGlobal('first', queue) as FirstPaint | undefined

/** Puts back what the snippet did to the lists and slots of this name, or to all. @returns whether there was anything */
export function undoFirst(name?: string): boolean {
  const first = firstOf(siteInkling() ?? [])
  if (!first) return false
  let found = false
  for (const kind of ['list', 'slot'] as const) {
    for (const element of dom.querySelectorAll(document, `[data-inkling-${kind}]`)) {
      const done = first[`${kind}s`].get(element) as (FirstList & FirstSlot) | undefined
      if (!(done?.moved || done?.creative) || ![undefined, nameOf(element, kind)].includes(name)) continue
      found = true
      done.undo()
      // Nothing is left of it to put back, or to take over.
      Object.assign(done, { moved: 0, creative: undefined })
    }
  }
  return found
}
