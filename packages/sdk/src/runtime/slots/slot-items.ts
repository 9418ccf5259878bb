import type { Marks } from '../../creatives/campaigns/marks.ts'
import type { ItemContent } from '../../types.ts'

/** Prefix of the ids of stored rows that aren't items. */
export const OWN = 'inkling:'
/**
 * Prefix of the ids of stored creatives. Creatives are stored so that any page can prepare the next choice for a slot.
 */
export const SLOT = `${OWN}slot/`

/** Extracts the creative's name from its stored id. */
export const creativeOf = (slot: string, id: string): string => id.slice(`${SLOT}${slot}/`.length)

/** A stored creative: its content, and the campaign attributes of its template. */
export interface StoredCreative {
  readonly slot: string
  readonly creative: string
  readonly content: ItemContent
  readonly marks: Marks
}

/** Attributes are stored as tags of the form `name=value`. */
export function stored({ slot, creative, content, marks }: StoredCreative): ItemContent {
  const tags = Object.entries(marks).map(([name, text]) => `${name}=${text}`)
  return { ...content, id: `${SLOT}${slot}/${creative}`, ...(tags.length && { tags }) }
}

/**
 * Tag of a placeholder row. The row replaces a creative that may not be shown or is no longer in its slot, so that the
 * creative is never chosen again.
 */
const GONE = 'gone='
export const gone = (id: string): ItemContent => ({ id, text: '', fingerprint: '', tags: [GONE] })

/** The stored creatives by slot. */
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

/** The values of tags of the form `name=text`, keyed by name. */
export const readLabels = (tags: readonly string[] = []): Map<string, string> =>
  new Map(tags.map((tag) => [nameIn(tag), tag.slice(tag.indexOf('=') + 1)]))

export const nameIn = (tag: string): string => tag.slice(0, Math.max(0, tag.indexOf('=')))
