/** The worker's side of the protocol: serves one backend and one model, and answers requests in order. */

import type { ErrorCode } from '../../types.ts'
import type { Backend } from '../backends/backend.ts'
import { ModelError, UnsupportedError } from '../pack/errors.ts'
import type { LoadOptions } from '../pack/files/load-files.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { CheckedModel } from './load-checked.ts'
import type { FromWorker, StartMessage, ToWorker } from './messages.ts'

/** A loaded model that answers the page's requests. */
export interface Service extends Pick<CheckedModel, 'goldenCosine' | 'milliseconds'> {
  readonly model: ModelInfo
  /**
   * @param tone whether to append each text's tone to its row, if the model predicts tone
   * @returns one row per input, and the number of inputs whose vectors were computed; the other vectors came with the
   *   model
   */
  embed(
    inputs: readonly unknown[],
    tone: boolean,
  ): Promise<{ readonly vectors: Float32Array; readonly computed: number }>
}

/** Loads a model from a folder onto the worker's device. */
export type Prepare<Loaded, Input> = (
  device: Awaited<ReturnType<Backend<Loaded, Input>['open']>>,
  base: string,
  options: LoadOptions,
) => Promise<Service>

/** The parts of a worker's global scope that `serve` uses. */
export interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  close(): void
}

/**
 * Answers the page's messages using this backend, until the page sends `stop`.
 *
 * @param prepare loads the model for texts or pictures
 */
export function serve<Loaded, Input>(
  backend: Backend<Loaded, Input>,
  prepare: Prepare<Loaded, Input>,
  scope: Scope = self as unknown as Scope,
): void {
  const stopping = new AbortController()
  let ready: Promise<Service> | undefined
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

  const start = async (message: StartMessage): Promise<Service> => {
    // Open the device first: if it is refused, nothing is downloaded.
    const device = await backend.open(message, lost, () => scope.postMessage({ kind: 'heartbeat' }))
    const service = await prepare(device, message.model, {
      manifests: message.manifests,
      signal: stopping.signal,
      ...(message.cached === false && { caches: undefined }),
      mayKeep: () =>
        new Promise((resolve) => {
          allowed = resolve
          scope.postMessage({ kind: 'may-keep' })
        }),
      onProgress: (progress) => scope.postMessage({ kind: 'progress', ...progress }),
    })
    const { model, goldenCosine, milliseconds } = service
    scope.postMessage({ kind: 'ready', backend: backend.name, model, goldenCosine, milliseconds })
    return service
  }

  const embed = async (id: number, inputs: readonly unknown[], tone: boolean): Promise<void> => {
    if (!ready) throw new Error('Texts arrived before the start message.')
    const service = await ready
    const started = performance.now()
    const { vectors, computed } = await service.embed(inputs, tone)
    const milliseconds = performance.now() - started
    scope.postMessage({ kind: 'vectors', id, vectors, computed, milliseconds }, [vectors.buffer])
  }
  const queue = (id: number, inputs: readonly unknown[], tone = false) => {
    last = last.then(() => embed(id, inputs, tone)).catch((error: unknown) => fail(error, id))
  }

  scope.onmessage = ({ data }) => {
    switch (data.kind) {
      case 'start':
        ready ??= start(data)
        ready.catch((error: unknown) => fail(error))
        break
      case 'embed':
        queue(data.id, data.texts, data.tone)
        break
      case 'see':
        queue(data.id, data.pictures)
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
