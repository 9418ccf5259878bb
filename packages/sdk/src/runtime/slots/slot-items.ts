import type { Marks } from '../../creatives/campaigns/marks.ts'
import type { ItemContent } from '../../types.ts'

/** What is kept beside the items and is none of them has ids that begin so. */
export const OWN = 'inkling:'
/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
export const SLOT = `${OWN}slot/`

/** A creative's name in its slot, by the id under which it is kept. */
export const creativeOf = (slot: string, id: string): string => id.slice(`${SLOT}${slot}/`.length)

/** A creative as it is kept: what it says, and what its template's attributes say of its campaign. */
export interface StoredCreative {
  readonly slot: string
  readonly creative: string
  readonly content: ItemContent
  readonly marks: Marks
}

/** Of the labels of an item only text is stored: what the attributes say goes along as one of these. */
export function stored({ slot, creative, content, marks }: StoredCreative): ItemContent {
  const tags = Object.entries(marks).map(([name, text]) => `${name}=${text}`)
  return { ...content, id: `${SLOT}${slot}/${creative}`, ...(tags.length && { tags }) }
}

/** In place of a creative that its slot has no longer, or that may not be shown: nothing of it is chosen any more. */
const GONE = 'gone='
export const gone = (id: string): ItemContent => ({ id, text: '', fingerprint: '', tags: [GONE] })

/** The creatives among what is kept, by slot. */
export function bySlot(items: readonly ItemContent[]): Map<string, StoredCreative[]> {
  const slots = new Map<string, StoredCreative[]>()
  for (const content of items) {
    if (!content.id.startsWith(SLOT) || content.tags?.includes(GONE)) continue
    const [slot = '', ...rest] = content.id.slice(SLOT.length).split('/')
    const all = slots.get(slot) ?? []
    slots.set(slot, all)
    all.push({ slot, creative: rest.join('/'), content, marks: Object.fromEntries(readLabels(content.tags)) })
  }
  return slots
}

/** What labels of the form `name=text` say, by name. */
export const readLabels = (tags: readonly string[] = []): Map<string, string> =>
  new Map(tags.map((tag) => [nameIn(tag), tag.slice(tag.indexOf('=') + 1)]))

export const nameIn = (tag: string): string => tag.slice(0, Math.max(0, tag.indexOf('=')))
