import { findSlots } from '../page/slot.ts'
import type { Finding, SlotReport } from './report.ts'
import { openingTag, selectorOf } from './selector.ts'

export interface CheckedSlots {
  readonly slots: SlotReport[]
  readonly findings: Finding[]
}

/** Slots and their creatives. */
export function checkSlots(document: Document): CheckedSlots {
  const findings: Finding[] = []
  const slots = findSlots(document).map(({ name, element, creatives }) => {
    const at = selectorOf(element)
    const say = (severity: Finding['severity'], code: string, message: string, write?: string) =>
      findings.push({ severity, code, message: `Slot “${name}”: ${message}`, at, ...(write && { write }) })
    const ids = creatives.map(({ item }) => item.id)
    if (name.includes('/'))
      say(
        'error',
        'slot-name',
        'its name has a slash in it. Write another name.',
        openingTag(element, `data-inkling-slot="${name.replace(/\//g, '-')}"`),
      )
    if (!ids.length)
      say(
        'error',
        'no-creatives',
        'it has no creatives. They are templates directly inside it, each with an id.',
        '<template data-inkling-creative="an-id">…</template>',
      )
    else if (new Set(ids).size < ids.length)
      say('warning', 'same-creative', 'two creatives have the same id. The first is shown for both.')
    const silent = creatives.filter(({ item }) => !item.title)
    if (silent.length)
      say(
        'warning',
        'silent-creative',
        `no text can be compared with what the reader opened in ${silent.map(({ item }) => item.id).join(', ')}. Say whom it is for.`,
        '<template data-inkling-creative="an-id" data-inkling-audience="people who hike">',
      )
    return { name, at, creatives: ids }
  })
  return { slots, findings }
}
