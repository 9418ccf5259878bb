import type { Own } from './reorder.ts'

/** A change to a list or a slot that can be undone. */
export interface Done {
  readonly name: string
  /** For a list: the page's own order. */
  readonly own?: Own
  undo(): void
}

/** All changes to a page, held weakly by element, so that changes to removed elements can be garbage-collected. */
export interface Arranged {
  readonly of: WeakMap<Element, Done>
  readonly all: Set<WeakRef<Done>>
}

export const nothingArranged = (): Arranged => ({ of: new WeakMap(), all: new Set() })

/** Records a change to an element, replacing any earlier one. */
export function noteDone({ of, all }: Arranged, element: Element, done: Done): void {
  const earlier = of.get(element)
  for (const each of all) {
    const known = each.deref()
    if (!known || known === earlier) all.delete(each)
  }
  of.set(element, done)
  all.add(new WeakRef(done))
}

/** Whether an element has a change that hasn't been undone. */
export function isArranged({ of, all }: Arranged, element: Element): boolean {
  const done = of.get(element)
  return done !== undefined && [...all].some((each) => each.deref() === done)
}

/** Undoes the change to an element, if there is one. */
export function undoOf({ of, all }: Arranged, element: Element): void {
  const done = of.get(element)
  for (const each of all) {
    if (!done || each.deref() !== done) continue
    all.delete(each)
    done.undo()
  }
}

/**
 * Undoes all changes with this name or, without a name, all changes.
 *
 * @param only 'slot': leaves lists as they are
 * @returns whether there were any
 */
export function undoNamed({ all }: Arranged, name?: string, only?: 'slot'): boolean {
  let found = false
  for (const each of all) {
    const done = each.deref()
    if (!done || ![undefined, done.name].includes(name) || (only && done.own)) continue
    found = true
    all.delete(each)
    done.undo()
  }
  return found
}
