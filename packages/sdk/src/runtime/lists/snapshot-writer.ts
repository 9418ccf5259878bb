/** Writes the snapshot for the next page's first paint. */

import { fittingPlans, type ListPlan, planKey } from '../../first-paint/list-plan.ts'
import { planList } from '../../first-paint/plan-list.ts'
import { summary } from '../../first-paint/score-summary.ts'
import { type Paint, readSnapshot, type Snapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { catchPageFaults } from '../../lib/errors/catch-errors.ts'
import { finish, finishInSlices } from '../../lib/scheduling/in-slices.ts'
import { isKnown, type RankInput, rankWithoutPlaceRules, weightsOf } from '../../ranking/rank.ts'
import type { ItemContent } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer, ListSetting, RankedBy } from '../interfaces/scoring.ts'
import type { HasCreatives, PlannedList } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'
import { OWN } from '../slots/slot-items.ts'

type Context = Session & HasScorer & HasExperiments & HasCreatives

type Base = Omit<RankInput, 'list' | 'candidates'>

/** A snapshot that is being prepared. */
interface Preparation extends Pick<AbortSignal, 'aborted'> {
  /** The choice of creatives, paused between two slices; undefined if the creatives bundle isn't loaded. */
  readonly choosing: Generator<void, Partial<Snapshot>> | undefined
}

/** The stored items, most recently seen first. */
const newestFirst = (items: ReadonlyMap<string, ItemContent>): ItemContent[] => [...items.values()].reverse()

/** Treats a hidden page as left: on phones, it may be closed without any further event. */
export function leaveWhenHidden(snapshot: Pick<SnapshotWriter, 'leave'>, signal: AbortSignal): void {
  const onHidden = catchPageFaults('the next page is not prepared', () => {
    if (dom.visibilityState(document) === 'hidden') snapshot.leave()
  })
  dom.addEventListener(document, 'visibilitychange', onHidden, { signal })
}

export class SnapshotWriter {
  stale = false
  readonly #context: Context
  /** The lists on this page, keyed by plan key. */
  readonly #lists = new Map<string, PlannedList>()
  /** The preparation that is under way. It is replaced by a newer one, and aborted with the grant. */
  #preparation: Preparation | undefined

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
    // A call of `rank()` doesn't replace a marked list with the same name.
    const isOwn = list.element || !this.#lists.get(key)?.element
    if (list.isFirst && isOwn) this.#lists.set(key, { ...list, setting })
    return setting
  }

  dropGone(): void {
    for (const [key, { element }] of this.#lists) if (element && !dom.isConnected(element)) this.#lists.delete(key)
  }

  async prepare(): Promise<void> {
    const preparation = this.#begin()
    if (!preparation) return
    // A hidden page's timers are slowed down, and nobody waits for it.
    if (!preparation.choosing || dom.visibilityState(document) === 'hidden') return this.#finish(preparation)
    const chosen = await finishInSlices(preparation.choosing, preparation)
    if (!preparation.aborted) this.#write(chosen)
  }

  write(): void {
    const preparation = this.#begin()
    if (preparation) this.#finish(preparation)
  }

  leave(): void {
    if (this.stale) this.write()
    else if (this.#preparation && !this.#preparation.aborted) this.#finish(this.#preparation)
  }

  drop(): void {
    this.stale = false
    this.#preparation = undefined
  }

  #begin(): Preparation | undefined {
    const { store, grant, creatives } = this.#context
    if (!store || grant.signal.aborted) return undefined
    // What happens from now on isn't taken into account by the choices.
    this.stale = false
    const choosing = creatives?.choose(newestFirst(store.items))
    const isCurrent = () => this.#preparation === preparation && !grant.signal.aborted
    const preparation: Preparation = {
      choosing,
      get aborted() {
        return !isCurrent()
      },
    }
    this.#preparation = preparation
    return preparation
  }

  #finish({ choosing }: Preparation): void {
    this.#write(choosing && finish(choosing))
  }

  /** @param chosen undefined if the creatives bundle isn't loaded; earlier choices then stay valid */
  #write(chosen: Partial<Snapshot> | undefined): void {
    const { store, experiments } = this.#context
    this.#preparation = undefined
    const all = newestFirst(store!.items)
    const paint = (by?: RankedBy) => this.#paint(all, by)
    writeSnapshot({ ...(experiments?.paint(paint) ?? paint()), ...chosen })
    // Drop lists that were ranked by calls of `rank()` on earlier pages of a single-page application. Their new plans
    // are made from the stored plans.
    for (const [key, { name, element }] of this.#lists) if (!element && key !== planKey(name)) this.#lists.delete(key)
  }

  /**
   * @param all all stored items, most recently seen first
   * @param by the arm whose ranker and options are used. Default: this device's arm
   */
  #paint(all: readonly ItemContent[], by?: RankedBy): Paint {
    const { store, scorer, grant } = this.#context
    const base = scorer.base(undefined, by)
    const candidates = all.filter((item) => !item.id.startsWith(OWN))
    const { tier, wanted, scored } = rankWithoutPlaceRules({ ...base, list: '', candidates })
    const { coldStart } = by?.ranker ?? scorer.ranker
    // Without a history, lists keep the page's own order or follow a prior that is the same for all readers.
    const known =
      isKnown(base) ||
      coldStart === 'prior' ||
      (coldStart === 'popularity' && candidates.some(({ popularity }) => popularity !== undefined))
    // An item that keeps its place in one list keeps it in every list.
    const held = scored.filter(({ rule }) => rule === 'sensitive')
    const scores = summary([...wanted, ...held], (id) => store!.items.get(id)?.topic)
    const { strength, maxRun, displacement } = by?.options ?? grant.options
    return {
      ...scores,
      plans: this.#plans(base, by),
      rules: { strength, maxRun, displacement },
      known,
      position: known ? (weightsOf({ ...base, candidates }, tier).position ?? 0) : 0,
      neutral: false,
      arms: undefined,
    }
  }

  /** The plans of all lists. Plans of lists on other pages are made from stored items. */
  #plans(base: Base, by?: RankedBy): Snapshot['plans'] {
    const { store, scorer } = this.#context
    const planOf = (setting: Pick<ListPlan, 'rules' | 'met'>, candidates: readonly ItemContent[]) =>
      planList(setting.met ? scorer.base(setting, by) : base, setting, candidates)
    // Another script may have overwritten the snapshot.
    const others = Object.entries(readSnapshot().plans).filter(
      ([key, plan]) => !this.#lists.has(key) && Array.isArray(plan?.items),
    )
    const stored = (plan: ListPlan) => plan.items.flatMap((item) => store!.items.get(item?.[0]) ?? [])
    return fittingPlans([
      ...others.map(([key, plan]) => [key, () => planOf(plan, stored(plan))] as const),
      // The last ones are kept, so the lists at the top of this page, which its first frame shows, come last.
      ...[...this.#lists].reverse().map(([key, list]) => [key, () => planOf(list.setting, list.candidates)] as const),
    ])
  }
}
