import { titleOf } from '../../lib/text/title.ts'
import type { EventRef, Ranking } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import { type RankInput, tierOf } from '../rank.ts'
import { DEFAULT_RANKER } from '../ranker.ts'
import { holdsPlace } from '../rules/rules.ts'
import { KnownSimilarities } from './known-similarities.ts'
import type { ReadWords } from './known-words.ts'

/**
 * The ranking functions, passed in because the explanations bundle contains none and a second word cache would double
 * the memory use.
 */
export interface Again {
  readonly rank: (input: RankInput) => Ranking
  readonly readWords: ReadWords
}

/**
 * Maximum number of dismissed items that are left out one by one. A reader may have dismissed as many as two thousand.
 */
const MAX_HIDDEN = 50
/**
 * Largest difference in score that rounding may cause if a weight is 1. Rounding differs because cached similarities
 * are summed in a different order. With the default weights (largest: 2) the difference is at most 1.3e-7.
 */
const ROUGH = 5e-7

/** 0-based places and scores of the candidates. */
export interface Outcome {
  readonly places: Int32Array
  readonly scores: Float64Array
  /** Scores of the items that are placed by score, highest first. */
  readonly sorted: Float64Array
}

/**
 * The places of a ranking, and counterfactuals, which are the places that items would have if something were left out.
 * For each counterfactual, the whole list is ranked again, once for all items.
 */
export class LeaveOut {
  readonly input: RankInput
  readonly ranking: Ranking
  /** Whether places are determined by the score without the position prior, as for creatives. */
  readonly fit: boolean
  readonly outcome: Outcome
  /**
   * Events that can be left out: opened items in descending order of weight, and the dismissals with the highest
   * weights.
   */
  readonly events: readonly Evidence[]
  /** Topics of the opened items. */
  readonly topics: readonly string[]
  readonly #again: Again
  readonly #rough: number
  readonly #similar: KnownSimilarities
  readonly #index: ReadonlyMap<string, number>
  readonly #number: ReadonlyMap<Evidence, number>
  readonly #known = new Map<string, Outcome>()
  readonly #alone = new Map<Evidence | string, Outcome>()
  readonly #refs = new Map<Evidence, EventRef>()

  /** @param fit whether places are determined by the score without the position prior, as for creatives */
  constructor(input: RankInput, again: Again, fit: boolean) {
    this.input = input
    this.#again = again
    this.fit = fit
    const { weights } = input.ranker ?? DEFAULT_RANKER
    const largest = Object.values(weights).flatMap((of) => Object.values(of).map(Math.abs))
    this.#rough = ROUGH * Math.max(1, ...largest)
    this.#similar = new KnownSimilarities(this.input, again.readWords)
    this.#index = new Map(input.candidates.map(({ id }, c) => [id, c]))
    this.events = [...this.input.history.positive, ...this.input.history.dismissed.slice(0, MAX_HIDDEN)]
    this.topics = [...new Set(input.history.positive.flatMap(({ topic }) => topic || []))]
    this.#number = new Map(this.events.map((event, h) => [event, h]))
    this.ranking = again.rank(input)
    this.outcome = this.#outcomeOf(this.ranking)
  }

  /** Ranks using cached similarities. If scores are too close to be ordered reliably, ranks again using the texts. */
  #outcome(input: RankInput): Outcome {
    const similar = this.#similar.of(input.history, tierOf(input))
    const outcome = this.#outcomeOf(this.#again.rank({ ...input, similar }))
    const isClear = outcome.sorted.every((score, i, all) => !i || all[i - 1]! - score > this.#rough)
    return isClear ? outcome : this.#outcomeOf(this.#again.rank(input))
  }

  #outcomeOf({ items }: Ranking): Outcome {
    const places = new Int32Array(items.length)
    const scores = new Float64Array(items.length)
    for (const { from, to, score, parts } of items) {
      places[from] = to
      scores[from] = this.fit ? score - parts.position : score
    }
    if (this.fit)
      [...items]
        .sort((a, b) => scores[b.from]! - scores[a.from]!)
        .forEach(({ from }, place) => {
          places[from] = place
        })
    const free = items.filter(({ rule }) => !holdsPlace(rule)).map(({ from }) => scores[from]!)
    const sorted = new Float64Array(free).sort().reverse()
    return { places, scores, sorted }
  }

  #once(key: string, change: () => Partial<RankInput>): Outcome {
    const known = this.#known.get(key) ?? this.#outcome({ ...this.input, ...change() })
    this.#known.set(key, known)
    return known
  }

  indexOf(id: string): number {
    return this.#index.get(id) ?? -1
  }

  /** The places without one event. Cached separately, because each event is requested for every item. */
  withoutOne(event: Evidence): Outcome {
    return this.#alone.get(event) ?? this.#remember(event, [event])
  }

  /** The places without a topic's opened items. */
  withoutTopic(topic: string): Outcome {
    const { positive } = this.input.history
    return (
      this.#alone.get(topic) ??
      this.#remember(
        topic,
        positive.filter((event) => event.topic === topic),
      )
    )
  }

  #remember(one: Evidence | string, events: readonly Evidence[]): Outcome {
    const outcome = this.without(events)
    this.#alone.set(one, outcome)
    return outcome
  }

  /** @param events the events to leave out */
  without(events: Iterable<Evidence>): Outcome {
    const left = new Set(events)
    const key = [...left].map((event) => this.#number.get(event)!).sort((a, b) => a - b)
    const keep = (side: readonly Evidence[]) => side.filter((event) => !left.has(event))
    return this.#once(`${key}`, () => {
      const { history } = this.input
      return { history: { ...history, positive: keep(history.positive), dismissed: keep(history.dismissed) } }
    })
  }

  /** The places as if the reader had never seen this item. */
  withoutOwn(c: number): Outcome {
    const { id } = this.input.candidates[c]!
    const { history } = this.input
    const keep = (side: readonly Evidence[]) => side.filter(({ item }) => item !== id)
    return this.#once(`own ${c}`, () => ({
      history: {
        ...history,
        positive: keep(history.positive),
        skipped: keep(history.skipped),
        dismissed: keep(history.dismissed),
        read: new Set([...history.read].filter((item) => item !== id)),
      },
      hidden: new Set([...(this.input.hidden ?? [])].filter((item) => item !== id)),
    }))
  }

  /** The places as if the reader had neither raised nor lowered the topic. */
  withoutLevel(topic: string): Outcome {
    return this.#once(`level ${topic}`, () => {
      const { levels, ...history } = this.input.history
      const others = new Map([...(levels ?? [])].filter(([each]) => each !== topic))
      return { history: { ...history, ...(others.size && { levels: others }) } }
    })
  }

  /** The places as if this one item had no popularity or no date. */
  withoutFields(c: number, ...names: Array<'popularity' | 'published'>): Outcome {
    return this.#once(`${names} ${c}`, () => ({
      candidates: this.input.candidates.map((candidate, i) => {
        if (i !== c) return candidate
        const rest = { ...candidate }
        for (const name of names) delete rest[name]
        return rest
      }),
    }))
  }

  /** The places that the items would have without co-reading data. */
  withoutCoReading(): Outcome {
    return this.#once('coReading', () => ({ coReading: undefined }))
  }

  /**
   * The places if these rules applied instead.
   *
   * @param isFloored whether the floors of the site's ranker, if any, apply
   */
  under(rules: NonNullable<RankInput['rules']>, isFloored: boolean): Outcome {
    const { holdFloors, ...ranker } = this.input.ranker ?? DEFAULT_RANKER
    const isBare = holdFloors && !isFloored
    return this.#once(JSON.stringify([rules, isBare]), () => ({ rules, ...(isBare && { ranker }) }))
  }

  /** The event in the form in which explanations contain it. */
  ref(event: Evidence): EventRef {
    const { item, text, kind, topic, at } = event
    const ref = this.#refs.get(event) ?? { item, text, title: titleOf(text, topic), kind, at }
    this.#refs.set(event, ref)
    return ref
  }
}
