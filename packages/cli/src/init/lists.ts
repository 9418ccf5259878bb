/** Finds lists that can be marked with certainty, in pages and in loops of templates. */
import { parse, parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { checkPage } from '../../../sdk/src/developers/check/check-page.ts'
import { unmarkedLists } from '../../../sdk/src/developers/check/lists/unmarked.ts'
import { pageDocument } from '../pages/page-document.ts'
import { shallow } from '../pages/shallow.ts'
import type { Insertion } from './change.ts'
import { type Syntax, tagsIn, withoutCode } from './template.ts'

export interface FoundLists {
  readonly marks: readonly Insertion[]
  /** What looks like a list, but isn't marked, and why. */
  readonly unsure: readonly string[]
}

/** Longest page or template in which lists are looked for, in characters: the search takes about a second. */
const LONGEST = 200_000
/** Attribute that carries an element's place in the source through the parser. */
const PLACE = 'data-inkling-init-place'
const NAME = /^[a-z][\w-]{0,40}$/i
const mark = (name: string) => ` data-inkling-list="${name}"`

function elementsOf(node: Tree.Node): Tree.Element[] {
  const found: Tree.Element[] = []
  const open: Tree.Node[] = [node]
  for (let at = open.pop(); at; at = open.pop()) {
    if ('tagName' in at) found.push(at)
    if ('childNodes' in at) for (const child of at.childNodes) open.push(child)
  }
  return found
}

/** A name for a list that isn't used yet. */
function nameFor(element: Element, used: Set<string>): string {
  const wanted = [element.id, element.getAttribute('class')?.split(/\s+/)[0] ?? '', 'stories'].find((name) =>
    NAME.test(name),
  )!
  let name = wanted
  for (let more = 2; used.has(name); more++) name = `${wanted}-${more}`
  used.add(name)
  return name
}

/**
 * Lists in a page as readers get it. A list is marked if the check finds, once it is marked, that each of its children
 * is an item and nothing is wrong with it.
 */
export function listsInPage(text: string): FoundLists {
  if (text.length > LONGEST) return { marks: [], unsure: ['the page is too long to look for lists.'] }
  const parsed = parse(text, { sourceCodeLocationInfo: true })
  for (const element of elementsOf(parsed)) {
    const place = element.sourceCodeLocation?.startTag?.startOffset
    if (place !== undefined) element.attrs.push({ name: PLACE, value: String(place) })
  }
  const document = pageDocument(serialize(shallow(parsed)), 'http://localhost/index.html')
  const used = new Set(
    [...document.querySelectorAll('[data-inkling-list]')].map((list) => list.getAttribute('data-inkling-list') ?? ''),
  )
  const found = unmarkedLists(document).map((element) => ({ element, name: nameFor(element, used) }))
  for (const { element, name } of found) element.setAttribute('data-inkling-list', name)
  const report = checkPage(document)
  const marks: Insertion[] = []
  const unsure: string[] = []
  for (const { element, name } of found) {
    const list = report.lists.find((each) => each.name === name)
    const wrong = report.findings.find(({ severity, message }) => severity !== 'note' && message.includes(`“${name}”`))
    const place = element.getAttribute(PLACE)
    if (list && !list.fixed && !wrong && place !== null)
      marks.push({ at: Number(place) + 1 + element.localName.length, text: mark(name) })
    else unsure.push(wrong?.message ?? `List “${name}”: some of its children aren't items.`)
  }
  return { marks, unsure }
}

/** The start of a loop over posts, and its end, by language. */
const LOOPS: Partial<Record<Syntax, { readonly start: RegExp; readonly any: RegExp; readonly end: RegExp }>> = {
  liquid: {
    start: /\{%-?\s*for\s+\w+\s+in\s+[\w.]{0,80}(?:posts|articles|stories|news)\b[^%{]{0,200}%\}/g,
    any: /\{%-?\s*for\b/,
    end: /\{%-?\s*endfor\s*-?%\}/g,
  },
  nunjucks: {
    start: /\{%-?\s*for\s+\w+\s+in\s+[\w.]{0,80}(?:posts|postslist|articles|stories|news)\b[^%{]{0,200}%\}/g,
    any: /\{%-?\s*for\b/,
    end: /\{%-?\s*endfor\s*-?%\}/g,
  },
  go: {
    start:
      /\{\{-?\s*range\s+(?:\$\w+\s*:=\s*)?(?:\(?\s*(?:where|first)\b[^{}]{0,200})?\(?[\w.$]{0,80}\.(?:Pages|RegularPages)\b[^{}]{0,200}\}\}/g,
    any: /\{\{-?\s*(?:range|if|with|block|define)\b/,
    end: /\{\{-?\s*end\s*-?\}\}/g,
  },
  handlebars: { start: /\{\{#foreach\s+posts\b[^{}]{0,200}\}\}/g, any: /\{\{#/, end: /\{\{\/foreach\}\}/g },
  blade: {
    start: /@foreach\s*\(\s*\$(?:posts|articles|stories|news)\s+as\s+[^()]{0,200}\)/g,
    any: /@for(?:each|else)?\b/,
    end: /@endforeach\b/g,
  },
}
/** Elements whose children may change places. */
const HOLDERS = /^(?:ul|ol|div|section|main|tbody)$/

/** Whether markup is one element with a link, and nothing beside it. */
function isOneItem(markup: string): boolean {
  const nodes = parseFragment(markup).childNodes.filter(
    (node) => node.nodeName !== '#comment' && !(node.nodeName === '#text' && !(node as Tree.TextNode).value.trim()),
  )
  const [item] = nodes
  return (
    nodes.length === 1 &&
    !!item &&
    elementsOf(item).some(({ tagName, attrs }) => tagName === 'a' && attrs.some(({ name }) => name === 'href'))
  )
}

/**
 * Loops over posts in a template. One is marked if it is all that its element contains, if its body is one element with
 * a link, and if it isn't in a menu.
 *
 * @param name of the list; the file's name is added if there are several
 */
export function listsInLoops(text: string, syntax: Syntax, nameOf: () => string): FoundLists {
  const loop = LOOPS[syntax]
  if (!loop || text.length > LONGEST || /data-inkling-list/.test(text)) return { marks: [], unsure: [] }
  const tags = tagsIn(withoutCode(text, syntax))
  const marks: Insertion[] = []
  const unsure: string[] = []
  for (const start of text.matchAll(loop.start)) {
    const from = start.index + start[0].length
    loop.end.lastIndex = from
    const end = loop.end.exec(text)
    const holder = tags.findLast((tag) => tag.end <= start.index)
    const closing = end && tags.find((tag) => tag.start >= end.index + end[0].length)
    const body = end && text.slice(from, end.index)
    const isSure =
      body &&
      holder &&
      closing &&
      !loop.any.test(body) &&
      !holder.closing &&
      // Its numbers mean something.
      !holder.attributes.has('reversed') &&
      !holder.attributes.has('start') &&
      HOLDERS.test(holder.name) &&
      closing.closing &&
      closing.name === holder.name &&
      !text.slice(holder.end, start.index).trim() &&
      !text.slice(end.index + end[0].length, closing.start).trim() &&
      !isInMenu(tags.slice(0, tags.indexOf(holder))) &&
      isOneItem(withoutCode(body, syntax))
    if (isSure) marks.push({ at: holder.start + 1 + holder.name.length, text: mark(nameOf()) })
    else unsure.push(`a loop over posts (${start[0].slice(0, 60)})`)
  }
  return { marks, unsure }
}

/** Whether a menu is open after these tags. */
function isInMenu(before: ReturnType<typeof tagsIn>): boolean {
  const open = (name: string) =>
    before.filter((tag) => tag.name === name).reduce((sum, { closing }) => sum + (closing ? -1 : 1), 0)
  return ['nav', 'header', 'footer', 'select'].some((name) => open(name) > 0)
}
