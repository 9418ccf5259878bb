/** Fills the page's slots with what is chosen for the reader: by content alone, or, where campaigns are, by these. */

import type { Campaigns } from '../../creatives/campaigns/campaign.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { inSlices } from '../../lib/scheduling/in-slices.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { DATA_TEMPLATE, fillTemplate } from '../../page/slots/fill-template.ts'
import { findSlots, type PageSlot } from '../../page/slots/slot.ts'
import { bringAudiences } from '../bundles/bring-audiences.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { deskOf } from './campaign-desk.ts'
import { fillByCampaigns } from './fill-by-campaigns.ts'
import { fillByContent } from './fill-by-content.ts'
import { isRefused, makeReady, mayBeFilled, takeBack } from './make-ready.ts'
import type { OpenSlot } from './open-slot.ts'
import { shownWatch } from './showings/watch-shown.ts'
import { pageArms } from './slot-arms.ts'
import { bySlot, gone, SLOT, type StoredCreative, stored } from './slot-items.ts'
import { suitSponsored } from './sponsored/sponsored.ts'

/** As {@link RuntimeContext.creatives} has it. */
export async function fillSlots(context: RuntimeContext, state: ListsState, again?: string): Promise<void> {
  const desk = deskOf(context)
  desk.undone = state.undone
  try {
    const campaigns = await desk.ready
    // Where what holds for the campaigns can't be had, nothing of them is shown anew.
    if (!campaigns || context.grant.signal.aborted) return
    await fitAudiences(context, campaigns)
    if (context.grant.signal.aborted) return
    const found = findSlots(document).filter(({ name }) => again === undefined || name === again)
    const { signal } = context.grant
    const before = bySlot([...(context.store?.items.values() ?? [])])
    const open: OpenSlot[] = []
    await inSlices(found, (slot) => open.push(...openSlot(context, slot, again !== undefined, before)), signal)
    const paid: OpenSlot[] = []
    const arms = pageArms(context)
    const fill = (each: OpenSlot) => {
      // What comes of a slot is counted by arm, whatever stands in it.
      if (context.measuring) shownWatch(context).add(each.element, each.name)
      if (each.choices) paid.push(each)
      else fillByContent(context, state, each, arms)
    }
    await inSlices(open, fill, signal)
    const suited = await suitSponsored(context, paid)
    if (!signal.aborted) await fillByCampaigns(context, state, suited)
  } catch (cause) {
    emitError('page-fault', 'slots stay as they are', cause)
  }
}

/** Has it told how well audiences fit, where the page or the site's file names any. */
async function fitAudiences(context: RuntimeContext, { campaigns }: Campaigns): Promise<void> {
  const desk = deskOf(context)
  const isNamed =
    dom.querySelector(document, '[data-inkling-slot]>[data-inkling-audience]') ||
    campaigns.some(({ creatives }) => creatives.some(({ audience }) => audience))
  if (desk.audienceFits || !isNamed) return
  const bundle = await bringAudiences(context)
  desk.audienceFits = bundle && ((texts) => bundle.audienceFits(context, texts))
}

/** @param before what is kept of creatives, by slot @returns none, with what is wrong said, when the slot has to stay as it is */
function openSlot(
  context: RuntimeContext,
  slot: PageSlot,
  wanted: boolean,
  before: ReadonlyMap<string, readonly StoredCreative[]>,
): OpenSlot[] {
  const { name, element, creatives } = slot
  const desk = deskOf(context)
  const template = dom.querySelector<HTMLTemplateElement>(element, DATA_TEMPLATE)
  const data = template ? desk.dataFor(name) : []
  if (!creatives.length && !data.length) return []
  const early = firstOf(earlyQueue())?.slots.get(element)
  if (!mayBeFilled(slot)) {
    takeBack(early)
    return []
  }
  const { nodes, unsafe } = makeReady(slot, early, desk)
  if (template && data.length && !isRefused(`the template of the slot '${name}' is not used`, template))
    for (const { creative, fields } of data) nodes.set(creative, fillTemplate(template, fields, dom.baseURI(document)))
  const all: StoredCreative[] = [
    ...creatives.map(({ item, marks }) => ({ item, marks })),
    ...data.map(({ creative, title }) => ({ item: { id: creative, title }, marks: {} })),
  ].map(({ item, marks }) => ({
    slot: name,
    creative: item.id,
    content: context.scorer.content({ ...item, id: `${SLOT}${name}/${item.id}` }),
    marks: desk.marksOf(item.id, marks),
  }))
  for (const { creative, content } of all) {
    const image = content.picture && firstImage(nodes.get(creative) ?? [])
    if (image) context.images.set(content.picture, image)
  }
  const choices = desk.candidates(name, all, true)
  const kept = all.filter(({ creative }) => !unsafe.has(creative)).map(stored)
  const ids = new Set(kept.map(({ id }) => id))
  const left = (before.get(name) ?? []).map(({ content }) => content.id).filter((id) => !ids.has(id))
  void context.store?.putItems([...kept, ...left.map(gone)], Date.now())
  return [{ name, element, nodes, early, wanted, kept, ...(choices && { choices: markUnsafe(choices, unsafe) }) }]
}

/** What is looked at of a creative that has no words. */
const firstImage = (nodes: readonly Node[]): HTMLImageElement | undefined =>
  nodes
    .filter((node) => node instanceof Element)
    .map(
      (each) => (dom.nodeName(each) === 'IMG' ? each : dom.querySelector(each, 'img[src]')) as HTMLImageElement | null,
    )
    .find((image) => image !== null)

const markUnsafe = (choices: NonNullable<OpenSlot['choices']>, unsafe: ReadonlySet<string>) => ({
  ...choices,
  candidates: choices.candidates.map((each) =>
    unsafe.has(each.creative) ? { ...each, unfit: 'unsafe' as const } : each,
  ),
})
