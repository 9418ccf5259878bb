/** Asks for what the inspector tells: the check of the page, how Inkling stands, and why each item of one list is where it is. */

import type { Inkling } from '../../client/inkling-api.ts'
import type { Explanation, InklingEvents, Item, Status, Tally } from '../../types.ts'
import type { CheckReport, ListReport } from '../check/report/report.ts'
import type { InspectorInput } from './inspector-input.ts'
import { type FairnessView, measureFairness } from './measure-fairness.ts'
import { type Stored, stored } from './stored.ts'
import { en } from './texts/en.ts'

/** Items of a list that are explained. */
export const MOST_ITEMS = 40

/** What was told of a list when it was ordered. */
export type Ranked = InklingEvents['inkling:ranked']

export interface Explained {
  readonly item: Item
  /** Absent where it wasn't ranked: no consent, no history, or it keeps its place as a sensitive one does. */
  readonly why: Explanation | undefined
}

export interface Inspection {
  readonly report: CheckReport
  /** Undefined until Inkling has run. */
  readonly status: Status | undefined
  readonly stored: Stored
  /** The list that is looked at; undefined where the page has none. */
  readonly list: ListReport | undefined
  /** In the order that was worked out, those without a place in it last. */
  readonly items: readonly Explained[]
  /** Of all lists, where it was asked for. */
  readonly fair: FairnessView | undefined
  /** By experiment; none without consent to being measured. */
  readonly tallies: readonly Tally[]
}

/**
 * @param at selector of the list that is looked at: names need not differ. Default: the first
 * @param fairly whether all lists are to be measured
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
  // Of two without a place the difference is no number: they stay as the page has them.
  const ordered = explained.sort((a, b) => place(a) - place(b) || 0)
  return { report, status, stored: kept, list, items: ordered, tallies, fair }
}

/** What was told of it last. Any script can send an event of that name: one that isn't as Inkling sends it says nothing. */
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
