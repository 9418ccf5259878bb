/**
 * Makes vectors for texts with the packs that this page's items need: first depth 0 on the page, then depth 1 in the
 * worker if its model may be downloaded.
 */

import { phraseOf } from '../../content/article9-phrases.ts'
import { missing, type WantedText } from '../../content/missing.ts'
import { quantise } from '../../content/quantise.ts'
import type { ModelInfo } from '../../engine/pack/model-info.ts'
import type { Table } from '../../engine/table/load-table.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { putVectors } from '../../history/vectors/put-vectors.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { inSlices, yieldToMain } from '../../lib/scheduling/in-slices.ts'
import type { Ahead, VectorContext } from '../../types/bundles.ts'
import type { Depth, Status, StoredVector, VectorOrigin } from '../../types.ts'
import { MANY_VECTORS } from '../embedder/many-vectors.ts'
import { pageLanguage } from '../languages/page-language.ts'
import { type PackPlace, packsFor } from './packs.ts'
import { type Opened, openInfo, openTable } from './page-table.ts'
import { Transformer } from './transformer.ts'

/** Number of most recently seen items whose vectors are deepened first; these items are on this page. */
const FIRST = 60

/**
 * Number of texts that get their vectors before a list is ordered, which takes a few milliseconds. The other texts get
 * theirs when the browser is idle.
 */
const AT_ONCE = 50

type Texts = ReadonlyMap<string, WantedText>

/** The language of the phrases used to recognise special categories. */
const PHRASES = 'en'

export class VectorMaker {
  readonly #context: VectorContext
  readonly #tell: (status: Partial<Status>) => void
  readonly #ahead: Ahead | undefined
  readonly #isCached: boolean
  /** By the pack's folder. */
  readonly #tables = new Map<string, Opened<Table>>()
  /** The tables that are loaded. */
  readonly #ready = new Map<string, Table>()
  readonly #infos = new Map<string, Opened<ModelInfo>>()
  readonly #transformer: Transformer

  constructor(context: VectorContext, status: Partial<Status>, ahead: Ahead | undefined, isCached: boolean) {
    const tell = (change: Partial<Status>) => {
      Object.assign(status, change)
      context.onStatus()
    }
    this.#context = context
    this.#tell = tell
    this.#ahead = ahead
    this.#isCached = isCached
    this.#transformer = new Transformer(context, tell)
    context.grant.signal.addEventListener('abort', () => this.#transformer.stop(), { once: true })
  }

  #open(place: PackPlace): Opened<Table> {
    const { folder = '', answer } = this.#ahead ?? {}
    const ahead = new URL(folder, dom.baseURI(document)).href === place.folder ? answer : undefined
    const opening =
      this.#tables.get(place.folder) ?? openTable(place, this.#context.grant, this.#tell, this.#isCached, ahead)
    this.#tables.set(place.folder, opening)
    return opening
  }

  /**
   * Makes vectors of depth 0 or, if none of those are missing, of depth 1.
   *
   * @param texts the texts, keyed by fingerprint
   * @param used existing vectors, which are marked as recently used if many vectors are stored
   * @returns whether there are new vectors
   */
  async make(
    texts: Texts,
    [mayTable, mayTransformer]: readonly [table: boolean, transformer: boolean],
    used: ReadonlyMap<string, StoredVector>,
  ): Promise<boolean> {
    try {
      return await this.#make(texts, mayTable, mayTransformer, used)
    } catch (cause) {
      emitError('engine-failed', 'vectors could not be made', cause)
      return false
    }
  }

  async #make(
    texts: Texts,
    mayTable: boolean,
    mayTransformer: boolean,
    used: ReadonlyMap<string, StoredVector>,
  ): Promise<boolean> {
    const { grant, store } = this.#context
    if (store && store.vectors.size > MANY_VECTORS) await putVectors(store, used, Date.now())
    const work = ownTexts(this.#packs(), texts)
    let isNew = false
    for (const [place, own] of mayTable ? work : []) {
      isNew = (await this.#makeByTable(place, own)) || isNew
      if (grant.signal.aborted) return false
    }
    if (isNew || !mayTransformer) return isNew
    for (const [place, own] of work) {
      isNew = (await this.#makeByTransformer(place, own, mayTable)) || isNew
      if (grant.signal.aborted) return false
    }
    return isNew
  }

  async #makeByTable(place: PackPlace, texts: Texts): Promise<boolean> {
    const { store, grant } = this.#context
    const table = await this.#open(place)
    if (!table || !store) return false
    this.#ready.set(place.folder, table)
    await idle()
    const unread = [...readable(texts, table.model, store.vectors)]
    const making = this.#making(table, store)
    await inSlices(unread, making.make, grant.signal)
    if (grant.signal.aborted) return false
    const isNew = making.keep()
    // Lists are then ordered by the new vectors, in a separate task.
    await yieldToMain()
    return isNew
  }

  /** The tone head's outputs for texts; undefined if the worker for the pack in `folder` isn't running. */
  deepTones(folder: string, texts: readonly string[]): Promise<Float32Array[] | undefined> {
    return this.#transformer.tones(folder, texts)
  }

  /** Makes vectors for texts that are about to be ordered, if their pack's table is loaded. */
  makeAtOnce(wanted: readonly WantedText[]): void {
    const { store, grant } = this.#context
    if (!store || !this.#ready.size || grant.signal.aborted) return
    for (const [place, texts] of ownTexts(this.#packs(), missing(wanted, store.replica, false).texts)) {
      const table = this.#ready.get(place.folder)
      if (!table) continue
      const unread = [...readable(texts, table.model)]
      const making = this.#making(table, store)
      for (const text of unread.slice(0, AT_ONCE)) making.make(text)
      making.keep()
    }
  }

  #packs(): ReadonlyMap<string, PackPlace> {
    const { grant, scorer } = this.#context
    const { languages } = scorer
    // On a page without lists, the only item is the page itself, so its language counts.
    return packsFor(grant.options, languages.size ? languages : [pageLanguage() ?? ''])
  }

  /**
   * `make` computes the vector of one text from the table. `keep` stores all vectors and returns whether there were
   * any.
   */
  #making({ model, precomputed, embed }: Table, store: HistoryStore) {
    const made: ReadonlyArray<Map<string, StoredVector>> = [new Map(), new Map()]
    const pieces = { piece: 0, unknown: 0 }
    const make = ([key, { text }]: readonly [string, WantedText]) => {
      const words = phraseOf(key) ?? text
      const ready = precomputed.get(words)
      const own = { piece: 0, unknown: 0 }
      const vector = ready ?? (reads(model, key) ? embed(words, own) : undefined)
      // A text without any known word gets no vector and is tried again on each page view.
      if (!vector) return
      pieces.piece += own.piece
      pieces.unknown += own.unknown
      made[ready ? model.deepest : 0]!.set(key, quantise(vector))
    }
    const keep = () => {
      this.#context.experiments?.add?.(pieces)
      // The vectors are in memory immediately, so ranking doesn't wait for the disk.
      for (const [depth, vectors] of made.entries())
        if (vectors.size) void putVectors(store, vectors, Date.now(), originOf(model, depth as Depth))
      return made.some(({ size }) => size > 0)
    }
    return { make, keep }
  }

  async #makeByTransformer(place: PackPlace, texts: Texts, mayTable: boolean): Promise<boolean> {
    const { store, grant } = this.#context
    if (!mayTable && !this.#infos.has(place.folder)) this.#infos.set(place.folder, openInfo(place, grant))
    const model = mayTable ? (await this.#tables.get(place.folder))?.model : await this.#infos.get(place.folder)
    if (!model?.deepest || !store) return false
    const here = new Set([...store.items.values()].slice(-FIRST).map(({ fingerprint }) => fingerprint))
    const own = [...readable(texts, model)]
      .filter(([key]) => reads(model, key))
      .sort(([a], [b]) => Number(here.has(b)) - Number(here.has(a)))
    return this.#transformer.make(
      place,
      new Map(own.map(([key, { text }]) => [key, phraseOf(key) ?? text])),
      (vectors, made) => putVectors(store, vectors, Date.now(), originOf(made, 1)),
    )
  }
}

/** Each pack with the texts in its languages. Packs without texts are left out. */
function ownTexts(packs: ReadonlyMap<string, PackPlace>, texts: Texts): Array<readonly [PackPlace, Texts]> {
  const places = new Map([...packs.values()].map((place) => [place.folder, place]))
  // Texts without a language, such as those of older events, are assumed to be in the model's own language.
  const model = [...places.values()].find(({ isOwn }) => isOwn)
  return [...places.values()].flatMap((place) => {
    const own = [...texts].filter(
      ([key, { language = '' }]) =>
        phraseOf(key) !== undefined || (language ? packs.get(language) : model)?.folder === place.folder,
    )
    // Several packs include the vectors of the phrases, but a pack isn't loaded just for phrases in a language that it
    // doesn't cover.
    const isWorth = own.some(([key]) => phraseOf(key) === undefined) || !place.code || place.code === PHRASES
    return own.length && isWorth ? [[place, new Map(own)] as const] : []
  })
}

const originOf = ({ space, name, version, deepest }: ModelInfo, depth: Depth): VectorOrigin => ({
  by: `${space}/${name}@${version}`,
  depth,
  deepest,
})

/** Whether the pack can compute this vector itself. Phrases require a pack in their own language. */
const reads = ({ languages }: ModelInfo, key: string): boolean =>
  phraseOf(key) === undefined || languages.includes(PHRASES)

/** Texts in one of the pack's languages or in an unknown language. @param done existing vectors */
function* readable(texts: Texts, { languages }: ModelInfo, done?: ReadonlyMap<string, unknown>) {
  for (const entry of texts) {
    const { language } = entry[1]
    if (!done?.has(entry[0]) && (!language || languages.includes(language))) yield entry
  }
}
