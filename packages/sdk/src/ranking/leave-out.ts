import type { Ranking } from '../types.ts'
import type { RankInput } from './rank.ts'

export type Rank = (input: RankInput) => Ranking

/** The places of a ranking, and those that it would give without something. Each thing is left out once. */
export class LeaveOut {
  readonly input: RankInput
  readonly ranking: Ranking
  readonly #rank: Rank
  readonly #fit: boolean
  readonly #places: ReadonlyMap<string, number>
  readonly #without = new Map<unknown, ReadonlyMap<string, number>>()

  /** @param fit whether places follow the score without the page's own order, as with creatives */
  constructor(input: RankInput, rank: Rank, fit: boolean) {
    this.input = input
    this.#rank = rank
    this.#fit = fit
    this.ranking = rank(input)
    this.#places = this.#placesOf(this.ranking)
  }

  #placesOf({ items }: Ranking): ReadonlyMap<string, number> {
    if (!this.#fit) return new Map(items.map(({ id, to }) => [id, to]))
    const fit = ({ score, parts }: Ranking['items'][number]) => score - parts.position
    return new Map([...items].sort((a, b) => fit(b) - fit(a)).map(({ id }, place) => [id, place]))
  }

  place(id: string): number {
    return this.#places.get(id)!
  }

  /** @param what names what is left out @param change what then differs from the input */
  placeWithout(id: string, what: unknown, change: () => Partial<RankInput>): number {
    const known = this.#without.get(what) ?? this.#placesOf(this.#rank({ ...this.input, ...change() }))
    this.#without.set(what, known)
    return known.get(id)!
  }
}
