import * as dom from '../lib/dom.ts'
import type { Own } from './order.ts'
import { findAllIn, type Unit } from './unit.ts'

/** How a picture is loaded follows from where it stands, not from what it shows; numbers count places. */
const PLACED = ['loading', 'fetchpriority', 'sizes', 'decoding', 'aria-posinset', 'aria-setsize', 'value']

const bearers = (unit: Unit): Array<readonly Element[]> => [unit, findAllIn(unit, 'img,iframe,source')]

function set(element: Element, name: string, value: string | null | undefined): void {
  if (value == null) dom.removeAttribute(element, name)
  else dom.setAttribute(element, name, value)
}

/**
 * Leaves with each place the attributes that belong to it: its n-th image is loaded as the n-th image there was, its
 * item is numbered as the item there was. Where a place had fewer images, a further one keeps its own.
 *
 * @param before units by place, as they stood
 * @param after units by place, as they are to stand
 * @param placed what was changed before; changed here
 * @returns an undo of all of it, for what nobody else has changed since
 */
export function keepPositions(
  before: readonly Unit[],
  after: readonly Unit[],
  placed: Own['placed'] = new Map(),
): () => void {
  const changes: Array<() => void> = []
  after.forEach((unit, place) => {
    const models = bearers(before[place]!)
    bearers(unit).forEach((elements, kind) => {
      elements.forEach((element, n) => {
        const model = models[kind]![n]
        if (dom.tagName(model) !== dom.tagName(element)) return
        for (const name of PLACED) {
          const own = dom.getAttribute(element, name)
          const value = dom.getAttribute(model, name)
          // What has been loaded is not to wait.
          if (own === value || (value === 'lazy' && dom.complete(element as HTMLImageElement))) continue
          changes.push(() => {
            const names = placed.get(element) ?? new Map()
            const [first, ours] = names.get(name) ?? []
            // What somebody else has written since is theirs.
            placed.set(element, names.set(name, [names.has(name) && ours === own ? first : own, value]))
            set(element, name, value)
          })
        }
      })
    })
  })
  for (const change of changes) change()
  return () => {
    for (const [element, names] of placed)
      for (const [name, [own, ours]] of names) if (dom.getAttribute(element, name) === ours) set(element, name, own)
    placed.clear()
  }
}
