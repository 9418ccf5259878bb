const PLAIN = /^[a-z_][\w-]*$/i
/** Classes of one element in a selector: more make it longer, and seldom any clearer. */
const MOST_CLASSES = 2

/** An element in a selector of its own: its id, else tag and classes. */
export function nameOfElement(element: Element): string {
  const tag = element.localName
  if (PLAIN.test(element.id)) return `${tag}#${element.id}`
  return [tag, ...[...element.classList].filter((name) => PLAIN.test(name)).slice(0, MOST_CLASSES)].join('.')
}

function nth(element: Element): string {
  const before = [...(element.parentNode?.children ?? [])].filter((each) => each.localName === element.localName)
  return before.length > 1 ? `:nth-of-type(${before.indexOf(element) + 1})` : ''
}

/** A short CSS selector that matches this element alone, in its document or shadow root. */
export function selectorOf(element: Element): string {
  const root = element.getRootNode() as ParentNode & Node
  const isUnique = (selector: string) => root.querySelectorAll?.(selector).length === 1
  let below = ''
  for (let at: Element | null = element; at; at = at.parentElement) {
    const name = nameOfElement(at)
    if (isUnique(name + below)) return name + below
    below = ` > ${name}${nth(at)}${below}`
    if (isUnique(below.slice(3))) return below.slice(3)
  }
  return below.slice(3)
}

/** An element's opening tag with one attribute more: what to write. */
export function openingTag(element: Element, attribute: string): string {
  const kept = ['id', 'class']
    .filter((name) => element.getAttribute(name))
    .map((name) => ` ${name}="${element.getAttribute(name)!.trim()}"`)
  return `<${element.localName}${kept.join('')} ${attribute}>`
}
