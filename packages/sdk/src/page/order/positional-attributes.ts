import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from '../read/unit.ts'

/** Attributes that depend on an item's place: those that control how pictures load, place numbers, and classes. */
const PLACED = ['loading', 'fetchpriority', 'sizes', 'decoding', 'aria-posinset', 'aria-setsize', 'value', 'class']
/** Classes that depend on the place, such as `first` and `last`, which float grids use to begin and end their rows. */
const COUNTING = /(?<!\S)(\S*[-_])?(first|last|odd|even)(?!\S)/g

const BEARERS = [(unit: Unit) => unit, (unit: Unit) => findAllIn(unit, 'img,iframe,source')]

/** Null if the element doesn't have the attribute. */
export type Attribute = string | null | undefined

const countingIn = (classes: Attribute) => classes?.match(COUNTING)?.join(' ') ?? ''

/** The classes of an element at another place: classes that depend on the place come from the new place. */
const classesAt = (own: Attribute, place: Attribute): Attribute =>
  countingIn(own) === countingIn(place) ? own : `${(own ?? '').replace(COUNTING, '')} ${countingIn(place)}`

/** Restores an attribute, unless another script has changed it since. */
export function restore(element: Element, name: string, own: Attribute, ours: Attribute): void {
  const now = dom.getAttribute(element, name)
  if (now === ours) setAttribute(element, name, own)
  else if (name === 'class') setAttribute(element, name, classesAt(now, own))
}

export function setAttribute(element: Element, name: string, value: Attribute): void {
  if (value == null) dom.removeAttribute(element, name)
  else dom.setAttribute(element, name, value)
}

/**
 * Keeps positional attributes in position: the n-th image of an item takes the loading attributes of the image that it
 * replaces, and the item takes the number of its new position. If the previous item had fewer images, the surplus
 * images keep their own attributes.
 *
 * @param before the units in their current order
 * @param after the same units in their new order
 * @param note called for each attribute before it is changed
 * @returns an undo function, which skips attributes that others have changed since
 */
export function keepPositions(
  before: readonly Unit[],
  after: readonly Unit[],
  note?: (element: Element, name: string, own: Attribute, ours: Attribute) => void,
): () => void {
  const changes: Array<readonly [element: Element, name: string, own: Attribute, ours: Attribute]> = []
  for (const bearers of BEARERS)
    after.forEach((unit, place) => {
      const models = bearers(before[place]!)
      bearers(unit).forEach((element, n) => {
        const model = models[n]
        if (dom.nodeName(model) === dom.nodeName(element))
          for (const name of PLACED) {
            const own = dom.getAttribute(element, name)
            const there = dom.getAttribute(model, name)
            const ours = name === 'class' ? classesAt(own, there) : there
            // Don't make an image lazy if it has already loaded.
            if (own === ours || (ours === 'lazy' && dom.complete(element as HTMLImageElement))) continue
            note?.(element, name, own, ours)
            changes.push([element, name, own, ours])
          }
      })
    })
  for (const [element, name, , ours] of changes) setAttribute(element, name, ours)
  return () => {
    for (const [element, name, own, ours] of changes) restore(element, name, own, ours)
  }
}
