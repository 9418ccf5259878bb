import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { isSensitive } from '../read/is-sensitive.ts'
import { nameOf } from '../read/name.ts'
import { pictureAddress } from '../read/picture.ts'

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
  ':is([src],[srcset],[poster],[data],[background]):not(img,picture>source),iframe,link,script,style,image,feImage,use:not([href^="#"]),[onload],[onerror],[style*=url],[style*=image-set]'

/** A slot's creatives, by id, as they can be shown. */
export type Prepared = ReadonlyMap<string, readonly Node[]>

/**
 * Makes every creative of a slot ready, and asks for the images of all of them, in the document's order, whichever will be
 * chosen: which requests a page makes says nothing of its reader.
 *
 * @returns undefined when what the slot shows, or one of the creatives, would ask for more than images
 */
export function prepareSlot(slot: Element): Prepared | undefined {
  const templates = [...dom.querySelectorAll<HTMLTemplateElement>(slot, ':scope > template')]
  if (![slot, ...templates.map(({ content }) => content)].every(isQuiet)) return
  return new Map(
    templates.map((template) => [
      template.getAttribute('data-inkling-creative')!,
      // In the document, and not only in the template: images begin to load.
      [...dom.childNodes(dom.importNode(document, template.content, true))],
    ]),
  )
}

/** @returns whether nothing but images would be asked for. An image that waits until it is near is not to wait. */
function isQuiet(root: ParentNode): boolean {
  for (const image of dom.querySelectorAll<HTMLImageElement>(root, '[loading]')) image.loading = 'eager'
  return !dom.querySelector(root, OTHERS)
}

/** Shows a creative in place of what the slot shows now. @returns an undo that brings back the very same nodes */
export function showCreative(slot: Element, shown: readonly Node[]): () => void {
  const before = [...dom.childNodes(slot)].filter((node) => dom.nodeName(node) !== 'TEMPLATE')
  const change = (from: readonly Node[], to: readonly Node[]) => {
    for (const node of from) dom.remove(node as ChildNode)
    dom.prepend(slot, ...to)
  }
  change(before, shown)
  return () => change(shown, before)
}
