import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from '../read/unit.ts'

/** How a picture is loaded follows from where it stands, not from what it shows; numbers count places. */
const PLACED = ['loading', 'fetchpriority', 'sizes', 'decoding', 'aria-posinset', 'aria-setsize', 'value', 'class']
/** Of classes, those that count places: grids that float break their rows at `first` and `last`. */
const COUNTING = /(?<!\S)(\S*[-_])?(first|last|odd|even)(?!\S)/g

const BEARERS = [(unit: Unit) => unit, (unit: Unit) => findAllIn(unit, 'img,iframe,source')]

/** Of an element that has none it is null. */
export type Attribute = string | null | undefined

const countingIn = (classes: Attribute) => classes?.match(COUNTING)?.join(' ') ?? ''

/** Classes as they are in another place: those that count places are that place's. */
const classesAt = (own: Attribute, place: Attribute): Attribute =>
  countingIn(own) === countingIn(place) ? own : `${(own ?? '').replace(COUNTING, '')} ${countingIn(place)}`

/** Gives an attribute back what it was, unless somebody has changed it since. */
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
 * Leaves with each place the attributes that belong to it: its n-th image is loaded as the n-th image there was, its
 * item is numbered as the item there was. Where a place had fewer images, a further one keeps its own.
 *
 * @param before units by place, as they stood
 * @param after units by place, as they are to stand
 * @param note is called with each attribute, before it is changed
 * @returns an undo, for what has not been changed by others since
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
            // What has been loaded is not to wait.
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
