/** Item data shared by all rows of the evaluation. */
import { itemContent } from '../../../sdk/src/content/content.ts'
import type { CoReading } from '../../../sdk/src/ranking/features/feature-input.ts'
import { centre, cosines, meanRow } from '../../../sdk/src/ranking/features/similarity.ts'
import { type WordVectors, wordCosines, wordVectors } from '../../../sdk/src/ranking/features/word-vectors.ts'
import type { Item, ItemContent } from '../../../sdk/src/types.ts'
import type { Catalogue } from './log/input.ts'
import type { List, Log } from './log/read-log.ts'
import type { Popularity } from './popularity.ts'
import { stored } from './vectors.ts'

/**
 * Computes similarities, −1 to 1, between the items of a history and the candidates.
 * @param shown ids of all items previously shown to the user, clicked or not
 */
export type SimilaritiesTo = (
  history: readonly string[],
  candidates: readonly string[],
  shown: readonly string[],
) => Similarities

export interface Similarities {
  /** Ids of the history's items for which there is data. */
  readonly history: readonly string[]
  /** For each candidate, its similarity to each item of `history`; undefined for a candidate without data. */
  readonly rows: ReadonlyArray<ArrayLike<number> | undefined>
}

export interface Context {
  /** The items that the logs describe, keyed by id. */
  readonly contents: ReadonlyMap<string, ItemContent>
  /** Unit-length text vectors of the described items that appear in a list, keyed by id. */
  readonly vectors: ReadonlyMap<string, Float32Array>
  /** The same contents and vectors, keyed by fingerprint as on a page. */
  readonly catalogue: Catalogue
  /** Popularity, counted in the training log only. */
  readonly popularity: Popularity
  /** Lists of the training log, except those that are being scored; empty if there is no training log. */
  readonly training: readonly List[]
  /** Cosine similarity of tf-idf word vectors, with document frequencies over all items in the logs. */
  readonly wordSimilarities: SimilaritiesTo
  /** Cosine similarity of text vectors. */
  readonly textSimilarities: SimilaritiesTo
}

/** Merges the items of all logs. If several logs describe an item, the first one wins. */
export function contentsOf(...logs: ReadonlyArray<Pick<Log, 'items'>>): Map<string, ItemContent> {
  const items = new Map<string, Item>()
  for (const log of logs) for (const [id, item] of log.items) if (!items.has(id)) items.set(id, item)
  return new Map([...items].map(([id, item]) => [id, itemContent(item)]))
}

/** @param vectors unit-length vectors keyed by id, all from one model */
export function makeContext(
  contents: ReadonlyMap<string, ItemContent>,
  vectors: ReadonlyMap<string, Float32Array>,
  popularity: Popularity,
  training: readonly List[],
  coReading?: CoReading,
): Context {
  return {
    contents,
    vectors,
    catalogue: { contents, vectors: stored(vectors, contents), coReading },
    popularity,
    training,
    wordSimilarities: byWords(contents),
    textSimilarities: byVectors(vectors),
  }
}

function byWords(contents: ReadonlyMap<string, ItemContent>): SimilaritiesTo {
  const ids = [...contents.keys()]
  const place = new Map(ids.map((id, n) => [id, n]))
  const { words, weights, size } = wordVectors(
    ids.map((id) => contents.get(id)!),
    ids.length,
  )
  const pick = (chosen: readonly string[]): WordVectors => {
    const places = chosen.map((id) => place.get(id)!)
    return { words: places.map((n) => words[n]!), weights: places.map((n) => weights[n]!), size }
  }
  return similarities(
    (id) => place.has(id),
    (candidates, history) =>
      wordCosines(
        pick([...candidates, ...history]),
        { from: 0, to: candidates.length },
        { from: candidates.length, to: candidates.length + history.length },
      ),
  )
}

/** Centres vectors as a page does: subtracts the mean over the candidates and everything shown before. */
function byVectors(vectors: ReadonlyMap<string, Float32Array>): SimilaritiesTo {
  const width = vectors.values().next().value?.length ?? 0
  const pick = (chosen: readonly string[]) => {
    const rows = new Float32Array(chosen.length * width) // (n, width)
    chosen.forEach((id, n) => {
      rows.set(vectors.get(id)!, n * width)
    })
    return { rows, width }
  }
  return similarities(
    (id) => vectors.has(id),
    (candidates, history, shown) => {
      const [a, b] = [pick(candidates), pick(history)]
      const common = meanRow([a, pick(shown.filter((id) => vectors.has(id)))], width)
      return cosines(centre(a, common), centre(b, common))
    },
  )
}

/** @param matrix computes the similarities (C × H) of items that have data */
function similarities(
  known: (id: string) => boolean,
  matrix: (candidates: readonly string[], history: readonly string[], shown: readonly string[]) => Float32Array,
): SimilaritiesTo {
  // Cache the last result, because several rows ask for the same list in succession.
  let last: { history: readonly string[]; candidates: readonly string[]; result: Similarities } | undefined
  return (history, candidates, shown) => {
    if (last && same(last.history, history) && same(last.candidates, candidates)) return last.result
    const [rows, columns] = [candidates.filter(known), history.filter(known)]
    const values = matrix(rows, columns, shown)
    const H = columns.length
    let row = 0
    const result = {
      history: columns,
      rows: candidates.map((id) => (known(id) ? values.subarray(row * H, ++row * H) : undefined)),
    }
    last = { history, candidates, result }
    return result
  }
}

const same = (a: readonly string[], b: readonly string[]) =>
  a === b || (a.length === b.length && a.every((id, n) => id === b[n]))
