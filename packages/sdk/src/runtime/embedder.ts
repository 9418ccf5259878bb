/** Makes the vectors that the history lacks: the engine's bundle, and then its worker, are asked for only then. */

import { engineFile } from 'virtual:release'
import { PHRASE_KEYS } from '../content/article9.ts'
import { missing } from '../content/missing.ts'
import type { Engine } from '../engine/client/engine-client.ts'
import type { EngineBundle } from '../entries/engine.ts'
import * as dom from '../lib/dom.ts'
import { emitError } from '../lib/events.ts'
import { readSnapshot } from '../snapshot/snapshot.ts'
import { writeSnapshot } from '../snapshot/write-snapshot.ts'
import type { Status } from '../types.ts'
import { bringBundle } from './bring-bundle.ts'
import { mayDownload } from './may-download.ts'
import type { RuntimeContext } from './runtime-context.ts'

/** Vectors kept from which on it is noted which of them are used. */
const MANY_VECTORS = 4000

export class Embedder {
  status: Partial<Status> = {}
  readonly #context: RuntimeContext
  /** Asked for once: a failure is reported once. */
  #bundle: Promise<EngineBundle | undefined> | undefined
  #engine: Engine | undefined
  #running = false

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  stop(): void {
    this.#engine?.stop()
  }

  async embedMissing(): Promise<void> {
    if (this.#running || this.#context.grant.signal.aborted) return
    this.#running = true
    try {
      // Vectors may have gone while others were made: the site has deployed another version of the model.
      while (await this.#embedOnce()) this.#context.snapshot.write()
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
    const { positive, dismissed } = scorer.base().history
    const wanted = [...positive, ...dismissed, ...[...store.items.values()].reverse()]
    // Nothing to compare with them, nothing to download.
    const phrases =
      wanted.length && !options.specialCategories ? PHRASE_KEYS.map((key) => ({ fingerprint: key, text: key })) : []
    const { used, texts } = missing([...phrases, ...wanted], store.vectors)
    // Far from the limit nothing is dropped, and nothing need be noted.
    if (store.vectors.size > MANY_VECTORS) await store.putVectors(used, Date.now())
    if (texts.size === 0 || !consent.content) return false
    if (!this.#engine && !mayDownload(options, views)) return false
    this.#bundle ??= bringBundle<EngineBundle>(bring, 'engine.js', engineFile, 'no vectors are made')
    const bundle = await this.#bundle
    if (!bundle || !(this.#engine || (await bundle.speaks(options, signal))) || signal.aborted) return false
    const engine = (this.#engine ??= this.#startEngine(bundle))
    const made = await bundle.embedTexts(
      texts,
      (some) => engine.embed(some, signal),
      (vectors) => {
        const { name, version } = engine.model ?? {}
        return store.putVectors(vectors, Date.now(), `${name}@${version}`)
      },
      signal,
    )
    if (made && !signal.aborted) this.#context.onStatus()
    return made
  }

  #startEngine({ createReleaseEngine }: EngineBundle): Engine {
    const { options, trust, release, signal, onChoice } = this.#context.grant
    const {
      model = '',
      engine = new URL('../engine/', new URL(model, dom.baseURI(document))).href,
      modelIntegrity,
      backend,
      timeout,
    } = options
    return createReleaseEngine({
      base: engine,
      model,
      modelIntegrity,
      timeout,
      trust,
      byAddress: readSnapshot().address === release,
      ...(backend && { backend }),
      mayKeep: () => {
        onChoice()
        return !signal.aborted
      },
      onStatus: (status) => {
        this.status = { ...this.status, ...status }
        // Each try would be reported to the site as a violation of its policy, page view by page view.
        if (status.worker === 'address') writeSnapshot({ address: release })
        this.#context.onStatus()
      },
      onError: (code, message) => emitError(code, message),
    })
  }
}
