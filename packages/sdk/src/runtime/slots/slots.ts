/**
 * Fills the page's slots with chosen creatives. If a slot has campaigns, they determine the choice; otherwise, content
 * does.
 */

import type { Campaigns } from '../../creatives/campaigns/campaign.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { inSlices } from '../../lib/scheduling/in-slices.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { DATA_TEMPLATE, fillTemplate } from '../../page/slots/fill-template.ts'
import { findSlots, type PageSlot } from '../../page/slots/slot.ts'
import type { CreativesContext } from '../../types/bundles.ts'
import { loadAudiences } from '../bundles/load-bundle.ts'
import type { Creatives } from '../interfaces/services.ts'
import { fillByCampaigns } from './fill-by-campaigns.ts'
import { fillByContent } from './fill-by-content.ts'
import { followSlots } from './follow-slots.ts'
import { isRefused, makeReady, mayBeFilled, takeBack } from './make-ready.ts'
import type { OpenSlot } from './open-slot.ts'
import { chooseForSlots } from './plan-slots.ts'
import { pageArms } from './slot-arms.ts'
import { bySlot, gone, SLOT, type StoredCreative, stored } from './slot-items.ts'
import { SlotTools } from './slot-tools.ts'
import { suitSponsored } from './sponsored/sponsored.ts'

export function createCreatives(context: CreativesContext, state: ListsState): Creatives {
  const tools = new SlotTools(context, state)
  let filled = Promise.resolve()
  // One after the other, so that caps count what has just been chosen.
  const fill = (again?: string, isUnseen?: () => boolean) =>
    (filled = filled.then(() => fillSlots(tools, again, isUnseen)))
  followSlots((added) => {
    tools.dropGone()
    if (!added) return
    let seen = false
    requestAnimationFrame(() => (seen = true))
    void fill(undefined, () => !seen)
  }, context.grant.signal)
  return {
    fill: (again) => fill(again),
    choose: (items) => chooseForSlots(tools, items),
  }
}

/** Fills the slots that haven't been handled yet or, with a name, the slots with that name. */
async function fillSlots(tools: SlotTools, again?: string, isUnseen?: () => boolean): Promise<void> {
  const { context } = tools
  try {
    const campaigns = await tools.campaigns.ready
    // Without the campaign rules, don't show anything new.
    if (!campaigns || context.grant.signal.aborted) return
    await fitAudiences(tools, campaigns)
    if (context.grant.signal.aborted) return
    const found = findSlots(document).filter(({ name, element }) =>
      again === undefined ? !tools.handled.has(element) : name === again,
    )
    const { signal } = context.grant
    const before = bySlot([...(context.store?.items.values() ?? [])])
    const open: OpenSlot[] = []
    const wanted = again !== undefined
    await inSlices(found, (slot) => open.push(...openSlot(tools, slot, { wanted, isUnseen, before })), signal)
    const paid: OpenSlot[] = []
    const arms = pageArms(context)
    const fill = (each: OpenSlot) => {
      // Experiments count what the reader does because of a slot, regardless of what the slot shows.
      if (context.experiments) tools.shown.add(each.element, each.name)
      if (each.choices) paid.push(each)
      else fillByContent(tools, each, arms)
    }
    await inSlices(open, fill, signal)
    const suited = await suitSponsored(tools, paid)
    if (!signal.aborted) await fillByCampaigns(tools, suited)
  } catch (cause) {
    emitError('page-fault', 'slots stay as they are', cause)
  }
}

/** Loads audiences.js if the page or the site's file names an audience. */
async function fitAudiences({ context, campaigns: store }: SlotTools, { campaigns }: Campaigns): Promise<void> {
  const isNamed =
    dom.querySelector(document, '[data-inkling-slot]>[data-inkling-audience]') ||
    campaigns.some(({ creatives }) => creatives.some(({ audience }) => audience))
  if (store.audienceFits || !isNamed) return
  const bundle = await loadAudiences(context)
  store.audienceFits = bundle && ((texts) => bundle.audienceFits(context, texts))
}

interface Opening extends Pick<OpenSlot, 'wanted'> {
  readonly isUnseen: (() => boolean) | undefined
  /** The stored creatives, keyed by slot. */
  readonly before: ReadonlyMap<string, readonly StoredCreative[]>
}

/**
 * @returns an empty array if the slot must stay as it is, which is reported by an error event
 */
function openSlot(
  { context, campaigns, handled }: SlotTools,
  slot: PageSlot,
  { wanted, isUnseen, before }: Opening,
): OpenSlot[] {
  const { name, element, creatives } = slot
  const template = dom.querySelector<HTMLTemplateElement>(element, DATA_TEMPLATE)
  const data = template ? campaigns.dataFor(name) : []
  if (!creatives.length && !data.length) return []
  handled.set(element, handled.get(element))
  const early = firstOf(earlyQueue())?.slots.get(element)
  if (!mayBeFilled(slot)) {
    takeBack(early)
    return []
  }
  const { nodes, unsafe } = makeReady(slot, early, campaigns)
  if (template && data.length && !isRefused(`the template of the slot '${name}' is not used`, template))
    for (const { creative, fields } of data) nodes.set(creative, fillTemplate(template, fields, dom.baseURI(document)))
  const all: StoredCreative[] = [
    ...creatives.map(({ item, marks }) => ({ item, marks })),
    ...data.map(({ creative, title }) => ({ item: { id: creative, title }, marks: {} })),
  ].map(({ item, marks }) => ({
    slot: name,
    creative: item.id,
    content: context.scorer.content({ ...item, id: `${SLOT}${name}/${item.id}` }),
    marks: campaigns.marksOf(item.id, marks),
  }))
  for (const { creative, content } of all) {
    const image = content.picture && firstImage(nodes.get(creative) ?? [])
    if (image) context.images.set(content.picture, image)
  }
  const choices = campaigns.candidates(name, all, element)
  const kept = all.filter(({ creative }) => !unsafe.has(creative)).map(stored)
  const ids = new Set(kept.map(({ id }) => id))
  const left = (before.get(name) ?? []).map(({ content }) => content.id).filter((id) => !ids.has(id))
  void context.store?.putItems([...kept, ...left.map(gone)], Date.now())
  const open = { name, element, nodes, early, wanted, kept, ...(isUnseen && { isUnseen }) }
  return [{ ...open, ...(choices && { choices: markUnsafe(choices, unsafe) }) }]
}

/** A creative's image, used for its vector. */
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
