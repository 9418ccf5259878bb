/** Orders of lists at each position of the reader's dial, with its costs and benefits. */
import { Extras } from '../../../cli/src/audit/extras.ts'
import { orderOfLog, orderOfSimulation } from '../../../cli/src/audit/inkling-orders.ts'
import { shareOf } from '../../../cli/src/audit/mitigations.ts'
import { visitsOf } from '../../../cli/src/audit/visits.ts'
import { contentsOf } from '../../../cli/src/evaluate/context.ts'
import { readLog } from '../../../cli/src/evaluate/log/read-log.ts'
import { countPopularity } from '../../../cli/src/evaluate/popularity.ts'
import { listsByUser } from '../../../cli/src/evaluate/replay.ts'
import { type Change, compareOrders } from '../../../measure/src/fairness/compare-orders.ts'
import { FIRST, ndcg10 } from '../../../measure/src/fairness/exposure.ts'
import { calibrationOf } from '../../../measure/src/fairness/measures/divergences.ts'
import { simulate } from '../../../measure/src/fairness/simulation.ts'
import { itemsOf, type Visit } from '../../../measure/src/fairness/visit.ts'
import { DEFAULTS } from '../../src/options.ts'
import type { FeatureInput } from '../../src/ranking/features/feature-input.ts'
import { rank } from '../../src/ranking/rank.ts'
import { isDiscovery } from '../../src/ranking/rules/floors.ts'
import type { Dial } from '../../src/types.ts'

/** Positions to compare with `balanced`, the site's own rules. */
export const TURNED = ['familiar', 'explore'] as const
type Turned = (typeof TURNED)[number]
/** By position, the order of each list, in call order. */
type Orders = Readonly<Record<Turned, Array<readonly number[]>>>

/** @returns indices of the candidates, best first */
function orderBy(dial: Dial, input: FeatureInput): readonly number[] {
  // As in audits, items already read still compete.
  const rules = { demoteRead: false, calibration: DEFAULTS.calibration, dial }
  return rank({ ...input, list: '', rules }).items.map(({ from }) => from)
}

/** Returns the order of the balanced dial, and records the others. */
function recorder(): { readonly turned: Orders; order(input: FeatureInput): readonly number[] } {
  const turned: Orders = { familiar: [], explore: [] }
  return {
    turned,
    order(input) {
      for (const dial of TURNED) turned[dial].push(orderBy(dial, input))
      return orderBy('balanced', input)
    },
  }
}

/** Measures of a position's cost and effect on a list's first ten. */
const MEASURES = {
  'nDCG@10': (visit) => ndcg10(visit, 'order'),
  'topics in the first ten': (visit) =>
    new Set(itemsOf(visit, 'order', FIRST).flatMap(({ topic }) => topic ?? [])).size,
  'share of exposure of topics hardly opened': (visit) => shareOf(visit, isDiscovery(visit.opened)),
  'divergence from what the reader opened': (visit) => calibrationOf(visit, 'order'),
} satisfies Readonly<Record<string, (visit: Visit) => number | undefined>>
type Measure = keyof typeof MEASURES

export interface DialRow extends Change {
  readonly dial: Turned
  readonly measure: Measure
}

/** @param visits in the balanced orders */
function rowsOf(visits: readonly Visit[], turned: Orders): DialRow[] {
  return TURNED.flatMap((dial) =>
    (Object.keys(MEASURES) as Measure[]).flatMap((measure) => {
      const mended = (visit: Visit, index: number) => ({ ...visit, order: turned[dial][index]! })
      const change = compareOrders(visits, mended, MEASURES[measure])
      return change ? [{ dial, measure, ...change }] : []
    }),
  )
}

export function dialsOfSimulation(readers: number, visits: number, random: () => number): DialRow[] {
  const orders = recorder()
  return rowsOf(simulate({ readers, visits, order: orderOfSimulation(orders), random }), orders.turned)
}

/** @param file a log @param most maximum lists */
export async function dialsOfLog(file: string, most: number): Promise<DialRow[]> {
  const extras = new Extras({ groups: [] })
  const log = await readLog(file, { onEvent: (event) => extras.take(event) })
  const users = listsByUser(log.lists)
  const popularity = countPopularity(log.lists)
  const orders = recorder()
  const order = orderOfLog(orders, contentsOf(log), (reader) => popularity.without(users.get(reader) ?? []).of)
  return rowsOf(visitsOf(log, extras, order, most).visits, orders.turned)
}

/**
 * Long-term results of readers who keep the dial in one position: means over readers, with half-widths of 95 %
 * intervals.
 */
export interface Living {
  readonly dial: Dial
  readonly opened: Mean
  readonly topics: Mean
}
interface Mean {
  readonly value: number
  readonly half: number
}

/** Simulates each position separately, with the same tastes and pages until the readers' clicks diverge. */
export function livesWith(dial: Dial, readers: number, visits: number, random: () => number): Living {
  const order = orderOfSimulation({ order: (input) => orderBy(dial, input) })
  const byReader = new Map<string, Visit[]>()
  for (const visit of simulate({ readers, visits, order, random }))
    byReader.set(visit.reader, [...(byReader.get(visit.reader) ?? []), visit])
  const all = [...byReader.values()]
  const clicks = (each: readonly Visit[]) => each.flatMap(({ page, clicked }) => [...clicked].map((at) => page[at]!))
  return {
    dial,
    opened: meanOf(all.map((each) => clicks(each).length / each.length)),
    topics: meanOf(all.map((each) => new Set(clicks(each).map(({ topic }) => topic)).size)),
  }
}

function meanOf(values: readonly number[]): Mean {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (values.length - 1)
  return { value, half: 1.96 * Math.sqrt(variance / values.length) }
}
