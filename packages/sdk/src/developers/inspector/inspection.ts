/** Collects what the inspector shows: the page check, Inkling's status, and explanations of one list's items. */

import type { Inkling } from '../../client/inkling-api.ts'
import type { Explanation, InklingEvents, Item, Status, Tally } from '../../types.ts'
import type { CheckReport, ListReport } from '../check/report/report.ts'
import type { InspectorInput } from './inspector-input.ts'
import { type FairnessView, measureFairness } from './measure-fairness.ts'
import { type Stored, stored } from './stored.ts'
import { en } from './texts/en.ts'

/** Maximum items explained per list. */
export const MOST_ITEMS = 40

/** The last ranking event of a list. */
export type Ranked = InklingEvents['inkling:ranked']

export interface Explained {
  readonly item: Item
  /**
   * Absent if the item wasn't ranked, either because there is no consent or history or because the item is sensitive.
   */
  readonly why: Explanation | undefined
}

export interface Inspection {
  readonly report: CheckReport
  /** Undefined until Inkling has run. */
  readonly status: Status | undefined
  readonly stored: Stored
  /** The selected list; undefined if the page has none. */
  readonly list: ListReport | undefined
  /** In ranked order; items without a rank come last. */
  readonly items: readonly Explained[]
  /** Fairness of all lists, if requested. */
  readonly fair: FairnessView | undefined
  /** Tallies keyed by experiment; empty without consent to measurement. */
  readonly tallies: readonly Tally[]
}

/**
 * @param at selector of the list to inspect (a name might not be unique). Default: the first list
 * @param fairly whether to measure the fairness of all lists
 */
export async function inspectPage(
  inkling: Inkling | undefined,
  asked: InspectorInput,
  at: string | undefined,
  fairly: boolean,
): Promise<Inspection> {
  const report = asked.check()
  const list = report.lists.find((each) => each.at === at) ?? report.lists[0]
  const items = list?.items.slice(0, MOST_ITEMS) ?? []
  const [status, tallies = [], kept, explained, fair] = await Promise.all([
    inkling?.status(),
    inkling?.measure.summary(),
    stored(),
    Promise.all(items.map(async (item) => ({ item, why: list && (await inkling?.explain(list.name, item.id)) }))),
    fairly && inkling ? measureFairness(inkling, report) : undefined,
  ])
  const place = ({ why }: Explained) => why?.to ?? Number.POSITIVE_INFINITY
  // Comparing two items without a rank gives NaN, so they stay in page order.
  const ordered = explained.sort((a, b) => place(a) - place(b) || 0)
  return { report, status, stored: kept, list, items: ordered, tallies, fair }
}

/** The list's last valid ranking event; others are ignored, since any script can dispatch an event of that name. */
export const lastRanked = (heard: readonly Event[], list: string): Ranked | undefined =>
  heard
    .filter(({ type }) => type === 'inkling:ranked')
    .map((event) => (event as CustomEvent<Ranked | null>).detail)
    .findLast((detail): detail is Ranked => detail?.list === list && isRanked(detail))

const isRanked = ({ moved, by, why, ranking }: Ranked): boolean =>
  Number.isFinite(moved) &&
  Number.isFinite(ranking?.milliseconds) &&
  /^(?:lexical|semantic)$/.test(ranking.tier) &&
  /^(?:snippet|tag)$/.test(by) &&
  (why === undefined || Object.hasOwn(en.unmoved, why))
