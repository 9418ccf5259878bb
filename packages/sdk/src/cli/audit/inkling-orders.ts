/** Lists as Inkling orders them on pages, by words: of a log, and of simulated readers. */
import type { Meeting, Seen } from '../../measurement/fairness/simulation.ts'
import { DEFAULTS } from '../../options.ts'
import { evidence } from '../../ranking/features/evidence.ts'
import type { FeatureInput } from '../../ranking/features/feature-input.ts'
import { isKnown, rank } from '../../ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../ranking/ranker.ts'
import { calibrationGain, targetShares } from '../../ranking/rules/calibration.ts'
import { rerank } from '../../ranking/rules/rerank.ts'
import type { ItemContent, ReaderEvent } from '../../types.ts'
import { inputOf } from '../evaluate/log/input.ts'
import { asOf } from '../evaluate/replay.ts'
import type { ListToOrder } from './visits.ts'

/** What is tried against lists that are too far from their readers. */
export const STRONGER = 4 * DEFAULTS.calibration

/**
 * Orders of lists with calibration as pages have it; `stronger` keeps the same lists' orders with more of it, in the order in
 * which they were asked for.
 */
export class InklingOrders {
  readonly stronger: Array<readonly number[]> = []
  readonly #ranker: Ranker

  constructor(ranker: Ranker = DEFAULT_RANKER) {
    this.#ranker = ranker
  }

  /** @returns places of the candidates, best first */
  order(input: FeatureInput): readonly number[] {
    const { candidates, history } = input
    // In a log of clicks something clicked before is often clicked again: what was read competes.
    const rules = { demoteRead: false }
    const { items } = rank({ ...input, list: '', ranker: this.#ranker, rules })
    const calibrated = (strength: number) => {
      const gain = calibrationGain<(typeof items)[number]>(
        strength,
        targetShares(candidates, history),
        ({ from }) => candidates[from]!.topic,
      )
      return (isKnown(input) ? rerank(items, [gain]) : items).map(({ from }) => from)
    }
    this.stronger.push(calibrated(STRONGER))
    return calibrated(DEFAULTS.calibration)
  }
}

/** @param popularityOf by a reader's id: what the others click, since the reader's own clicks are what is asked */
export function orderOfLog(
  orders: Pick<InklingOrders, 'order'>,
  contents: ReadonlyMap<string, ItemContent>,
  popularityOf: (reader: string) => (item: string) => number | undefined,
): (asked: ListToOrder) => readonly number[] {
  const catalogue = { contents, vectors: new Map() }
  let [reader, popularity] = ['', popularityOf('')]
  return ({ list, page, past }) => {
    if (list.user !== reader) [reader, popularity] = [list.user, popularityOf(list.user)]
    const known = past.map((earlier) => asOf(earlier, list.at))
    return orders.order(inputOf(list, known, page, catalogue, popularity))
  }
}

export function orderOfSimulation(orders: Pick<InklingOrders, 'order'>): (meeting: Meeting) => readonly number[] {
  return ({ page, seen, now }) =>
    orders.order({
      candidates: page.map(contentOf),
      history: evidence(seen.flatMap(eventsOf), now),
      vectors: new Map(),
      now,
    })
}

const contentOf = ({ id, text, topic, provider, published, popularity }: Seen['story']): ItemContent => ({
  id,
  text,
  fingerprint: id,
  topic,
  author: provider,
  published,
  popularity,
})

function eventsOf({ story, at, opened }: Seen): ReaderEvent[] {
  const { id: item, ...rest } = contentOf(story)
  const shown: ReaderEvent = { ...rest, item, kind: 'impression', at }
  return opened ? [shown, { ...shown, kind: 'click' }] : [shown]
}
