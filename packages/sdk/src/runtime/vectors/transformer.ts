/** Makes vectors of depth 1. The engine's bundle and worker are loaded only if there is a vector to deepen. */

import { engineFile } from 'virtual:release'
import type { Engine } from '../../engine/client/engine-client.ts'
import type { ModelInfo } from '../../engine/pack/model-info.ts'
import type { EngineBundle } from '../../types/bundles.ts'
import type { Status, StoredVector } from '../../types.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { Session } from '../interfaces/session.ts'
import type { PackPlace } from './packs.ts'

type Context = Pick<Session, 'grant'>

export class Transformer {
  readonly #context: Context
  readonly #tell: (status: Partial<Status>) => void
  /** Keyed by the pack's folder, since each worker has one model. */
  readonly #engines = new Map<string, Engine>()

  constructor(context: Context, tell: (status: Partial<Status>) => void) {
    this.#context = context
    this.#tell = tell
  }

  stop(): void {
    for (const engine of this.#engines.values()) engine.stop()
  }

  /**
   * @param texts the texts, keyed by fingerprint, most important first
   * @param keep stores each batch of vectors once it is made, along with the model that made it
   * @returns whether any vector was made
   */
  async make(
    place: PackPlace,
    texts: ReadonlyMap<string, string>,
    keep: (vectors: ReadonlyMap<string, StoredVector>, model: ModelInfo) => Promise<void>,
  ): Promise<boolean> {
    const { importFile, signal } = this.#context.grant
    if (!texts.size) return false
    const without = 'vectors stay as the table makes them'
    const bundle = await loadBundle<EngineBundle>(importFile, 'engine.js', engineFile, without)
    if (!bundle || signal.aborted) return false
    const engine = this.#engines.get(place.folder) ?? this.#start(bundle, place)
    this.#engines.set(place.folder, engine)
    return bundle.embedTexts(
      texts,
      (some) => engine.embed(some, signal),
      async (vectors) => {
        if (engine.model) await keep(vectors, engine.model)
      },
      signal,
    )
  }

  /**
   * Predicts the tones of texts if the worker for this folder's pack is running. A worker is never started just for
   * tones.
   *
   * @returns the tone head's outputs for each text; undefined if the worker isn't running or the pack has no tone head
   */
  async tones(folder: string, texts: readonly string[]): Promise<Float32Array[] | undefined> {
    const engine = this.#engines.get(folder)
    const rows = await engine?.embed(texts, this.#context.grant.signal, true)
    const width = engine?.model?.dims.at(-1) ?? 0
    return rows?.every((row) => row.length > width) ? rows.map((row) => row.subarray(width)) : undefined
  }

  #start({ createReleaseEngine, engineSetting }: EngineBundle, { folder, isOwn }: PackPlace): Engine {
    const { grant } = this.#context
    const { modelIntegrity } = grant.options
    return createReleaseEngine({
      ...engineSetting(grant, folder, this.#tell),
      modelIntegrity: isOwn ? modelIntegrity : undefined,
    })
  }
}
