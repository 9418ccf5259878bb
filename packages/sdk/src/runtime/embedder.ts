/** Looks for vectors that are missing, or could be deeper: the bundle that makes them is asked for only then. */

import { tableFile } from 'virtual:release'
import { PHRASE_KEYS } from '../content/article9.ts'
import { missing, type WantedText } from '../content/missing.ts'
import type { TableBundle } from '../entries/table.ts'
import { emitError } from '../lib/events.ts'
import type { Status } from '../types.ts'
import { bringBundle } from './bring-bundle.ts'
import { mayDownload } from './may-download.ts'
import type { RuntimeContext } from './runtime-context.ts'

/** Vectors kept from which on it is noted which of them are used. */
const MANY_VECTORS = 4000
/** Of the items those that are looked at first: the last seen are this page's. */
const FIRST = 60

export class Embedder {
  readonly #context: RuntimeContext
  /** Asked for once: a failure is reported once. */
  #maker: Promise<ReturnType<TableBundle['createVectorMaker']> | undefined> | undefined
  #running = false
  status: Partial<Status> = {}

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  async embedMissing(): Promise<void> {
    if (this.#running || this.#context.grant.signal.aborted) return
    this.#running = true
    try {
      // Tables first, then what is deeper; and vectors may have gone meanwhile: the site has deployed another version.
      while (await this.#embedOnce()) {
        this.#context.snapshot.write()
        this.#context.onVectors()
      }
    } catch (cause) {
      emitError('engine-failed', 'the engine could not be started', cause)
    }
    this.#running = false
  }

  /** @returns whether there are new vectors */
  async #embedOnce(): Promise<boolean> {
    const { store, scorer, views, grant } = this.#context
    const { options, consent, signal, bring } = grant
    if (!store) return false
    const may = mayDownload(options, views)
    const { positive, dismissed } = scorer.base().history
    const items = [...store.items.values()].reverse()
    const wanted: WantedText[] = [...items.slice(0, FIRST), ...positive, ...dismissed, ...items]
    // Nothing to compare with them, nothing to download.
    if (wanted.length && !options.specialCategories)
      wanted.unshift(...PHRASE_KEYS.map((key) => ({ fingerprint: key, text: key })))
    const { used, texts } = missing(wanted, store.replica, may[1])
    // Far from the limit nothing is dropped, and nothing need be noted.
    const many = store.vectors.size > MANY_VECTORS ? used : undefined
    if (!(texts.size || many) || !consent.content || !(may[0] || may[1])) return false
    this.#maker ??= bringBundle<TableBundle>(bring, 'table.js', tableFile, 'no vectors are made').then((bundle) =>
      bundle?.createVectorMaker(this.#context, (status) => {
        this.status = { ...this.status, ...status }
        this.#context.onStatus()
      }),
    )
    const made = !!(await (await this.#maker)?.make(texts, may, many))
    return made && !signal.aborted
  }
}
