/** Ranks by what the history says now, and remembers what was ranked, so that it can be explained. */

import { isArticle9 } from '../content/article9.ts'
import { itemContent } from '../content/content.ts'
import * as dom from '../lib/dom.ts'
import { evidence } from '../ranking/features/evidence.ts'
import { forgetWords, wordVectors } from '../ranking/features/word-vectors.ts'
import { type RankInput, rank } from '../ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../ranking/ranker.ts'
import type { Item, ItemContent, Ranking, ReaderEvent } from '../types.ts'
import { pageLanguage } from './languages/page-language.ts'
import type { ListSetting, RankedBy, RuntimeContext, Scoring } from './runtime-context.ts'
import type { Figures } from './site-files/check-popularity.ts'
import { SLOT } from './slots/slot-items.ts'

/** Lists that can be explained: the last ranked. */
const MAX_LISTS = 200

export class Scorer implements Scoring {
  ranker: Ranker = DEFAULT_RANKER
  /** What the site's file says of popularity, by id. */
  popularity: Figures = Object.create(null)
  readonly languages = new Set<string>()
  readonly again = { rank, readWords: wordVectors }
  readonly #context: RuntimeContext
  /** Of what was ranked on this page, by the list's element; by name what was ranked by call. */
  inputs = new Map<Element | string, RankInput>()

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  get epoch(): unknown {
    return this.inputs
  }

  base({ rules, met }: ListSetting = { rules: {} }, by?: RankedBy): Omit<RankInput, 'list' | 'candidates'> {
    const now = Date.now()
    const { store, grant } = this.#context
    const { ranker, options } = by ?? { ranker: this.ranker, options: grant.options }
    // An event's vector may have come after it: what was not known then counts no more. A dismissal holds in every edition.
    const counts = (event: ReaderEvent) =>
      (!met || event.at >= met.since || /^(dismiss|restore)$/.test(event.kind)) && this.mayCount(event)
    const history = evidence(store?.events.filter(counts) ?? [], now)
    return {
      history,
      vectors: store?.vectors ?? new Map(),
      now,
      ranker,
      // A new edition begins in the editor's order.
      rules: { ...options, ...rules, ...(met && !history.positive.length && { strength: 0 }) },
    }
  }

  readonly content = (item: Item): ItemContent => {
    const content = itemContent(item, {
      figure: this.popularity[item.id] ?? this.popularity[item.url ?? item.id],
      language: pageLanguage(),
      pictures: this.#context.grant.options.pictures,
    })
    this.languages.add(content.language ?? '')
    return content
  }

  isSensitive(text: { readonly text: string; readonly fingerprint: string }): boolean {
    return isArticle9(text, this.#context.store?.vectors ?? new Map())
  }

  mayCount(text: { readonly text: string; readonly fingerprint: string }): boolean {
    return this.#context.grant.options.specialCategories || !this.isSensitive(text)
  }

  rank(items: readonly Item[], list: string, setting?: ListSetting, key: Element | string = list): Ranking {
    const input = { ...this.base(setting), list, candidates: items.map(this.content) }
    // What stands as its editors have it has nothing to explain.
    return this.#context.measuring?.held ? rank(input) : this.#remember(input, key)
  }

  rankCreatives(candidates: readonly ItemContent[], list = ''): Ranking {
    return this.#remember({ ...this.base(), list, candidates, rules: { demoteRead: false } }, SLOT + list)
  }

  #remember(input: RankInput, key: Element | string): Ranking {
    this.inputs.delete(key)
    this.inputs.set(key, input)
    for (const each of this.inputs.keys()) if (this.inputs.size > MAX_LISTS) this.inputs.delete(each)
    return rank(input)
  }

  dropGone(): void {
    for (const each of this.inputs.keys())
      if (typeof each === 'object' && !dom.isConnected(each)) this.inputs.delete(each)
  }

  clear(): void {
    this.inputs.clear()
  }

  /** Everything was deleted. */
  forget(): void {
    this.inputs = new Map()
    forgetWords()
  }
}
