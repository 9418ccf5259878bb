/**
 * Fairness figures of one page for one reader: the audit's per-visit measures without its tests, because fairness can
 * be judged only over many readers.
 */
import { exposed } from './exposure.ts'
import { spreadOf } from './measures/catalogue.ts'
import { calibrationOf } from './measures/divergences.ts'
import { sharesOf } from './shares.ts'
import { ITEM_DIMENSIONS, type ItemDimension } from './survey.ts'
import type { AuditItem, Side, Visit } from './visit.ts'

/** A list on the page, in three orders. */
export interface ListOrders {
  /** (C), in the editors' order. */
  readonly page: readonly AuditItem[]
  /** The current order (C), as indices into `page`, best first. */
  readonly shown: readonly number[]
  /** The order by score alone (C). */
  readonly byScore: readonly number[]
}

export const ORDERS = ['shown', 'editors', 'byScore'] as const
/** One value per order. */
export type InOrders = Readonly<Record<(typeof ORDERS)[number], number>>

export interface PageFairness {
  /** Share of the lists' total exposure, keyed by name, highest first; '' stands for items without a name. */
  readonly exposure: Readonly<Record<ItemDimension, ReadonlyArray<InOrders & { readonly name: string }>>>
  /** Share of items with less than a tenth of an equal share of exposure. */
  readonly rare: InOrders
  /**
   * Mean divergence between the lists' first ten items and what the reader opened; undefined if too little was opened.
   */
  readonly calibration: InOrders | undefined
}

/** @param opened the number of opened items, keyed by topic */
export function pageFairness(lists: readonly ListOrders[], opened: Visit['opened']): PageFairness {
  const visits = lists.map(({ page, shown, byScore }) => {
    const visit = { reader: '', at: 0, groups: NOTHING, page, clicked: NOBODY, clickedIn: 'order', opened } as const
    return { shown: { ...visit, order: shown }, byScore: { ...visit, order: byScore } }
  })
  const inOrders = (of: (visits: readonly Visit[], side: Side) => number): InOrders => ({
    shown: of(
      visits.map(({ shown }) => shown),
      'order',
    ),
    editors: of(
      visits.map(({ shown }) => shown),
      'page',
    ),
    byScore: of(
      visits.map(({ byScore }) => byScore),
      'order',
    ),
  })
  const items = new Map([...new Set(lists.flatMap(({ page }) => page.map(({ id }) => id)))].map((id, n) => [id, n]))
  const calibration = inOrders(meanCalibration)
  return {
    exposure: Object.fromEntries(
      ITEM_DIMENSIONS.map((dimension) => [dimension, shares(lists, dimension, inOrders)]),
    ) as unknown as PageFairness['exposure'],
    rare: inOrders((visits, side) => rareOf(visits, side, items)),
    calibration: Number.isNaN(calibration.shown) ? undefined : calibration,
  }
}

const NOTHING: ReadonlyMap<string, string> = new Map()
const NOBODY: ReadonlySet<number> = new Set()

function shares(
  lists: readonly ListOrders[],
  dimension: ItemDimension,
  inOrders: (of: (visits: readonly Visit[], side: Side) => number) => InOrders,
): PageFairness['exposure'][ItemDimension] {
  const nameOf = (item: AuditItem) => item[dimension] ?? ''
  const names = [...new Set(lists.flatMap(({ page }) => page.map(nameOf)))]
  return names
    .map((name) => ({
      name,
      ...inOrders((visits, side) => sharesOf(visits.flatMap((visit) => exposed(visit, side, nameOf))).get(name) ?? 0),
    }))
    .sort((a, b) => b.shown - a.shown)
}

function rareOf(visits: readonly Visit[], side: Side, items: ReadonlyMap<string, number>): number {
  const exposures = new Float64Array(items.size)
  for (const visit of visits)
    for (const [number, exposure] of exposed(visit, side, ({ id }) => items.get(id)!)) exposures[number]! += exposure
  return spreadOf(exposures).rare
}

/** NaN if the measure doesn't apply to any list. */
function meanCalibration(visits: readonly Visit[], side: Side): number {
  const each = visits.flatMap((visit) => calibrationOf(visit, side) ?? [])
  return each.reduce((sum, value) => sum + value, 0) / each.length
}
