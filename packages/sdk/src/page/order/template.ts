import * as dom from '../../lib/dom.ts'
import { findAllIn, findIn, type Unit } from '../read/unit.ts'
import { breaksOnMove } from './breaks-on-move.ts'

/**
 * An image from this width on (in CSS pixels) belongs to a lead item; thumbnails of common publishing systems are at
 * most 768 wide.
 */
const LARGE = 800
/** Classes that describe an item's state, identity, topic or position rather than its size. */
const INCIDENTAL =
  /^-(is|has|no|js|tag|category|product-cat)-|-\d+$|-(active|current|visited|(un)?read|seen|new|saved|liked|load(ed|ing)|lazy|visible|hidden|sticky|promoted|(in|out-?of-?)stock|sold-?out|sale|first|last|odd|even)$/
/** Exceptions that do affect the size: `is-featured`, `col-6`. */
const SIZING = /-(lead|hero|featured?|large|big|wide|full|main|span|col|w)(-|$)/
/**
 * Taxonomy terms never affect the size, whatever their names, and neither does the `featured` flag of WooCommerce and
 * Ghost.
 */
const TERM = /^(featured$|(tag|category|[a-z]+(_[a-z]+)+)-(?!.*--))/
/**
 * Where the generated classes of WordPress, WooCommerce or Ghost begin, after the theme's own: they list everything
 * about an entry.
 */
const ENTRY = /^(post-\d+|hentry|type-\S+|post tag-\S+)/

/** The normalised classes of an element that affect its size. */
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
 * Names the kind of place that a unit was made for. Units of the same template can be exchanged; a lead card and a
 * small card can't. The name is made from markup that affects the size: the tag, classes from the unit down to its
 * heading, the heading's level, a large image, frames and videos, spans. Parts that an item may lack (a picture, a
 * summary, a badge) are ignored. If the markup is misleading, the site can name the template:
 * `data-inkling-template`.
 */
export function templateOf(unit: Unit): string {
  const [first] = unit as [Element]
  const attribute = (selector: string, name: string) => dom.getAttribute(findIn(unit, selector), name) ?? ''
  const heading = findIn(unit, 'h1,h2,h3,h4,h5,h6')
  // `card--science` with a link into /science/ is the colour of a topic, not a size.
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
    // An inner element's own classes style it and say nothing about the place, unless it is the unit itself.
    // Above the top of a shadow root is the unit.
    if (!unit.includes(element)) element = dom.parentElement(element) ?? first
    classes.push(...sizesOf(element))
  } while (!unit.includes(element))
  parts.push(...classes.filter((name) => !about.some((word) => word && name.endsWith(`-${word}`))))
  return dom.getAttribute(first, 'data-inkling-template') ?? parts.join()
}

/**
 * Fits a wanted order to the places: each place takes the best remaining unit of its own template.
 *
 * @param wanted some of the units, best first. All others keep their places, as do units that a move would disrupt
 * @param units in their current order
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
