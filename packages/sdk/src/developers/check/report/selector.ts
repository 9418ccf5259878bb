import * as dom from '../../../lib/dom.ts'

const PLAIN = /^[a-z_][\w-]*$/i
/** Maximum number of classes per element in a selector; more would rarely make it clearer. */
const MOST_CLASSES = 2

/** A selector for an element, ignoring its context: its id or, failing that, its tag and classes. */
export function nameOfElement(element: Element): string {
  const tag = dom.localName(element)
  if (PLAIN.test(dom.id(element))) return `${tag}#${dom.id(element)}`
  return [tag, ...[...dom.classList(element)].filter((name) => PLAIN.test(name)).slice(0, MOST_CLASSES)].join('.')
}

function nth(element: Element): string {
  const before = [...(dom.children(dom.parentNode(element)) ?? [])].filter(
    (each) => dom.localName(each) === dom.localName(element),
  )
  return before.length > 1 ? `:nth-of-type(${before.indexOf(element) + 1})` : ''
}

/** A short CSS selector that is unique in the element's document or shadow root. */
export function selectorOf(element: Element): string {
  const root = dom.getRootNode(element) as ParentNode & Node
  const isUnique = (selector: string) => dom.querySelectorAll(root, selector).length === 1
  let below = ''
  for (let at: Element | null = element; at; at = dom.parentElement(at)) {
    const name = nameOfElement(at)
    if (isUnique(name + below)) return name + below
    below = ` > ${name}${nth(at)}${below}`
    if (isUnique(below.slice(3))) return below.slice(3)
  }
  return below.slice(3)
}

/** An element's opening tag with an additional attribute, as a suggestion to the site's developer. */
export function openingTag(element: Element, attribute: string): string {
  const kept = ['id', 'class']
    .filter((name) => dom.getAttribute(element, name))
    .map((name) => ` ${name}="${dom.getAttribute(element, name)!.trim()}"`)
  return `<${dom.localName(element)}${kept.join('')} ${attribute}>`
}
