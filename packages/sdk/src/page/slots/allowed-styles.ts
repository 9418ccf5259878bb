import * as dom from '../../lib/dom.ts'

/**
 * Properties that style text or a box in place. Shorthands are included for the command line, because its parser
 * doesn't expand them.
 */
const PROPERTIES =
  /^(?:align-(?:content|items|self)|aspect-ratio|background|background-(?:attachment|clip|color|image|origin|position|position-[xy]|repeat|repeat-[xy]|size)|border|border-(?:[a-z]+-){0,2}(?:color|radius|style|width)|border-(?:block|bottom|inline|left|right|top|block-end|block-start|inline-end|inline-start)|border-image-(?:outset|repeat|slice|source|width)|border-collapse|box-(?:shadow|sizing)|color|column-gap|display|flex|flex-(?:basis|direction|flow|grow|shrink|wrap)|font-(?:size|stretch|style|weight)|gap|grid-(?:auto-flow|template-columns|template-rows)|(?:(?:max|min)-)?(?:block-size|height|inline-size|width)|justify-(?:content|items|self)|letter-spacing|line-height|list-style|list-style-(?:image|position|type)|margin|margin-(?:[a-z]+-?){1,2}|object-(?:fit|position)|opacity|overflow-wrap|padding|padding-(?:[a-z]+-?){1,2}|row-gap|text-(?:align|decoration|decoration-(?:color|line|style|thickness)|overflow|shadow|transform|wrap|wrap-mode|wrap-style)|vertical-align|white-space|white-space-collapse|word-break|word-spacing|overflow|overflow-[xy])$/
const FUNCTIONS =
  /^(?:calc|clamp|color|color-mix|hsla?|hwb|lab|lch|light-dark|max|min|minmax|oklab|oklch|repeat|rgba?|(?:repeating-)?(?:conic|linear|radial)-gradient)$/i
/** Values that enlarge an element, or that may be parsed differently from how they look. */
const WRONG = /[\\"'\n]|(?:^|[\s(,])-[\d.]|(?:^|[^.#\w])(?:\d{4}|[\d.]+e\+?\d)|\d\d[dls]?v(?:[bhiw]|max|min)/i

/** @returns the first disallowed declaration in an element's style, as the browser parses it */
export function refusedStyle(element: HTMLElement): string | undefined {
  return declarationsOf(element)
    .filter(([property, value]) => !isAllowed(property, value))
    .map(([property, value]) => `the style ${property}: ${value.slice(0, 60)}`)[0]
}

function isAllowed(property: string, value: string): boolean {
  if (!PROPERTIES.test(property) || !value || WRONG.test(value)) return false
  // Allow only known functions: not url(), image-set() or var(), nor any that browsers may add later.
  return [...value.matchAll(/([\w-]*)\(/g)].every(([, name]) => !name || FUNCTIONS.test(name))
}

function declarationsOf(element: HTMLElement): ReadonlyArray<readonly [property: string, value: string]> {
  const text = dom.getAttribute(element, 'style') ?? ''
  // If a policy forbids inline styles, `element.style` is empty. So the text is parsed using an element that is never
  // shown.
  const style = dom.style(dom.createElement(dom.ownerDocument(element), 'b'))
  if (typeof CSSStyleDeclaration === 'function' && style instanceof CSSStyleDeclaration) {
    style.cssText = text
    return Array.from(style, (property) => [property, style.getPropertyValue(property)] as const)
  }
  // Outside a browser, only the text can be checked, which is slightly stricter.
  return text
    .split(';')
    .filter((part) => part.trim())
    .map((part) => {
      const [property = '', ...value] = part.split(':')
      return [property.trim().toLowerCase(), value.join(':').trim()] as const
    })
}
