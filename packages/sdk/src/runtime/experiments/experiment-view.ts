/**
 * Experiments on a page view: what the device's arm shows, when the reader first sees something that differs between
 * the arms, and what the reader does afterwards.
 */

import { siteFilesFile } from 'virtual:release'
import { firstPaintOrder } from '../../first-paint/first-paint-order.ts'
import type { Paint } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { emit } from '../../lib/events.ts'
import { type Assignment, assign, type Other } from '../../measurement/experiments/assign.ts'
import { added, type Counts, exposed, tallied, viewed } from '../../measurement/experiments/tally.ts'
import type { Ranked } from '../../page/lists/list-request.ts'
import { shownOrder, standing } from '../../page/order/arrange.ts'
import type { PageList } from '../../page/read/lists/list.ts'
import type { Unit } from '../../page/read/unit.ts'
import type { ExperimentContext, SiteFilesBundle } from '../../types/bundles.ts'
import type { Outcome, Ranking, ReaderEvent, Tally } from '../../types.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import { asItStands } from '../bundles/load-experiments.ts'
import type { ArmList, ArmRanking, PageExperiments, SlotArms } from '../interfaces/page-experiments.ts'
import type { RankedBy } from '../interfaces/scoring.ts'
import type { Experiments } from '../site-files/load-experiments.ts'
import { checkConversion, type DeviceRecord, openRecord } from './device-record.ts'
import { type ExposureWatch, onceSeen, watchExposures } from './exposures.ts'
import { clickCounts, type Forecast, forecastOf, orderCounts } from './forecast.ts'
import { keepOthers, neutralPaint, type OtherPaint, readOthers } from './other-arms.ts'
import { measuredSlots } from './slot-draws.ts'
import { startTelling, type Telling } from './telling.ts'

/** @returns undefined if nothing can be stored or the site runs no experiments, in which case no arm is assigned */
export async function measure(context: ExperimentContext): Promise<PageExperiments | undefined> {
  const { options, signal, importFile } = context.grant
  const bundle =
    options.experiments !== undefined &&
    (await loadBundle<SiteFilesBundle>(importFile, 'site-files.js', siteFilesFile, 'no experiments are run'))
  const found = bundle ? await bundle.loadExperiments(options.experiments!, signal) : undefined
  if (signal.aborted || !(options.holdout || found)) return undefined
  const record = openRecord()
  return record && new ExperimentView(context, record, found)
}

/** Units in the page's own order. */
const own = ({ entries }: PageList): Unit[] => entries.map(({ unit }) => unit)
/** Units at the positions where the two orders differ. */
const differing = (now: readonly Unit[], other: readonly Unit[]) => now.filter((unit, at) => unit !== other[at])
/** All units, with those in `now` rearranged in the order of `wanted` within the places that they occupy. */
function inPlaces(all: readonly Unit[], now: readonly Unit[], wanted: readonly Unit[]): Unit[] {
  const moving = new Set(now)
  let next = 0
  return all.map((unit) => (moving.has(unit) ? wanted[next++]! : unit))
}

class ExperimentView implements PageExperiments {
  readonly #context: ExperimentContext
  /** The rankers of all arms, keyed by URL. */
  readonly #rankers: Experiments['rankers']
  /** The site's own ranker and options, unaffected by any arm. */
  #site: RankedBy
  readonly #record: DeviceRecord
  readonly #assignment: Assignment
  /** The device's arms, serialised. */
  readonly #arms: string
  readonly #painted: readonly OtherPaint[] | undefined
  readonly #exposures: ExposureWatch | undefined
  /** Lists ordered in this view. {@link #left} contains the lists that were shown before the device had arms. */
  readonly #met = new WeakSet<Element>()
  readonly #left = new WeakSet<Element>()
  /** Lists, keyed by name. If several lists share a name, the last one is kept. */
  readonly #lists = new Map<string, PageList>()
  readonly #forecasts = new Map<string, Forecast | undefined>()
  /** Active seconds counted so far, keyed by item. */
  readonly #dwelt = new Map<string, number>()
  /**
   * Reports to the site's analytics, or to its address for randomised bits; undefined if the site has configured
   * neither.
   */
  readonly #telling: Telling | undefined
  #ended = false

  constructor(context: ExperimentContext, record: DeviceRecord, found: Experiments | undefined) {
    const { options, signal } = context.grant
    this.#context = context
    this.#record = record
    this.#rankers = found?.rankers ?? new Map()
    this.#site = { options, ranker: context.scorer.ranker }
    this.#assignment = assign(record.seed, options.holdout, found?.experiments ?? [])
    this.#arms = JSON.stringify(this.#assignment.arms)
    this.#painted = readOthers(this.#arms)
    if (typeof document !== 'object') return
    this.#exposures = watchExposures(document, context.grant.signal, (experiment, list) =>
      this.#onExposed(experiment, list),
    )
    onceSeen(context.grant.signal, () => this.#view())
    if (options.analytics || options.report) this.#telling = startTelling(options, record, context.opened, signal)
  }

  get held(): boolean {
    return this.#assignment.held
  }

  get slots(): SlotArms | undefined {
    const { slots } = this.#assignment
    return slots && measuredSlots(slots, this.#arms, this.#exposures)
  }

  begin(): void {
    this.#site = { options: this.#context.grant.options, ranker: this.#context.scorer.ranker }
    if (this.#assignment.settings.length) this.#context.adopt(this.#rankedBy(this.#assignment))
  }

  order({ list, followed, back, isBack, ...measured }: ArmList): Ranked | undefined {
    const { ranking, candidates } = measured
    this.#lists.set(list.name, list)
    this.#forecasts.set(list.name, forecastOf(ranking))
    const { others } = this.#assignment
    const before = standing(list)
    // Compute all orders before anything moves, so that what the reader has seen and is doing is the same for every
    // arm.
    const orders = others.map((other) => {
      let order: readonly Unit[] = other.held ? own(list) : before
      if (!other.held && !isBack)
        followed.arrange(this.#rankAs(other, measured), {
          back,
          dry: (now, wanted) => (order = inPlaces(order, now, wanted)),
        })
      return order
    })
    const ranked = followed.arrange(this.held ? asItStands(ranking) : ranking, { back })
    const bySnippet = ranked?.by === 'snippet'
    if (!this.#met.has(list.element)) {
      this.#met.add(list.element)
      const vectors = this.#context.store?.vectors
      this.add(orderCounts(ranking, candidates.filter(({ fingerprint }) => !vectors?.has(fingerprint)).length))
      // The current order wasn't made by the current arms, so all arms showed the same thing.
      if (bySnippet ? !this.#painted : differing(before, own(list)).length) this.#left.add(list.element)
    }
    if (isBack || this.#left.has(list.element)) return ranked
    const after = standing(list)
    const places = new Map<string, Unit[]>()
    others.forEach((other, at) => {
      const order = bySnippet ? this.#atFirst(other, at, list) : orders[at]!
      places.set(other.experiment, [...(places.get(other.experiment) ?? []), ...differing(after, order)])
    })
    for (const [experiment, units] of places) this.#exposures?.differ(experiment, list, units)
    return ranked
  }

  ranked(measured: ArmRanking): Ranking {
    const { ranking } = measured
    const orderOf = ({ items }: Ranking) => items.map(({ id }) => id).join('\n')
    const shown = this.held ? asItStands(ranking) : ranking
    for (const other of this.#assignment.others) {
      const theirs = other.held ? asItStands(ranking) : this.#rankAs(other, measured)
      if (orderOf(theirs) !== orderOf(shown)) this.#exposures?.shown(other.experiment, ranking.list)
    }
    return shown
  }

  note({ kind, item, list, seconds }: ReaderEvent): void {
    if (kind === 'impression') this.add({ impression: 1 })
    else if (kind === 'click' || kind === 'read') {
      const judged = kind === 'click' ? clickCounts(this.#forecasts.get(list ?? ''), item) : {}
      this.add({ [kind]: 1, ...judged, ...this.#dwell(item, kind === 'read' ? seconds : undefined) })
      this.#tell({ kind, ...this.#where(list, item) })
    } else if (kind === 'dwell') this.add(this.#dwell(item, seconds))
  }

  slotClicked(list: string): void {
    this.add({ slot_click: 1 })
    this.#tell({ kind: 'slot_click', list })
  }

  add(counts: Counts): void {
    this.#change(() => counts)
  }

  convert(name: string, value: number): void {
    checkConversion(name, value)
    this.add({ conversion: 1, value })
    this.#tell({ kind: 'conversion', name, value })
  }

  paint(paint: (by?: RankedBy) => Paint): Paint {
    const shown = paint()
    if (this.#ended) return shown
    keepOthers(
      this.#arms,
      this.#assignment.others.map((other) => (other.held ? undefined : paint(this.#rankedBy(other)))),
    )
    const own = { ...shown, arms: this.#arms }
    return this.held ? neutralPaint(own) : own
  }

  turn(): void {
    this.#tellSite((site) => site.end())
    this.#exposures?.turn()
    for (const [name, { element }] of this.#lists) if (!dom.isConnected(element)) this.#lists.delete(name)
    this.#dwelt.clear()
    onceSeen(this.#context.grant.signal, () => this.#view())
  }

  forget(): void {
    this.#ended = true
    this.#exposures?.stop()
  }

  summary(): readonly Tally[] {
    return this.#ended ? [] : this.#record.tallies
  }

  /** The ranker and options of these arms. If several arms set the same option, the last one counts. */
  #rankedBy({ settings }: Pick<Assignment, 'settings'>): RankedBy {
    const by = { ...this.#site }
    for (const { rules, ranker } of settings) {
      by.options = { ...by.options, ...rules }
      by.ranker = this.#rankers.get(ranker ?? '') ?? by.ranker
    }
    return by
  }

  #rankAs(other: Other, { ranking, candidates, setting }: ArmRanking): Ranking {
    const { scorer } = this.#context
    return scorer.again.rank({ ...scorer.base(setting, this.#rankedBy(other)), list: ranking.list, candidates })
  }

  /** The order in which the other arm's first paint would have shown the list. */
  #atFirst({ held }: Other, at: number, list: PageList): readonly Unit[] {
    const paint = this.#painted?.[at]
    if (held) return own(list)
    try {
      return paint ? firstPaintOrder(paint, list.element, own(list)) : standing(list)
    } catch {
      // Another script has overwritten the stored first paint.
      return standing(list)
    }
  }

  #where(name: string | undefined, item: string): Pick<Outcome, 'list' | 'place'> {
    const list = name === undefined ? undefined : this.#lists.get(name)
    const place = list ? shownOrder(list).indexOf(item) : -1
    return { ...(name !== undefined && { list: name }), ...(place >= 0 && { place }) }
  }

  /** Returns only dwell time that hasn't been counted yet; events report a running total. */
  #dwell(item: string, seconds = 0): Counts {
    const known = this.#dwelt.get(item) ?? 0
    if (seconds <= known) return {}
    this.#dwelt.set(item, seconds)
    return { dwell: seconds - known }
  }

  #view(): void {
    this.#change(({ last }, now) => viewed(last, now))
  }

  #change(counts: (kept: { readonly last?: number }, now: number) => Counts): void {
    if (!this.#isOn) return
    const now = Date.now()
    const { arms } = this.#assignment
    this.#record.change((kept) => ({
      last: now,
      tallies: added(tallied(kept.tallies, arms, now), arms, counts(kept, now)),
    }))
  }

  #onExposed(experiment: string, list: string): void {
    const arm = this.#assignment.arms[experiment]
    if (this.#ended || arm === undefined) return
    this.add({})
    this.#record.change(({ tallies }) => ({ tallies: exposed(tallies, experiment, arm, Date.now()) }))
    const exposure = { experiment, arm, list }
    emit('inkling:exposure', exposure)
    this.#tellSite((site) => site.exposed(exposure))
  }

  #tell(without: Omit<Outcome, 'arms'>): void {
    if (!this.#isOn) return
    const outcome = { ...without, arms: this.#assignment.arms }
    emit('inkling:outcome', outcome)
    this.#tellSite((site) => site.outcome(outcome))
  }

  /** Once everything has been erased, nothing is reported. */
  #tellSite(tell: (site: Telling) => void): void {
    if (this.#telling && this.#isOn) tell(this.#telling)
  }

  get #isOn(): boolean {
    return !this.#ended && !this.#context.grant.signal.aborted
  }
}
