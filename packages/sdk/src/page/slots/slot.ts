import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { isSensitive, nameOf } from '../read/marks.ts'
import { pictureAddress } from '../read/picture.ts'
import { copiesOf } from './copies.ts'

/** What a template's attributes say of its campaign, by the attribute's name without `data-inkling-`. */
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

/** Every marked slot with its creatives; an item's text is what the creative says, and the audience that the site names; without words it has its picture alone. */
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
 * What else than an image asks a server for something when it is shown: then the server would learn what was chosen. And what runs
 * without being shown: an image's handlers.
 */
const OTHERS =
  ':is([src],[srcset],[poster],[data],[background]):not(img,picture>source),iframe,link,script,style,image,feImage,use:not([href^="#"]),[onload],[onerror],[style*="url" i],[style*="image-set" i],[style*="\\\\"]'

/** A slot's creatives, by id, as they can be shown. */
export type Prepared = ReadonlyMap<string, readonly Node[]>

/** @returns whether the slot's own content asks for nothing but images. One that waits until it is near is not to wait. */
export function loadsOnlyImages(slot: Element): boolean {
  for (const image of dom.querySelectorAll<HTMLImageElement>(slot, '[loading]')) image.loading = 'eager'
  return !dom.querySelector(slot, OTHERS)
}

/**
 * Makes a slot's creatives ready, and asks for the images of all of them, in the document's order, whichever will be chosen: which
 * requests a page makes says nothing of its reader.
 *
 * @param isAllowed whether a creative has nothing that it may not have: of others nothing is made
 * @param before those that are ready already
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

/** Shows a creative in place of what the slot shows now, within the slot's box. @returns an undo that brings back the very same nodes */
export function showCreative(slot: Element, shown: readonly Node[]): () => void {
  const before = [...dom.childNodes(slot)].filter((node) => dom.nodeName(node) !== 'TEMPLATE')
  const style = dom.style(slot as HTMLElement)
  const { contain, maxBlockSize } = style
  const change = (from: readonly Node[], to: readonly Node[], box: object) => {
    for (const node of from) dom.remove(node as ChildNode)
    dom.prepend(slot, ...to)
    Object.assign(style, box)
  }
  change(before, shown, { contain: 'layout paint', maxBlockSize: '100vh' })
  return () => change(shown, before, { contain, maxBlockSize })
}

/** Whether a slot has nothing of its own to be seen: its place is kept by the page's styles, if it is. */
export const isEmpty = (slot: Element): boolean =>
  [...dom.childNodes(slot)].every(
    (node) => /^(TEMPLATE|#comment)$/.test(dom.nodeName(node)) || !dom.textContent(node)?.trim(),
  ) && !dom.querySelector(slot, 'img,svg,video,canvas,iframe')

/** Does `change`, and undoes it before anything is painted should the element be of another height by it. @returns its undo, unless it was undone */
export function keepingHeight(element: Element, change: () => () => void): (() => void) | undefined {
  const { height } = dom.getBoundingClientRect(element)
  const undo = change()
  if (Math.abs(dom.getBoundingClientRect(element).height - height) < 1) return undo
  undo()
  return undefined
}

/** What the page is about, as its site labels it for slots: Open Graph's section, or a mark on what the page mainly is. */
export function topicOfPage(): string | undefined {
  const meta = dom.querySelector(document, 'meta[property="article:section"]')
  const marked = dom.querySelector(
    document,
    ':is(html,body,main,article)[data-inkling-topic]:not([data-inkling-list] *,[data-inkling-slot] *)',
  )
  return dom.getAttribute(meta, 'content') ?? dom.getAttribute(marked, 'data-inkling-topic') ?? undefined
}
