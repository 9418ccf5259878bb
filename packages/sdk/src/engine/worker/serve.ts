/** The worker's side of the protocol: one backend, one model, requests answered in the order they come in. */

import type { ErrorCode } from '../../types.ts'
import type { Backend } from '../backends/backend.ts'
import { loadModel } from '../model/load-model.ts'
import { ModelError, UnsupportedError } from '../pack/errors.ts'
import type { LoadOptions } from '../pack/load-files.ts'
import { infoOf } from '../pack/model-info.ts'
import { loadDeepTone, type ToneEmbed } from '../tone/tone-embedder.ts'
import { embedTheRest } from './embed-the-rest.ts'
import { makeReady } from './make-ready.ts'
import type { FromWorker, StartMessage, ToWorker } from './protocol.ts'

/** What `serve` uses of a worker's global scope. */
export interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  close(): void
}

interface Ready {
  embed(texts: readonly string[]): ReturnType<typeof embedTheRest>
  /** Loaded when it is first asked for. Undefined: the pack tells no tone, or this backend another one than in training. */
  tone(): Promise<ToneEmbed | undefined>
}

/** Answers the page's messages with this backend, from now until `stop`. */
export function serve(backend: Backend, scope: Scope = self as unknown as Scope): void {
  const stopping = new AbortController()
  let ready: Promise<Ready> | undefined
  let last: Promise<void> = Promise.resolve()
  let allowed = () => {}

  const fail = (error: unknown, id?: number) => {
    if (stopping.signal.aborted) return
    const code: ErrorCode = error instanceof ModelError ? error.code : 'engine-failed'
    const retry = !(error instanceof ModelError || error instanceof UnsupportedError)
    const message = error instanceof Error ? error.message : String(error)
    scope.postMessage({ kind: 'failed', ...(id === undefined ? {} : { id }), code, message, retry })
  }
  const lost = (why: string) => fail(new Error(why))

  const start = async (message: StartMessage): Promise<Ready> => {
    // The device first: where it is refused, no byte of the model is needed.
    const device = await backend.open(message, lost, () => scope.postMessage({ kind: 'alive' }))
    const options: LoadOptions = {
      manifests: message.manifests,
      signal: stopping.signal,
      ...(message.cached === false && { caches: undefined }),
      mayKeep: () =>
        new Promise((resolve) => {
          allowed = resolve
          scope.postMessage({ kind: 'may-keep' })
        }),
      onProgress: (progress) => scope.postMessage({ kind: 'progress', ...progress }),
    }
    const model = await loadModel(message.model, options)
    const { embedder, goldenCosine, milliseconds } = await makeReady(device, model)
    const { precomputed, manifest } = model
    scope.postMessage({
      kind: 'ready',
      backend: backend.name,
      model: infoOf(manifest),
      goldenCosine,
      milliseconds,
    })
    const width = manifest.table.output
    let tone: Promise<ToneEmbed | undefined> | undefined
    return {
      embed: (texts) => embedTheRest(texts, precomputed, width, (rest) => embedder.embed(rest)),
      // What is wrong with tone is no fault of the vectors'. The page reads the same files for its table, and tells.
      tone: () => (tone ??= loadDeepTone(message.model, options, embedder, width).catch(() => undefined)),
    }
  }

  const embed = async (id: number, texts: readonly string[], wantsTone: boolean): Promise<void> => {
    if (!ready) throw new Error('Texts came before the start.')
    const { embed, tone } = await ready
    const withTone = wantsTone && (await tone())
    const started = performance.now()
    const { vectors, computed } = withTone
      ? { vectors: await withTone(texts), computed: texts.length }
      : await embed(texts)
    const milliseconds = performance.now() - started
    scope.postMessage({ kind: 'vectors', id, vectors, computed, milliseconds }, [vectors.buffer])
  }

  scope.onmessage = ({ data }) => {
    switch (data.kind) {
      case 'start':
        ready ??= start(data)
        ready.catch((error: unknown) => fail(error))
        break
      case 'embed':
        last = last
          .then(() => embed(data.id, data.texts, data.tone === true))
          .catch((error: unknown) => fail(error, data.id))
        break
      case 'keep':
        allowed()
        break
      case 'stop':
        stopping.abort()
        scope.close()
    }
  }
}
