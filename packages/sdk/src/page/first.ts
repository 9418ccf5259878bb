import { siteInkling } from '../lib/site-inkling.ts'
import { nameOf } from './name.ts'

/** What the head snippet did before the first paint, for the tag that comes later. The two are bundles of their own. */
export interface FirstPaint {
  readonly lists: Map<Element, FirstList>
  readonly slots: Map<Element, { readonly creative: string; undo(): void }>
}

export interface FirstList {
  /** The shown children in the page's own order. */
  readonly original: readonly Element[]
  readonly moved: number
  /** The list was given its order, though that may have been the one that it had. */
  readonly sorted: boolean
  /** A frame showed the list before its order was known: it must stay. */
  readonly seen: boolean
  /** Milliseconds from the snippet to the end of the list. */
  readonly wait: number
  /** When it was sorted, in milliseconds since the page's time origin. */
  readonly at: number
  undo(): void
}

declare global {
  interface Window {
    inkling?: unknown[] & { first?: FirstPaint }
  }
}

/** The early calls' queue, made if need be. Page code may have made it already: `window.inkling = window.inkling || []`. */
export function earlyQueue(): unknown[] & { first?: FirstPaint } {
  return (window.inkling = (siteInkling() as Window['inkling']) ?? [])
}

/** What the snippet did to the list or slot of this name, if anything. */
export function firstOf(name: string): { undo(): void } | undefined {
  const first = (siteInkling() as Window['inkling'])?.first
  for (const [list, done] of first?.lists ?? []) if (done.moved && nameOf(list, 'list') === name) return done
  for (const [slot, done] of first?.slots ?? []) if (nameOf(slot, 'slot') === name) return done
  return undefined
}
