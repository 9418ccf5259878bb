/** A view of a page, measured: what its arm shows, when the reader sees where arms differ, and what comes of it. */

import { type Assignment, assign, type Other } from '../../experiments/assign.ts'
import { added, type Counts, exposed, tallied, viewed } from '../../experiments/tally.ts'
import { wantedOrder } from '../../first-paint/wanted-order.ts'
import * as dom from '../../lib/dom.ts'
import { emit } from '../../lib/events.ts'
import type { ListRequest, Ranked } from '../../page/lists/list-request.ts'
import { shownOrder } from '../../page/order/arrange.ts'
import type { PageList } from '../../page/read/list.ts'
import { shownChildren, type Unit, unitsOf } from '../../page/read/unit.ts'
import type { Outcome, Ranking, ReaderEvent, Tally } from '../../types.ts'
import { asItStands } from '../as-it-stands.ts'
import type { Measuring, Paint, RuntimeContext } from '../runtime-context.ts'
import { type DeviceRecord, openRecord } from './device-record.ts'
import { type ExposureWatch, watchExposures } from './exposures.ts'
import { neutralPaint } from './neutral-paint.ts'
import { keepOthers, type OtherPaint, readOthers } from './other-arms.ts'

/** @returns undefined where nothing can be kept: then nothing is assigned */
export function measure(context: RuntimeContext): Measuring | undefined {
  const record = openRecord()
  return record && new MeasuredView(context, record)
}

/** Units that stand where another one would. */
const differing = (now: readonly Unit[], other: readonly Unit[]) => now.filter((unit, at) => unit[0] !== other[at]?.[0])

class MeasuredView implements Measuring {
  readonly #context: RuntimeContext
  readonly #record: DeviceRecord
  readonly #assignment: Assignment
  /** The device's arms, as a text. */
  readonly #arms: string
  readonly #painted: readonly OtherPaint[] | undefined
  readonly #exposures: ExposureWatch | undefined
  /** By name, the last of the name. */
  readonly #lists = new Map<string, PageList>()
  /** Active seconds that have been counted of an item in this view. */
  readonly #dwelt = new Map<string, number>()
  #ended = false

  constructor(context: RuntimeContext, record: DeviceRecord) {
    this.#context = context
    this.#record = record
    this.#assignment = assign(record.seed, context.grant.options.holdout)
    this.#arms = JSON.stringify(this.#assignment.arms)
    this.#painted = readOthers(this.#arms)
    if (typeof document !== 'object') return
    this.#exposures = watchExposures(document, context.grant.signal, (experiment, list) =>
      this.#onExposed(experiment, list),
    )
    this.#onceSeen(() => this.#view())
  }

  get held(): boolean {
    return this.#assignment.held
  }

  order(
    request: ListRequest,
    ranking: Ranking,
    back: readonly string[] | undefined,
    isBack: boolean,
  ): Ranked | undefined {
    const { list } = request
    const apply = request.apply!
    this.#lists.set(list.name, list)
    const { others } = this.#assignment
    const dry = others.map((other) => {
      const units = new Set<Unit>()
      const note = (now: readonly Unit[], wanted: readonly Unit[]) => {
        for (const unit of differing(now, wanted)) units.add(unit)
      }
      if (!other.held && !isBack) apply(this.#rankedAs(other, ranking), back, note)
      return [...units]
    })
    const ranked = apply(this.held ? asItStands(ranking) : ranking, back)
    if (isBack) return ranked
    const bySnippet = ranked?.by === 'snippet'
    others.forEach((other, at) => {
      const units = bySnippet ? this.#atFirst(other, at, list) : other.held ? this.#moved(list) : dry[at]!
      this.#exposures?.differ(other.experiment, list.name, units)
    })
    return ranked
  }

  ranked(ranking: Ranking): Ranking {
    if (ranking.items.some(({ from, to }) => from !== to))
      for (const { experiment } of this.#assignment.others) this.#exposures?.shown(experiment, ranking.list)
    return this.held ? asItStands(ranking) : ranking
  }

  note({ kind, item, list, seconds }: ReaderEvent): void {
    if (kind === 'impression') this.#add({ impression: 1 })
    else if (kind === 'click' || kind === 'read') {
      this.#add({ [kind]: 1, ...this.#dwell(item, kind === 'read' ? seconds : undefined) })
      this.#tell({ kind, ...this.#where(list, item) })
    } else if (kind === 'dwell') this.#add(this.#dwell(item, seconds))
  }

  convert(name: string, value: number): void {
    this.#add({ conversion: 1, value })
    this.#tell({ kind: 'conversion', name, value })
  }

  paint(paint: Paint): Paint {
    if (this.#ended) return paint
    keepOthers(
      this.#arms,
      this.#assignment.others.map((other) => (other.held ? undefined : paint)),
    )
    return this.held ? neutralPaint(paint) : paint
  }

  turn(): void {
    this.#exposures?.turn()
    this.#lists.clear()
    this.#dwelt.clear()
    this.#onceSeen(() => this.#view())
  }

  forget(): void {
    this.#ended = true
    this.#exposures?.stop()
  }

  summary(): readonly Tally[] {
    return this.#ended ? [] : this.#record.tallies
  }

  #rankedAs(_: Other, ranking: Ranking): Ranking {
    return ranking
  }

  /** Places in which the list stands otherwise than its editors have it. */
  #moved({ element, entries }: PageList): Unit[] {
    const own = new Set(entries.map(({ unit }) => unit[0]!))
    const now = unitsOf(shownChildren(element)).filter((unit) => own.has(unit[0]!))
    return differing(
      now,
      entries.map(({ unit }) => unit),
    )
  }

  /** Places in which another arm's first paint would have been otherwise. */
  #atFirst({ held }: Other, at: number, list: PageList): Unit[] {
    // What was painted by what other arms had prepared tells nothing of these.
    if (!this.#painted) return []
    if (held) return this.#moved(list)
    const paint = this.#painted[at]
    const own = list.entries.map(({ unit }) => unit)
    return paint ? differing(own, wantedOrder(paint, list.element, own)) : []
  }

  #where(name: string | undefined, item: string): Pick<Outcome, 'list' | 'place'> {
    const list = name === undefined ? undefined : this.#lists.get(name)
    const place = list ? shownOrder(list).indexOf(item) : -1
    return { ...(name !== undefined && { list: name }), ...(place >= 0 && { place }) }
  }

  /** Of seconds that are told as a sum, those that are new. */
  #dwell(item: string, seconds = 0): Counts {
    const known = this.#dwelt.get(item) ?? 0
    if (seconds <= known) return {}
    this.#dwelt.set(item, seconds)
    return { dwell: seconds - known }
  }

  #view(): void {
    this.#change(({ last }, now) => viewed(last, now))
  }

  #add(counts: Counts): void {
    this.#change(() => counts)
  }

  #change(counts: (kept: { readonly last?: number }, now: number) => Counts): void {
    if (this.#ended || this.#context.grant.signal.aborted) return
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
    this.#add({})
    this.#record.change(({ tallies }) => ({ tallies: exposed(tallies, experiment, arm, Date.now()) }))
    emit('inkling:exposure', { experiment, arm, list })
  }

  #tell(outcome: Omit<Outcome, 'arms'>): void {
    if (!this.#ended && !this.#context.grant.signal.aborted)
      emit('inkling:outcome', { ...outcome, arms: this.#assignment.arms })
  }

  /** A page that is prerendered, or lies in another tab, is no view yet. */
  #onceSeen(work: () => void): void {
    const { signal } = this.#context.grant
    const isSeen = () => dom.visibilityState(document) === 'visible' && !dom.prerendering(document)
    if (isSeen()) {
      work()
      return
    }
    const ended = new AbortController()
    const look = () => {
      if (!isSeen()) return
      ended.abort()
      if (!signal.aborted) work()
    }
    for (const kind of ['visibilitychange', 'prerenderingchange'])
      dom.addEventListener(document, kind, look, { signal: ended.signal })
  }
}
