import type { Own } from './reorder-again.ts'

/** What was done to a list or a slot, and can be put back. */
export interface Done {
  readonly name: string
  /** Of a list: how it stood before. */
  readonly own?: Own
  undo(): void
}

/** All that was done to a page. Each element holds what was done to it: what the page lets go of takes it along. */
export interface Arranged {
  readonly of: WeakMap<Element, Done>
  readonly all: Set<WeakRef<Done>>
}

export const nothingArranged = (): Arranged => ({ of: new WeakMap(), all: new Set() })

/** Notes what was done to an element, in place of what was noted before. */
export function noteDone({ of, all }: Arranged, element: Element, done: Done): void {
  const earlier = of.get(element)
  for (const each of all) {
    const known = each.deref()
    if (!known || known === earlier) all.delete(each)
  }
  of.set(element, done)
  all.add(new WeakRef(done))
}

/** Whether what was done to an element has not been put back. */
export function isArranged({ of, all }: Arranged, element: Element): boolean {
  const done = of.get(element)
  return done !== undefined && [...all].some((each) => each.deref() === done)
}

/** Puts everything of this name back, or everything. @returns whether there was anything */
export function undoNamed({ all }: Arranged, name?: string): boolean {
  let found = false
  for (const each of all) {
    const done = each.deref()
    if (!done || ![undefined, done.name].includes(name)) continue
    found = true
    all.delete(each)
    done.undo()
  }
  return found
}
