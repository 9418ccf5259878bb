import * as dom from '../../../lib/dom.ts'
import { addressOf, headingOf, linkOf } from '../../../page/read/item.ts'
import type { MetadataByUrl } from '../../../page/read/metadata.ts'
import { findIn, type Unit } from '../../../page/read/unit.ts'
import { visibleText } from '../../../page/read/visible-text.ts'
import type { Item } from '../../../types.ts'

export interface ItemSources {
  readonly id: string
  readonly title: string
  /** Undefined if the item doesn't have any. */
  readonly topic: string | undefined
  readonly published: string | undefined
}

function idSource(unit: Unit, { id }: Item, base: string): string {
  if (dom.getAttribute(unit[0]!, 'data-inkling-item')?.trim() === id) return 'data-inkling-item'
  const link = linkOf(unit)
  if (link && addressOf(link, base) === id) {
    if (dom.matches(link, '[itemprop~=url]')) return 'itemprop=url'
    const heading = headingOf(unit)
    return heading && (dom.contains(heading, link) || dom.contains(link, heading))
      ? 'the link of the heading'
      : 'the link with the longest text'
  }
  if (id.startsWith('#')) return 'the id attribute'
  return id.startsWith('=') ? 'the words of the heading' : 'itemid'
}

function titleSource(unit: Unit, { title, picture }: Item): string {
  if (title === picture) return 'the address of its picture'
  if (visibleText(headingOf(unit)) === title) return 'the heading'
  const link = linkOf(unit)
  if (visibleText(link) === title) return 'the text of the link'
  if (dom.getAttribute(link, 'aria-label')?.trim() === title) return 'the label of the link'
  return dom.getAttribute(findIn(unit, 'img[alt]'), 'alt')?.trim() === title
    ? 'the alt of the image'
    : 'its first words'
}

/** The source of each property of an item, as named in the report. */
export function sourcesOf(unit: Unit, item: Item, metadata: MetadataByUrl, base: string): ItemSources {
  const described = metadata.get(addressOf(linkOf(unit), base) ?? item.id) ?? metadata.get(item.id)
  const source = (key: 'topic' | 'published'): string | undefined => {
    const attribute = `data-inkling-${key}`
    if (dom.hasAttribute(unit[0]!, attribute)) return attribute
    return item[key] === undefined ? undefined : item[key] === described?.[key] ? 'JSON-LD' : 'the markup'
  }
  return {
    id: idSource(unit, item, base),
    title: titleSource(unit, item),
    topic: source('topic'),
    published: source('published'),
  }
}
