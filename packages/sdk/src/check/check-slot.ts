import { findSlots } from '../page/slots/slot.ts'
import { few } from './count.ts'
import { otherHosts, ownHosts } from './hosts.ts'
import { notebook } from './notebook.ts'
import type { Finding, SlotReport } from './report.ts'
import { selectorOf } from './selector.ts'

const CREATIVE = '<template data-inkling-creative="an-id" data-inkling-audience="people who hike">…</template>'

/** Slots and their creatives. */
export function checkSlots(
  document: Document,
  base: string,
): { readonly slots: SlotReport[]; readonly findings: Finding[] } {
  const own = ownHosts(document, base)
  const checked = findSlots(document).map(({ name, element, creatives }) => {
    const { findings, note } = notebook(`Slot “${name}”: `)
    const ids = creatives.map(({ item }) => item.id)
    const silent = creatives.find(({ item }) => !item.title)
    if (name.includes('/'))
      note(
        'error',
        'slot-name',
        'no slash may be in its name.',
        element,
        `data-inkling-slot="${name.replace(/\//g, '-')}"`,
      )
    if (!ids.length)
      note('error', 'no-creatives', 'it has no creatives, which are templates directly inside it.', element, CREATIVE)
    if (new Set(ids).size < ids.length) note('warning', 'same-creative', 'two creatives have one id.', element)
    if (silent)
      note(
        'warning',
        'silent-creative',
        `${silent.item.id} has no text to compare. Say whom it is for.`,
        element,
        CREATIVE,
      )
    const hosts = [...new Set(creatives.flatMap(({ template }) => otherHosts(template.content, base, own)))]
    if (hosts.length)
      note(
        'warning',
        'other-host',
        `creatives fetch from ${few(hosts)}: what is fetched tells that host which creative was chosen. Serve their pictures from the page’s own host.`,
        element,
      )
    return { slot: { name, at: selectorOf(element), creatives: ids }, findings }
  })
  return { slots: checked.map(({ slot }) => slot), findings: checked.flatMap(({ findings }) => findings) }
}
