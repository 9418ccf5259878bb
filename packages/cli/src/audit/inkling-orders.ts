/** Orders the lists of a log, or of simulated readers, as Inkling would on a page with the lexical ranker. */
import type { Meeting, Seen } from '../../../measure/src/fairness/simulation.ts'
import { DEFAULTS } from '../../../sdk/src/options.ts'
import { evidence } from '../../../sdk/src/ranking/features/evidence.ts'
import type { FeatureInput } from '../../../sdk/src/ranking/features/feature-input.ts'
import { isKnown, rank } from '../../../sdk/src/ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../../sdk/src/ranking/ranker.ts'
import { calibrationGain, targetShares } from '../../../sdk/src/ranking/rules/calibration.ts'
import { rerank } from '../../../sdk/src/ranking/rules/rerank.ts'
import type { ItemContent, ReaderEvent } from '../../../sdk/src/types.ts'
import { inputOf } from '../evaluate/log/input.ts'
import { asOf } from '../evaluate/replay.ts'
import type { ListToOrder } from './visits.ts'

/** The stronger calibration tried as a mitigation for lists that are far from their readers' interests. */
export const STRONGER = 4 * DEFAULTS.calibration

/**
 * Orders lists with the default calibration. Also orders each list with {@link STRONGER} and appends the result to
 * `stronger`.
 */
export class InklingOrders {
  readonly stronger: Array<readonly number[]> = []
  readonly #ranker: Ranker

  constructor(ranker: Ranker = DEFAULT_RANKER) {
    this.#ranker = ranker
  }

  /** @returns indices of the candidates, best first */
  order(input: FeatureInput): readonly number[] {
    const { candidates, history } = input
    // Click logs often contain repeat clicks, so items that were already read still compete.
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

/** @param popularityOf given a reader id, returns popularity counted without that reader's own clicks */
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
