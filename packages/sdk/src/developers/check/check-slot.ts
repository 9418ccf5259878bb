import { campaignFor, type Marks } from '../../creatives/campaigns/marks.ts'
import * as dom from '../../lib/dom.ts'
import { refusedIn } from '../../page/slots/allow-list.ts'
import { DATA_TEMPLATE, FILLED_ELEMENTS } from '../../page/slots/fill-template.ts'
import { findSlots } from '../../page/slots/slot.ts'
import { otherHosts, ownHosts } from './hosts.ts'
import { few } from './report/count.ts'
import { type Note, notebook } from './report/notebook.ts'
import type { Finding, SlotReport } from './report/report.ts'
import { selectorOf } from './report/selector.ts'

const CREATIVE = '<template data-inkling-creative="an-id" data-inkling-audience="people who hike">…</template>'

const DATA =
  '<template data-inkling-template="card"><a data-inkling-href="link"><b data-inkling-text="title"></b></a></template>'

/** @returns what is wrong with a template's campaign attributes */
function wrongMark(id: string, marks: Marks): string | undefined {
  try {
    campaignFor(id, marks, { campaigns: [], off: false })
    return undefined
  } catch (cause) {
    return (cause as Error).message
  }
}

/** Checks the campaign attributes and the contents of creatives. */
function checkCampaigns({ element, creatives }: ReturnType<typeof findSlots>[number], base: string, note: Note): void {
  for (const { item, marks, template } of creatives) {
    const wrong = wrongMark(item.id, marks)
    if (wrong) note('error', 'campaign-mark', `${item.id}: ${wrong}.`, element)
    const refused = refusedIn(template.content, base)
    if (refused) note('error', 'unsafe-creative', `${item.id} is never shown, because it has ${refused}.`, element)
  }
  const template = dom.querySelector<HTMLTemplateElement>(element, DATA_TEMPLATE)
  const refused = template && refusedIn(template.content, base)
  if (refused) note('error', 'unsafe-creative', `its template is never used, because it has ${refused}.`, element)
  if (template && !dom.querySelector(template.content, FILLED_ELEMENTS))
    note('error', 'empty-template', 'its template for campaigns.json has no place for any field.', element, DATA)
}

/** Checks slots and their creatives. */
export function checkSlots(
  document: Document,
  base: string,
): { readonly slots: SlotReport[]; readonly findings: Finding[] } {
  const own = ownHosts(document, base)
  const checked = findSlots(document).map((slot) => {
    const { name, element, creatives } = slot
    const { findings, note } = notebook(`Slot “${name}”: `)
    checkCampaigns(slot, base, note)
    const ids = creatives.map(({ item }) => item.id)
    const silent = creatives.find(({ item }) => !item.title)
    if (name.includes('/'))
      note(
        'error',
        'slot-name',
        'its name must not contain a slash.',
        element,
        `data-inkling-slot="${name.replace(/\//g, '-')}"`,
      )
    if (!ids.length && !dom.querySelector(element, DATA_TEMPLATE))
      note('error', 'no-creatives', 'it has no creatives, which are templates directly inside it.', element, CREATIVE)
    if (new Set(ids).size < ids.length) note('warning', 'same-creative', 'two creatives have the same id.', element)
    if (silent)
      note(
        'warning',
        'silent-creative',
        `${silent.item.id} has no text to compare. Describe its audience.`,
        element,
        CREATIVE,
      )
    const hosts = [...new Set(creatives.flatMap(({ template }) => otherHosts(template.content, base, own)))]
    if (hosts.length)
      note(
        'warning',
        'other-host',
        `creatives load files from ${few(hosts)}: the requests reveal which creative was chosen. Serve pictures from the page’s own host.`,
        element,
      )
    return { slot: { name, at: selectorOf(element), creatives: ids }, findings }
  })
  return { slots: checked.map(({ slot }) => slot), findings: checked.flatMap(({ findings }) => findings) }
}
