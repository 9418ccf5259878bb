import * as dom from '../../../lib/dom.ts'

/** What differs from one item to the next without making another template of it. */
const PASSING =
  /\d|^(?:odd|even|first|last|active|sticky|(?:is|has|js|tag|topic|category|section|status|format|author)-)/

/** Items of one template can change places without anybody seeing it: same element, same classes, same kind of heading. */
export function templateOf(element: Element): string {
  const classes = [...dom.classList(element)].filter((name) => !PASSING.test(name)).sort()
  const heading = dom.querySelector(element, 'h1,h2,h3,h4,h5,h6')
  return [dom.localName(element), ...classes].join('.') + (heading ? ` > ${dom.localName(heading)}` : '')
}

/** The template that most of these elements follow, and those that follow another. */
export function commonTemplate(elements: readonly Element[]): { readonly name: string; readonly others: Element[] } {
  const counts = new Map<string, number>()
  for (const element of elements) counts.set(templateOf(element), (counts.get(templateOf(element)) ?? 0) + 1)
  const [name = ''] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? []
  return { name, others: elements.filter((element) => templateOf(element) !== name) }
}
