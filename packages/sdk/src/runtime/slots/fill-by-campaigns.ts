import { fitVector } from '../../creatives/bandit/features.ts'
import type { Choice, Situation } from '../../creatives/choose.ts'
import * as dom from '../../lib/dom.ts'
import { emit } from '../../lib/events.ts'
import { finishInSlices, inSlices } from '../../lib/scheduling/in-slices.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { undoOf } from '../../page/order/arranged.ts'
import { labelSlot } from '../../page/slots/label.ts'
import { isEmpty, keepingHeight, showCreative, topicOfPage } from '../../page/slots/slot.ts'
import type { CampaignReason } from '../../types.ts'
import { loadExplanations } from '../bundles/load-bundle.ts'
import type { Session } from '../interfaces/session.ts'
import { tell } from '../languages/page-language.ts'
import { checkingAgain, decideSlots, type PaidSlot } from './decide-slots.ts'
import { noteChosen, type OpenSlot } from './open-slot.ts'
import { watchingOthers } from './showings/latest-showings.ts'
import { heldElsewhere, takeBackPainted } from './showings/shown-note.ts'
import { pageArms, paintedIn } from './slot-arms.ts'
import type { SlotTools } from './slot-tools.ts'

/**
 * Chooses creatives for all slots on the page together, except for slots that the snippet has filled or that have a
 * planned creative.
 */
export async function fillByCampaigns(tools: SlotTools, slots: readonly OpenSlot[]): Promise<void> {
  const { context, state, campaigns } = tools
  const paid = slots.filter((slot): slot is PaidSlot => !!slot.choices && !state.undone.has(slot.name))
  if (!paid.length) return
  // Slots with the same name show the same creative.
  const byName = new Map(paid.map((slot) => [slot.name, slot]))
  const named = [...byName.values()]
  const known = campaigns.situation(
    named.map(({ choices }) => choices),
    topicOfPage(),
  )
  const situation = { ...known, held: heldElsewhere(known.showings, paid), beside: tools.campaignsBeside(paid) }
  const { signal } = context.grant
  const { own, others: otherArms, compare } = pageArms(context)
  const decided = await finishInSlices(
    decideSlots(named, situation, own, ({ early }) => early?.creative),
    signal,
  )
  if (!decided) return
  // Other arms use the same random numbers. In those arms, only creatives known to the snippet could have been painted.
  const elsewhere: Array<ReturnType<typeof checkingAgain>> = []
  for (const arm of otherArms) {
    const decisions = await finishInSlices(
      decideSlots(named, situation, arm, (slot) => paintedIn(slot, arm)),
      signal,
    )
    if (!decisions) return
    elsewhere.push(checkingAgain(decisions, arm))
  }
  const checkAgain = checkingAgain(decided, own)
  const done: Element[] = []
  const others = watchingOthers(tools, paid, done)
  const step = (slot: PaidSlot) => {
    // A listener may have removed the slot or undone it.
    if (!dom.isConnected(slot.element)) takeOut(slot)
    if (!dom.isConnected(slot.element) || state.undone.has(slot.name)) return
    const latest = (isCapped: boolean) => ({ ...situation, ...(isCapped ? others() : { now: Date.now() }) })
    const first = byName.get(slot.name)!
    const decision = checkAgain(first, latest)
    compare(
      slot,
      decision,
      elsewhere.map((check) => check(first, latest)),
      (creative) => fill(slot, creative),
    )
    show(tools, slot, decision.choice, situation)
    done.push(slot.element)
  }
  await inSlices(paid, step, signal)
}

function show(tools: SlotTools, slot: PaidSlot, choice: Choice, { cells }: Situation): void {
  const { context, state, shown } = tools
  const { name, element, early, wanted, choices } = slot
  const { candidate, propensity } = choice
  const shows = !wanted && early?.creative !== undefined
  if (shows && early.creative !== candidate?.creative) takeOut(slot)
  // Otherwise, undo would restore the earlier creative.
  if (wanted) undoOf(state.arranged, element)
  const put =
    candidate && (shows && early.creative === candidate.creative ? early.undo : fill(slot, candidate.creative))
  if (!put) {
    // The rotation advances even if the slot stays empty.
    if (!candidate && choices.candidates.some(({ campaign }) => campaign.share !== undefined))
      shown.add(element, name, { slot: name, creative: '', campaign: '', propensity, cells, fits: [] })
    const refused = candidate ? { ...choice.refused, [candidate.creative]: 'late' as const } : choice.refused
    emit('inkling:unfilled', { slot: name, why: () => reasonOf(context, { ...choice, by: 'default', refused }) })
    return
  }
  const { campaign, creative, fits } = candidate
  const { sponsor } = campaign
  const ends = [
    shown.add(
      element,
      name,
      { slot: name, creative, campaign: campaign.id, propensity, cells, fits: fitVector(fits) },
      shows && early.creative === creative ? early.at : undefined,
    ),
    ...(sponsor === undefined ? [] : [labelSlot(element as HTMLElement, sponsoredLabel(sponsor))]),
    put,
  ]
  tools.handled.set(element, campaign)
  const undo = noteChosen(state, slot, () => {
    if (tools.handled.has(element)) tools.handled.set(element, undefined)
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

/** Takes out the creative that the snippet shows in a slot, if any. */
function takeOut({ early, choices }: PaidSlot): void {
  if (early?.creative === undefined) return
  early.undo()
  const painted = choices.candidates.find(({ creative }) => creative === early.creative)
  if (early.at) takeBackPainted(early.at, painted?.campaign.id)
}

/** Loads the reason only when the page requests it. */
const reasonOf = async (context: Pick<Session, 'grant'>, choice: Choice): Promise<CampaignReason | undefined> =>
  (await loadExplanations(context))?.reasonOf(choice)

/**
 * @returns a function that takes the creative out again; undefined if the slot must stay as it is because it may be in
 * view and its layout would change
 */
function fill({ element, nodes, wanted, isUnseen }: PaidSlot, creative: string): (() => void) | undefined {
  const chosen = nodes.get(creative)
  if (!chosen) return undefined
  const change = () => showCreative(element, chosen)
  if (wanted || isUnseen?.() || !mayBeSeen(element)) return change()
  return isEmpty(element) ? keepingHeight(element, change) : undefined
}

/**
 * The parts of a sponsored creative's label.
 *
 * @param sponsor '' if no sponsor is named
 */
export const sponsoredLabel = (sponsor: string): string[] =>
  [tell(['Sponsored', 'Реклама']), sponsor, tell(['chosen on this device', 'выбрано на этом устройстве'])].filter(
    Boolean,
  )
