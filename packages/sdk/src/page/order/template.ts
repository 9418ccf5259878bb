import * as dom from '../../lib/dom.ts'
import { findAllIn, findIn, type Unit } from '../read/unit.ts'
import { breaksOnMove } from './breaks-on-move.ts'

/** CSS pixels from which on an image is a lead's: thumbnails of the common publishing systems end at 768. */
const LARGE = 800
/** Classes that say what has become of an item, which it is, what it is about, or where it stands. */
const INCIDENTAL =
  /^-(is|has|no|js|tag|category|product-cat)-|-\d+$|-(active|current|visited|(un)?read|seen|new|saved|liked|load(ed|ing)|lazy|visible|hidden|sticky|promoted|(in|out-?of-?)stock|sold-?out|sale|first|last|odd|even)$/
/** Of these, the ones that size a place all the same: `is-featured`, `col-6`. */
const SIZING = /-(lead|hero|featured?|large|big|wide|full|main|span|col|w)(-|$)/
/** Terms of taxonomies size nothing, whatever they are called; nor does the flag of WooCommerce and Ghost. */
const TERM = /^(featured$|(tag|category|[a-z]+(_[a-z]+)+)-(?!.*--))/
/** Behind the theme's own classes, where those begin that WordPress, WooCommerce or Ghost write: all they know of an entry. */
const ENTRY = /^(post-\d+|hentry|type-\S+|post tag-\S+)/

/** The classes of an element that size a place, in one spelling. */
function sizesOf(element: Element): string[] {
  const names = dom.getAttribute(element, 'class')?.toLowerCase().split(/\s+/) ?? []
  let isOwn = true
  return names.flatMap((name, at) => {
    const plain = `-${name.replace(/_/g, '-')}`
    isOwn &&= !ENTRY.test(`${name} ${names[at + 1]}`)
    return name && ((SIZING.test(plain) && !TERM.test(name)) || (isOwn && !INCIDENTAL.test(plain))) ? plain : []
  })
}

/**
 * What kind of place a unit was made for: two of one template may change places, a lead card and a small one may not.
 * Made of markup that sizes: tag, classes from the unit down to its heading, level of the heading, a large image, frames
 * and films, spans. What an item may lack (a picture, a summary, a badge) says nothing. Where markup misleads, the site
 * names the template: `data-inkling-template`.
 */
export function templateOf(unit: Unit): string {
  const [first] = unit as [Element]
  const attribute = (selector: string, name: string) => dom.getAttribute(findIn(unit, selector), name) ?? ''
  const heading = findIn(unit, 'h1,h2,h3,h4,h5,h6')
  // `card--science` with a link into /science/ is a topic's colour, and no size.
  const about = `${dom.getAttribute(first, 'data-inkling-topic')}/${attribute('a[href]', 'href')}`
    .toLowerCase()
    .split('/')
  const parts = [
    dom.nodeName(first),
    dom.nodeName(heading),
    dom.nodeName(findIn(unit, 'iframe,video')),
    attribute('[colspan]', 'colspan'),
    dom.getAttribute(first, 'style')?.match(/(grid-|flex|width)[^;]*/g),
    findAllIn(unit, 'img').some((image) => +dom.getAttribute(image, 'width')! >= LARGE),
  ]
  let element = heading ?? findIn(unit, 'a') ?? first
  const classes: string[] = []
  do {
    // Its own classes say how it looks, and nothing of its place, unless it is the unit itself.
    // Above the top of a shadow root stands the unit.
    if (!unit.includes(element)) element = dom.parentElement(element) ?? first
    classes.push(...sizesOf(element))
  } while (!unit.includes(element))
  parts.push(...classes.filter((name) => !about.some((word) => word && name.endsWith(`-${word}`))))
  return dom.getAttribute(first, 'data-inkling-template') ?? parts.join()
}

/**
 * A wanted order as the places allow it: each place takes the next best unit of its own template.
 *
 * @param wanted some of them, best first; every other one keeps its place, and so does what a move would tear down
 * @param units as they stand
 */
export function withinTemplates(wanted: readonly Unit[], units: readonly Unit[]): Unit[] {
  const free = new Set(wanted)
  const templates = new Map(
    units.map((unit) => [unit, free.has(unit) && !breaksOnMove(unit) ? templateOf(unit) : unit]),
  )
  const left = [...wanted]
  return units.map((unit) => {
    const template = templates.get(unit)
    if (template === unit) return unit
    const next = left.findIndex((each) => templates.get(each) === template)
    return left.splice(next, 1)[0]!
  })
}
