/**
 * How texts of the page sound: what is stored, else by the table's words, and, where a worker runs already, by its sentences. Asked for where a
 * slot is sponsored, and nowhere else: it loads a pack's table and 100 KB more.
 */

import type { WantedText } from '../../content/missing.ts'
import { packTone, toneOf, unpackTone } from '../../content/tone.ts'
import { loadTableTone } from '../../engine/tone/tone-embedder.ts'
import { putTones, readTones } from '../../history/tones.ts'
import { primaryLanguage } from '../../lib/language.ts'
import type { Depth, Tone } from '../../types.ts'
import { mayDownload } from '../embedder/may-download.ts'
import { pageLanguage } from '../languages/page-language.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { type PackPlace, packsFor } from './packs.ts'
import { loadGuarded } from './page-table.ts'

/** Tones that a page keeps in memory. */
const MOST = 500

type Loaded = Awaited<ReturnType<typeof loadTableTone>>

export class Tones {
  readonly #context: RuntimeContext
  /** By folder. Loaded once: a failure is reported once. */
  readonly #loaded = new Map<string, Promise<Loaded>>()
  readonly #known = new Map<string, Tone>()

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  /**
   * @param texts by fingerprint
   * @returns by fingerprint; what is in a language whose pack tells no tone is missing, and so is everything where nothing may be downloaded. Never rejects
   */
  async of(texts: ReadonlyMap<string, WantedText>): Promise<ReadonlyMap<string, Tone>> {
    const { grant, store, views } = this.#context
    const wanted = new Map([...texts].slice(0, MOST))
    if (store)
      for (const [fingerprint, stored] of await readTones(store, wanted.keys())) {
        const tone = unpackTone(stored)
        if (tone && !((this.#known.get(fingerprint)?.depth ?? 0) > tone.depth)) this.#keep(fingerprint, tone)
      }
    const [mayTable] = mayDownload(grant.options, views)
    const made = new Map<string, Tone>()
    for (const [language, place] of mayTable ? this.#places(wanted) : []) {
      const own = [...wanted].filter(([, text]) => this.#languageOf(text) === language)
      for (const [fingerprint, tone] of await this.#make(place, own)) made.set(fingerprint, tone)
      if (grant.signal.aborted) return new Map()
    }
    for (const [fingerprint, tone] of made) this.#keep(fingerprint, tone)
    if (store && made.size) await putTones(store, new Map([...made].map(([key, tone]) => [key, packTone(tone)])))
    return new Map([...wanted.keys()].flatMap((key) => (this.#known.has(key) ? [[key, this.#known.get(key)!]] : [])))
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

  /** Of those that have none, or could have a deeper one. */
  async #make(place: PackPlace, texts: ReadonlyArray<readonly [string, WantedText]>): Promise<Map<string, Tone>> {
    const made = new Map<string, Tone>()
    const add = (fingerprint: string, numbers: ArrayLike<number> | undefined, depth: Depth) => {
      const tone = numbers && toneOf(numbers, depth)
      if (tone) made.set(fingerprint, tone)
    }
    const shallow = texts.filter(([key]) => this.#known.get(key)?.depth !== 1)
    const words = shallow.map(([, { text }]) => text)
    const deep = shallow.length ? await this.#context.deepTones?.(place.folder, words) : undefined
    if (deep) for (const [i, [key]] of shallow.entries()) add(key, deep[i], 1)
    const rest = shallow.filter(([key]) => !made.has(key) && !this.#known.has(key))
    if (!rest.length) return made
    const opening = this.#loaded.get(place.folder) ?? this.#load(place)
    this.#loaded.set(place.folder, opening)
    const loaded = await opening
    if (loaded) for (const [key, { text }] of rest) add(key, loaded.tone(text), 0)
    return made
  }

  #load(place: PackPlace): Promise<Loaded> {
    return loadGuarded(place, this.#context.grant, true, (options) => loadTableTone(place.folder, options))
  }
}
