/**
 * Ranks items according to the current history, and keeps each ranking's input so that the ranking can be explained.
 */

import { isArticle9 } from '../../content/article9.ts'
import { itemContent } from '../../content/content.ts'
import * as dom from '../../lib/dom.ts'
import { isEdit } from '../../lib/event-kinds.ts'
import { own } from '../../lib/json/own.ts'
import { evidence } from '../../ranking/features/evidence.ts'
import type { CoReading } from '../../ranking/features/feature-input.ts'
import { forgetWords, wordVectors } from '../../ranking/features/word-vectors.ts'
import { followsReader, type RankInput, rank } from '../../ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../ranking/ranker.ts'
import { dialOf } from '../../ranking/rules/dial.ts'
import type { Item, ItemContent, Ranking, ReaderEvent } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { ListSetting, RankedBy, Scoring } from '../interfaces/scoring.ts'
import type { Session } from '../interfaces/session.ts'
import { pageLanguage } from '../languages/page-language.ts'
import type { Expected, Figures, Unlisted } from '../site-files/check-popularity.ts'
import { OWN, SLOT } from '../slots/slot-items.ts'

type Context = Session & HasExperiments

/** Number of recent rankings whose inputs are kept. */
const MAX_LISTS = 200
/** Maximum number of sensitive items hidden for a visit. The most recent ones are kept. */
const MAX_HIDDEN = 200
/** Kinds of events that count in every edition and even in paused topics. */
const HOLDS = /^(dismiss|restore)$/

/** A ranking's input, and the list's setting. */
type Remembered = RankInput & { readonly setting?: ListSetting | undefined }

export class Scorer implements Scoring {
  ranker: Ranker = DEFAULT_RANKER
  /** Popularity figures from the site's file, keyed by id. */
  popularity: Figures = Object.create(null)
  /** Popularity of pages that aren't in the file; undefined if there is none. */
  unlisted: Unlisted | undefined
  /** Predicts the popularity of new items from their texts; undefined if the site's file can't. */
  expected: Expected | undefined
  /** From the site's file; undefined if it has none. */
  coReading: CoReading | undefined
  readonly languages = new Set<string>()
  hidden: ReadonlySet<string> = new Set()
  readonly again = { rank, readWords: wordVectors }
  readonly #context: Context
  /** Keyed by the list's element, or by name for calls of `rank()`. */
  inputs = new Map<Element | string, Remembered>()

  constructor(context: Context) {
    this.#context = context
  }

  get epoch(): unknown {
    return this.inputs
  }

  base({ rules, met }: ListSetting = { rules: {} }, by?: RankedBy): Omit<RankInput, 'list' | 'candidates'> {
    const now = Date.now()
    const { store, grant } = this.#context
    const { ranker, options } = by ?? { ranker: this.ranker, options: grant.options }
    // Dismissals and edits count in every edition.
    const counts = (event: ReaderEvent) => !met || event.at >= met.since || HOLDS.test(event.kind) || isEdit(event)
    const history = evidence(this.counted().filter(counts), now)
    return {
      history,
      vectors: store?.vectors ?? new Map(),
      now,
      coReading: this.coReading,
      ranker,
      isSensitive: (item) => !this.mayCount(item),
      // A new edition starts in the editors' order.
      rules: {
        ...options,
        ...rules,
        ...(met && !followsReader({ history }) && { strength: 0 }),
        dial: dialOf(store?.events ?? []),
      },
    }
  }

  counted(): readonly ReaderEvent[] {
    const events = this.#context.store?.events ?? []
    const paused = new Set<string | undefined>()
    for (const { kind, topic } of events) if (kind === 'pause' && topic) paused.add(topic)
    // An event may get its vector later, and the vector may reveal that the event is sensitive. From then on, the event
    // doesn't count.
    return events.filter((event) => (!paused.has(event.topic) || HOLDS.test(event.kind)) && this.mayCount(event))
  }

  readonly content = (item: Item): ItemContent => {
    const address = own(item).url ?? item.id
    const content = itemContent(item, {
      figure: this.popularity[item.id] ?? this.popularity[address],
      // Pages on other sites, and ids that aren't URLs, can't be in the site's log.
      unlisted: address[0] === '/' ? this.unlisted : undefined,
      language: pageLanguage(),
      pictures: this.#context.grant.options.pictures,
    })
    this.languages.add(content.language ?? '')
    if (content.popularity !== undefined || !this.expected || item.id.startsWith(OWN)) return content
    const popularity = this.expected(content.fingerprint, this.#context.store)
    return popularity === undefined ? content : own({ ...content, popularity })
  }

  isSensitive(text: { readonly text: string; readonly fingerprint: string }): boolean {
    return isArticle9(text, this.#context.store?.vectors)
  }

  readonly hasSensitiveWords = (text: { readonly text: string; readonly fingerprint: string }): boolean =>
    isArticle9(text)

  hideForVisit(id: string, isHidden: boolean): void {
    // Create a new set each time, because each ranking keeps the set with which it was made.
    const others = [...this.hidden].filter((each) => each !== id)
    this.hidden = new Set(isHidden ? [...others, id].slice(-MAX_HIDDEN) : others)
  }

  mayCount(text: { readonly text: string; readonly fingerprint: string }): boolean {
    return this.#context.grant.options.specialCategories || !this.isSensitive(text)
  }

  rank(items: readonly Item[], list: string, setting?: ListSetting, key: Element | string = list): Ranking {
    const input = { ...this.base(setting), hidden: this.hidden, list, candidates: items.map(this.content), setting }
    // In the holdout, the order is the editors' own, so there is nothing to explain.
    return this.#context.experiments?.held ? rank(input) : this.#remember(input, key)
  }

  rankCreatives(candidates: readonly ItemContent[], slot?: { name: string; element: Element }): Ranking {
    const { name: list = '', element = SLOT } = slot ?? {}
    const rules = { demoteRead: false }
    return this.#remember({ ...this.base(), isSensitive: undefined, list, candidates, rules }, element)
  }

  #remember(input: Remembered, key: Element | string): Ranking {
    this.inputs.delete(key)
    this.inputs.set(key, input)
    for (const each of this.inputs.keys()) if (this.inputs.size > MAX_LISTS) this.inputs.delete(each)
    return rank(input)
  }

  dropGone(): void {
    for (const each of this.inputs.keys())
      if (typeof each === 'object' && !dom.isConnected(each)) this.inputs.delete(each)
  }

  revise(): void {
    for (const [key, input] of this.inputs)
      this.inputs.set(key, { ...input, history: this.base(input.setting).history })
  }

  /** Called when everything was erased. */
  forget(): void {
    this.inputs = new Map()
    this.hidden = new Set()
    forgetWords()
  }
}
