import * as dom from '../lib/dom.ts'
import type { Item } from '../types.ts'
import { nameOf } from './name.ts'
import { isSensitive } from './sensitive.ts'

export interface PageSlot {
  readonly name: string
  readonly element: Element
  readonly creatives: ReadonlyArray<{ readonly template: HTMLTemplateElement; readonly item: Item }>
}

/** Every marked slot with its creatives; an item's text is what the creative says, and the audience that the site names. */
export function findSlots(root: ParentNode): PageSlot[] {
  return [...dom.querySelectorAll(root, '[data-inkling-slot]')].map((element) => {
    const templates = [
      ...dom.querySelectorAll<HTMLTemplateElement>(element, ':scope > template[data-inkling-creative]'),
    ]
    const creatives = templates
      .filter((template) => !isSensitive(template))
      .map((template) => {
        const title = (template.content.textContent ?? '').slice(0, 5000).replace(/\s+/g, ' ').trim()
        const audience = template.getAttribute('data-inkling-audience')
        const topic = template.getAttribute('data-inkling-topic')
        return {
          template,
          item: {
            id: template.getAttribute('data-inkling-creative') ?? '',
            title: audience ? `${audience}. ${title}` : title,
            ...(topic && { topic }),
          },
        }
      })
    return {
      name: nameOf(element, 'slot'),
      element,
      creatives: creatives.filter(({ item }) => item.id),
    }
  })
}

/** Shows a creative in place of what the slot shows now. @returns an undo that brings back the very same nodes */
export function showCreative(slot: Element, template: HTMLTemplateElement): () => void {
  const before = [...dom.childNodes(slot)].filter((node) => dom.nodeName(node) !== 'TEMPLATE')
  const shown = [...dom.childNodes(template.content.cloneNode(true))]
  for (const node of before) dom.remove(node)
  dom.prepend(slot, ...shown)
  return () => {
    for (const node of shown) dom.remove(node)
    dom.prepend(slot, ...before)
  }
}
