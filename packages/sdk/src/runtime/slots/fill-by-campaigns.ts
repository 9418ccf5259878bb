import type { Campaign } from '../../creatives/campaign.ts'
import { type Choice, chooseForPage, type Situation } from '../../creatives/choose.ts'
import { type Candidate, refusalOf } from '../../creatives/eligible.ts'
import { fitVector } from '../../creatives/features.ts'
import { emit } from '../../lib/events.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { isEmpty, keepingHeight } from '../../page/slots/keeps-height.ts'
import { containSlot, labelSlot } from '../../page/slots/label.ts'
import { showCreative } from '../../page/slots/slot.ts'
import { topicOfPage } from '../../page/slots/topic-of-page.ts'
import { readSnapshot } from '../../snapshot/snapshot.ts'
import type { CampaignReason } from '../../types.ts'
import { bringExplanations } from '../bring-explanations.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { deskOf } from './campaign-desk.ts'
import { noteChosen, type OpenSlot } from './open-slot.ts'
import { sponsoredLabel } from './sponsored-label.ts'
import { type ShownWatch, watchShown } from './watch-shown.ts'

type PaidSlot = OpenSlot & Required<Pick<OpenSlot, 'choices'>>

/** What takes a creative away also where it is seen. A cap that another tab has reached meanwhile does not. */
const AT_ONCE = /^(?:off|early|ended|tone|unsafe)$/

const watches = new WeakMap<RuntimeContext, ShownWatch>()

/** Chooses for all slots of the page together, but for what the snippet has shown already, and what was chosen for this page before. */
export function fillByCampaigns(context: RuntimeContext, state: ListsState, slots: readonly OpenSlot[]): void {
  const paid = slots.filter((slot): slot is PaidSlot => !!slot.choices && !state.undone.has(slot.name))
  if (!paid.length) return
  // Slots of one name show the same.
  const named = new Map(paid.map((slot) => [slot.name, slot]))
  const candidates = [...named.values()].map(({ choices }) => choices)
  const situation = deskOf(context).situation(candidates, topicOfPage())
  const onPage: Campaign[] = []
  const kept = new Map<string, Choice>()
  for (const slot of named.values()) {
    const planned = plannedFor(slot.name)
    const creative = slot.early?.creative ?? planned?.creative
    const candidate = slot.choices.candidates.find((each) => each.creative === creative)
    const refusal = candidate && refusalOf(candidate, { ...situation, onPage })
    const stands = slot.early?.creative === undefined ? !refusal : !AT_ONCE.test(refusal ?? '')
    if (slot.wanted || !candidate || !stands) continue
    const odds = planned?.creative === creative ? planned?.odds : undefined
    kept.set(slot.name, { ...asKept(slot, candidate, { ...situation, onPage }), ...(odds ?? UNKNOWN_ODDS) })
    onPage.push(candidate.campaign)
  }
  const open = candidates.filter(({ slot }) => !kept.has(slot))
  const choices = new Map([
    ...kept,
    ...chooseForPage(open, { ...situation, onPage }).map((choice) => [choice.slot, choice] as const),
  ])
  for (const slot of paid) show(context, state, slot, choices.get(slot.name)!, situation)
}

const UNKNOWN_ODDS = { propensity: 1, explored: false, by: 'results' } as const

/** What was chosen for this page before. Another script may have written what is there. */
function plannedFor(slot: string) {
  const { slots, odds } = readSnapshot()
  const kept: unknown = Object.hasOwn(slots, slot) && Object.hasOwn(Object(odds), slot) ? odds![slot] : undefined
  if (!Array.isArray(kept) || !(kept[0] > 0 && kept[0] <= 1)) return undefined
  const by = kept[2] === 'share' ? ('share' as const) : ('results' as const)
  return { creative: slots[slot]!, odds: { propensity: Number(kept[0]), explored: kept[1] === true, by } }
}

/** A choice that stands: what would be said of the others is that of another choice. */
function asKept({ choices }: PaidSlot, candidate: Candidate, situation: Situation): Choice {
  const [now] = chooseForPage([choices], situation)
  const { [candidate.creative]: _, ...refused } = now!.refused
  const other = now!.candidate?.creative
  return {
    ...now!,
    candidate,
    refused: other === undefined || other === candidate.creative ? refused : { ...refused, [other]: 'chance' },
  }
}

function show(context: RuntimeContext, state: ListsState, slot: PaidSlot, choice: Choice, { cells }: Situation): void {
  const { name, element, early, wanted, choices } = slot
  const { candidate, propensity } = choice
  const shows = !wanted && early?.creative !== undefined
  if (shows && early.creative !== candidate?.creative) early.undo()
  const watch = watches.get(context) ?? watchShown(context)
  watches.set(context, watch)
  const put =
    candidate && (shows && early.creative === candidate.creative ? early.undo : fill(slot, candidate.creative))
  if (!put) {
    // Turns go on also where nobody takes them.
    if (!candidate && choices.candidates.some(({ campaign }) => campaign.share !== undefined))
      watch.add(element, { slot: name, creative: '', campaign: '', propensity, cells, fits: [] })
    const refused = candidate ? { ...choice.refused, [candidate.creative]: 'late' as const } : choice.refused
    emit('inkling:kept', { slot: name, why: () => reasonOf(context, { ...choice, by: 'default', refused }) })
    return
  }
  const { campaign, creative, fits } = candidate
  const { sponsor } = campaign
  const ends = [
    watch.add(element, { slot: name, creative, campaign: campaign.id, propensity, cells, fits: fitVector(fits) }),
    ...(sponsor === undefined ? [] : [labelSlot(element as HTMLElement, sponsoredLabel(sponsor))]),
    put,
  ]
  const undo = noteChosen(state, slot, () => {
    for (const end of ends) end()
  })
  emit('inkling:creative', {
    slot: name,
    creative,
    campaign: campaign.id,
    ...(sponsor !== undefined && { sponsor }),
    scores: choice.rates,
    why: () => reasonOf(context, choice),
    undo,
  })
}

/** Told only when somebody asks. */
const reasonOf = async (context: RuntimeContext, choice: Choice): Promise<CampaignReason | undefined> =>
  (await bringExplanations(context))?.reasonOf(choice)

/** @returns its undo; undefined where the slot has to stay as it is: it may be seen, and would change */
function fill({ element, nodes, wanted }: PaidSlot, creative: string): (() => void) | undefined {
  const chosen = nodes.get(creative)
  if (!chosen) return undefined
  const change = () => {
    const undo = [showCreative(element, chosen), containSlot(element as HTMLElement)]
    return () => {
      for (const each of undo) each()
    }
  }
  if (wanted || !mayBeSeen(element)) return change()
  return isEmpty(element) ? keepingHeight(element, change) : undefined
}
