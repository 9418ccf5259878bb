/** Writes down what the next page's first paint needs. */

import { fittingPlans, type ListPlan, planKey } from '../../first-paint/list-plan.ts'
import { planList } from '../../first-paint/plan-list.ts'
import { summary } from '../../first-paint/score-summary.ts'
import { type Paint, readSnapshot, type Snapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { isKnown, type RankInput, wantedOrder } from '../../ranking/rank.ts'
import type { ItemContent } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer, ListSetting, RankedBy } from '../interfaces/scoring.ts'
import type { HasCreatives, PlannedList } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'
import { OWN } from '../slots/slot-items.ts'

type Context = Session & HasScorer & HasExperiments & HasCreatives

type Base = Omit<RankInput, 'list' | 'candidates'>

export class SnapshotWriter {
  /** Something happened that the snapshot doesn't know yet. */
  stale = false
  readonly #context: Context
  /** Lists of this page, by their plans' keys. */
  readonly #lists = new Map<string, PlannedList>()

  constructor(context: Context) {
    this.#context = context
  }

  plan(list: PlannedList): ListSetting {
    const key = planKey(list.name)
    const { edition } = list.setting
    const { met } = this.#lists.get(key)?.setting ?? readSnapshot().plans[key] ?? {}
    const again = met?.edition === edition ? met : undefined
    const setting =
      edition === undefined ? list.setting : { ...list.setting, met: again ?? { edition, since: Date.now() } }
    // A marked list isn't taken for what was ranked by call under its name.
    const isOwn = list.element || !this.#lists.get(key)?.element
    if (list.isFirst && isOwn) this.#lists.set(key, { ...list, setting })
    return setting
  }

  dropGone(): void {
    for (const [key, { element }] of this.#lists) if (element && !dom.isConnected(element)) this.#lists.delete(key)
  }

  write(): void {
    const { store, grant, creatives, experiments } = this.#context
    if (!store || grant.signal.aborted) return
    this.stale = false
    const all = [...store.items.values()].reverse()
    const paint = (by?: RankedBy) => this.#paint(all, by)
    writeSnapshot({
      ...(experiments?.paint(paint) ?? paint()),
      // Without the bundle what was chosen before stands; where there is no consent nothing was.
      ...creatives?.choose(all),
    })
    // What was ranked by call on pages that the reader has left: from now on its plan is made of the stored one.
    for (const [key, { name, element }] of this.#lists) if (!element && key !== planKey(name)) this.#lists.delete(key)
  }

  /** @param all items that are stored, the last seen first @param by another arm's. Default: this one's */
  #paint(all: readonly ItemContent[], by?: RankedBy): Paint {
    const { store, scorer, grant } = this.#context
    const base = scorer.base(undefined, by)
    const candidates = all.filter((item) => !item.id.startsWith(OWN))
    const { tier, wanted, scored } = wantedOrder({ ...base, list: '', candidates })
    const { coldStart, weights } = by?.ranker ?? scorer.ranker
    // Without a history the page's own order stands, or that of a prior which is the same for all readers.
    const known =
      isKnown(base) ||
      coldStart === 'prior' ||
      (coldStart === 'popularity' && candidates.some(({ popularity }) => popularity !== undefined))
    // What holds its place on one list does on every other.
    const held = scored.filter(({ rule }) => rule === 'sensitive')
    const scores = summary([...wanted, ...held], (id) => store!.items.get(id)?.topic)
    const { strength, maxRun, displacement } = by?.options ?? grant.options
    return {
      ...scores,
      plans: this.#plans(base, by),
      rules: { strength, maxRun, displacement },
      known,
      position: known ? (weights[tier].position ?? 0) : 0,
      arms: undefined,
    }
  }

  /** Every list's plan by what is known now: also of lists on other pages, whose items are stored. */
  #plans(base: Base, by?: RankedBy): Snapshot['plans'] {
    const { store, scorer } = this.#context
    const planOf = (setting: Pick<ListPlan, 'rules' | 'met'>, candidates: readonly ItemContent[]) =>
      planList(setting.met ? scorer.base(setting, by) : base, setting, candidates)
    // Another script may have written what is there.
    const others = Object.entries(readSnapshot().plans).filter(
      ([key, plan]) => !this.#lists.has(key) && Array.isArray(plan?.items),
    )
    const stored = (plan: ListPlan) => plan.items.flatMap((item) => store!.items.get(item?.[0]) ?? [])
    return fittingPlans([
      ...others.map(([key, plan]) => [key, () => planOf(plan, stored(plan))] as const),
      ...[...this.#lists].map(([key, list]) => [key, () => planOf(list.setting, list.candidates)] as const),
    ])
  }
}
