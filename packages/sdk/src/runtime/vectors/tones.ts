/**
 * The tone of texts: the stored tone, or one predicted from the table. If a worker is running, it predicts a deeper
 * tone for later use. Used only on pages with a sponsored slot, because it requires a pack's table and another 100 KB.
 */

import { literally } from '../../content/literal.ts'
import type { WantedText } from '../../content/missing.ts'
import { packTone, toneOf, unpackTone } from '../../content/tone.ts'
import { loadTableTone } from '../../engine/tone/tone-embedder.ts'
import { putTones, readTones } from '../../history/vectors/tones.ts'
import { emitError } from '../../lib/events.ts'
import { primaryLanguage } from '../../lib/text/language.ts'
import type { Depth, Tone } from '../../types.ts'
import { mayDownload } from '../embedder/may-download.ts'
import type { HasVectors } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'
import { pageLanguage } from '../languages/page-language.ts'
import { type PackPlace, packsFor } from './packs.ts'
import { loadGuarded } from './page-table.ts'

type Context = Session & HasVectors

/** Maximum number of tones that a page keeps in memory. */
const MOST = 500

type Texts = ReadonlyArray<readonly [string, WantedText]>
type Loaded = Awaited<ReturnType<typeof loadTableTone>>

export class Tones {
  readonly #context: Context
  /** Keyed by folder. Each is loaded only once, so that a failure is reported only once. */
  readonly #loaded = new Map<string, Promise<Loaded>>()
  readonly #known = new Map<string, Tone>()

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * @param texts the texts, keyed by fingerprint
   * @returns tones, keyed by fingerprint, without texts in languages whose pack has no tone head; empty if nothing may
   * be downloaded. Never rejects
   */
  async of(texts: ReadonlyMap<string, WantedText>): Promise<ReadonlyMap<string, Tone>> {
    const { grant, store, views } = this.#context
    const wanted = new Map(
      [...texts].slice(0, MOST).map(([key, each]) => [key, { ...each, text: literally(each.text) }]),
    )
    if (store)
      for (const [fingerprint, stored] of await readTones(store, wanted.keys())) {
        const tone = unpackTone(stored)
        if (tone && !((this.#known.get(fingerprint)?.depth ?? 0) > tone.depth)) this.#keep(fingerprint, tone)
      }
    const [mayTable] = mayDownload(grant.options, views)
    const places = mayTable ? [...this.#places(wanted)] : []
    const parts = places.map(
      ([language, place]) => [place, [...wanted].filter(([, text]) => this.#languageOf(text) === language)] as const,
    )
    for (const [place, own] of parts) {
      await this.#take(await this.#byTable(place, own))
      if (grant.signal.aborted) return new Map()
    }
    // Slots don't wait for the worker; its tones are used next time.
    void Promise.all(parts.map(async ([place, own]) => this.#take(await this.#byWorker(place, own)))).catch((cause) =>
      emitError('engine-failed', 'tones could not be made', cause),
    )
    return new Map([...wanted.keys()].flatMap((key) => (this.#known.has(key) ? [[key, this.#known.get(key)!]] : [])))
  }

  async #take(made: ReadonlyMap<string, Tone>): Promise<void> {
    const { store, grant } = this.#context
    if (!made.size || grant.signal.aborted) return
    for (const [fingerprint, tone] of made) this.#keep(fingerprint, tone)
    if (store) await putTones(store, new Map([...made].map(([key, tone]) => [key, packTone(tone)])))
  }

  #keep(fingerprint: string, tone: Tone): void {
    this.#known.delete(fingerprint)
    this.#known.set(fingerprint, tone)
    for (const key of this.#known.keys()) {
      if (this.#known.size <= MOST) return
      this.#known.delete(key)
    }
  }

  #languageOf({ language }: WantedText): string {
    return language ?? primaryLanguage(pageLanguage()) ?? ''
  }

  #places(texts: ReadonlyMap<string, WantedText>): Map<string, PackPlace> {
    return packsFor(this.#context.grant.options, new Set([...texts.values()].map((text) => this.#languageOf(text))))
  }

  /** Predicts the tones of texts that have none. */
  async #byTable(place: PackPlace, texts: Texts): Promise<Map<string, Tone>> {
    const rest = texts.filter(([key]) => !this.#known.has(key))
    if (!rest.length) return new Map()
    const opening = this.#loaded.get(place.folder) ?? this.#load(place)
    this.#loaded.set(place.folder, opening)
    const loaded = await opening
    return tonesOf(rest, loaded ? rest.map(([, { text }]) => loaded.tone(text)) : [], 0)
  }

  /** Predicts deeper tones for texts that could have one. */
  async #byWorker(place: PackPlace, texts: Texts): Promise<Map<string, Tone>> {
    const rest = texts.filter(([key]) => this.#known.get(key)?.depth !== 1)
    const words = rest.map(([, { text }]) => text)
    return tonesOf(rest, (rest.length && (await this.#context.embedder.deepTones(place.folder, words))) || [], 1)
  }

  #load(place: PackPlace): Promise<Loaded> {
    return loadGuarded(place, this.#context.grant, true, (options) => loadTableTone(place.folder, options))
  }
}

function tonesOf(texts: Texts, numbers: readonly (Float32Array | undefined)[], depth: Depth): Map<string, Tone> {
  const made = texts.map(([key], i) => [key, numbers[i] && toneOf(numbers[i], depth)] as const)
  return new Map(made.flatMap(([key, tone]) => (tone ? [[key, tone]] : [])))
}
