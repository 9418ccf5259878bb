import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { isSensitive, nameOf } from '../read/marks.ts'
import { pictureAddress } from '../read/picture.ts'
import { copiesOf } from './copies.ts'

/** A campaign's attributes on a template, keyed by attribute name without `data-inkling-`. */
export type Marks = { readonly [name in (typeof MARKS)[number]]?: string }

const MARKS = ['campaign', 'cap', 'start', 'end', 'sponsored', 'audience'] as const

export interface PageSlot {
  readonly name: string
  readonly element: Element
  readonly creatives: ReadonlyArray<{
    readonly template: HTMLTemplateElement
    readonly item: Item
    readonly marks: Marks
  }>
}

function marksOf(template: Element): Marks {
  const said = MARKS.map((name) => [name, dom.getAttribute(template, `data-inkling-${name}`)] as const)
  return Object.fromEntries(said.filter(([, text]) => text !== null))
}

/**
 * Finds every marked slot and its creatives. The text of a creative's item is the creative's own text plus the audience
 * named by the site; a creative without text is represented by its picture.
 */
export function findSlots(root: ParentNode): PageSlot[] {
  return [...dom.querySelectorAll(root, '[data-inkling-slot]')].map((element) => {
    const templates = [
      ...dom.querySelectorAll<HTMLTemplateElement>(element, ':scope > template[data-inkling-creative]'),
    ]
    const creatives = templates
      .filter((template) => !isSensitive(template))
      .map((template) => {
        const words = (template.content.textContent ?? '').slice(0, 5000).replace(/\s+/g, ' ').trim()
        const image = dom.querySelector(template.content, 'img[src]')
        const picture = image ? pictureAddress(image, dom.baseURI(document)) : undefined
        const said = words || (image && dom.getAttribute(image, 'alt')?.trim())
        const audience = template.getAttribute('data-inkling-audience')
        const topic = template.getAttribute('data-inkling-topic')
        return {
          template,
          item: {
            id: template.getAttribute('data-inkling-creative') ?? '',
            title: [audience, said].filter(Boolean).join('. ') || picture || '',
            ...(picture && { picture }),
            ...(topic && { topic }),
          },
          marks: marksOf(template),
        }
      })
    return {
      name: nameOf(element, 'slot'),
      element,
      creatives: creatives.filter(({ item }) => item.id),
    }
  })
}

/**
 * Elements other than images that make a request when they are shown, which would tell the server what was chosen, and
 * elements that run code without being shown, such as images with event handlers.
 */
const OTHERS =
  ':is([src],[srcset],[poster],[data],[background]):not(img,picture>source),iframe,link,script,style,image,feImage,use:not([href^="#"]),[onload],[onerror],[style*="url" i],[style*="image-set" i],[style*="\\\\"]'

/** A slot's creatives, ready to be shown, keyed by id. */
export type Prepared = ReadonlyMap<string, readonly Node[]>

/** Makes a slot's lazy images load immediately. @returns whether the slot's own content loads nothing but images */
export function loadsOnlyImages(slot: Element): boolean {
  for (const image of dom.querySelectorAll<HTMLImageElement>(slot, '[loading]')) image.loading = 'eager'
  return !dom.querySelector(slot, OTHERS)
}

/**
 * Prepares a slot's creatives. All of their images start to load in document order, regardless of which creative is
 * chosen later, so that the page's requests reveal nothing about the reader.
 *
 * @param isAllowed tells whether a creative passes the checks; creatives that don't aren't prepared
 * @param before creatives that have already been prepared
 */
export function prepareSlot(
  slot: Element,
  isAllowed: (template: HTMLTemplateElement) => unknown,
  before?: Prepared,
): Prepared {
  const templates = dom.querySelectorAll<HTMLTemplateElement>(slot, ':scope>template[data-inkling-creative]')
  return new Map(
    [...templates].filter(isAllowed).map((template) => {
      const id = template.getAttribute('data-inkling-creative')!
      return [id, before?.get(id) ?? copiesOf(template.content)]
    }),
  )
}

/**
 * Replaces a slot's content with a creative, within the slot's box.
 *
 * @returns a function that restores the original nodes
 */
export function showCreative(slot: Element, shown: readonly Node[]): () => void {
  const before = [...dom.childNodes(slot)].filter((node) => dom.nodeName(node) !== 'TEMPLATE')
  const style = dom.style(slot as HTMLElement)
  const { contain, maxBlockSize, rotate } = style
  const change = (from: readonly Node[], to: readonly Node[], box: object) => {
    for (const node of from) dom.remove(node as ChildNode)
    dom.prepend(slot, ...to)
    Object.assign(style, box)
  }
  // Without a transform, WebKit clips fixed descendants where the slot was before scrolling, so they can cover the rest
  // of the page.
  change(before, shown, { contain: 'layout paint', maxBlockSize: '100vh', rotate: '0deg' })
  return () => change(shown, before, { contain, maxBlockSize, rotate })
}

/** Whether a slot has no visible content of its own. If so, the page's styles decide whether it takes up space. */
export const isEmpty = (slot: Element): boolean =>
  [...dom.childNodes(slot)].every(
    (node) => /^(TEMPLATE|#comment)$/.test(dom.nodeName(node)) || !dom.textContent(node)?.trim(),
  ) && !dom.querySelector(slot, 'img,svg,video,canvas,iframe')

/**
 * Applies `change`, and reverts it before the next paint if the element's height has changed.
 *
 * @returns a function that undoes the change, unless it was reverted
 */
export function keepingHeight(element: Element, change: () => () => void): (() => void) | undefined {
  const { height } = dom.getBoundingClientRect(element)
  const undo = change()
  if (Math.abs(dom.getBoundingClientRect(element).height - height) < 1) return undo
  undo()
  return undefined
}

/** The page's topic, as declared by the site for use in slots: Open Graph's section, or a mark on the main content. */
export function topicOfPage(): string | undefined {
  const meta = dom.querySelector(document, 'meta[property="article:section"]')
  const marked = dom.querySelector(
    document,
    ':is(html,body,main,article)[data-inkling-topic]:not([data-inkling-list] *,[data-inkling-slot] *)',
  )
  return dom.getAttribute(meta, 'content') ?? dom.getAttribute(marked, 'data-inkling-topic') ?? undefined
}
