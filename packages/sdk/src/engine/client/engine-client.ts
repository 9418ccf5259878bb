/**
 * The page's side of the engine: sends inputs to workers and replaces workers that fail. It never throws into the page:
 * without an engine, every request resolves to `undefined`, and ranking is lexical.
 *
 * failover.ts decides when to start which worker, and this file carries out the decisions.
 */

import { idle } from '../../lib/scheduling/idle.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { EngineFailure, FromWorker, ToWorker } from '../worker/messages.ts'
import type { EngineOptions, EngineStatus } from './engine-options.ts'
import {
  type Effect,
  type Effects,
  type FailoverEvent,
  type FailoverState,
  failover,
  initialState,
} from './failover.ts'
import { createRequestQueue, type EmbedRequest } from './request-queue.ts'
import { createWorkerOpener, type WorkerChannel } from './worker-channel.ts'

export interface Engine<Input = string> {
  /**
   * Embeds texts or pictures; each vector has length 1. The first call starts the worker, which downloads the model.
   *
   * @param tone whether to append each text's tone to its vector, if the model predicts tone
   * @returns vectors in input order; `undefined` if there is no engine, after `stop`, or if the signal aborts. Never
   * rejects.
   */
  embed(inputs: readonly Input[], signal?: AbortSignal, tone?: boolean): Promise<Float32Array[] | undefined>
  /** The model that computed the latest vectors; `undefined` until a model is ready. */
  readonly model: ModelInfo | undefined
  /** Stops the workers for good; pending requests resolve to `undefined`. */
  stop(): void
}

/** One action per effect. */
type Actions = { readonly [Name in keyof Effects]: (...given: Effects[Name]) => void }

/**
 * Number of inputs per request, kept low so that an abort takes effect soon. A picture takes as long as about ten
 * texts.
 */
const INPUTS_PER_REQUEST = { texts: 16, pictures: 2 } as const

const messageOf = (
  { id, inputs, tone }: EmbedRequest<string | ImageBitmap>,
  reads: EngineOptions['reads'],
): ToWorker =>
  reads
    ? { kind: 'see', id, pictures: inputs as ImageBitmap[] }
    : { kind: 'embed', id, texts: inputs as string[], ...(tone && { tone }) }

export function createEngine(options: EngineOptions & { readonly reads: 'pictures' }): Engine<ImageBitmap>
export function createEngine(options: EngineOptions): Engine
export function createEngine(options: EngineOptions): Engine<string | ImageBitmap> {
  const { timeout = 20_000, warmAfter = 32, onStatus, onError } = options
  const ended = new AbortController()
  const openWorker = createWorkerOpener(options, timeout, ended.signal)
  const requests = createRequestQueue<string | ImageBitmap>(INPUTS_PER_REQUEST[options.reads ?? 'texts'])
  const workers = new Map<number, WorkerChannel>()
  const embedded = { texts: 0, milliseconds: 0 }
  let served: WorkerChannel | undefined

  /** Sends the next request if the worker is free. When no requests are left, looks for a faster backend. */
  const work = () => {
    const { serving } = machine.state
    if (serving?.phase !== 'ready') return
    const request = requests.send()
    // The first batch gets half the start timeout.
    if (request) workers.get(serving.id)?.send(messageOf(request, options.reads), timeout / 2)
    else if (requests.isEmpty() && embedded.texts >= warmAfter) actions.awaitIdle()
  }

  const receive = (id: number, message: FromWorker) => {
    if (message.kind === 'progress') {
      const { loaded, total, fromCache } = message
      if (id === machine.state.serving?.id) onStatus?.({ bytes: { loaded, total, fromCache } })
    } else if (message.kind === 'ready') {
      machine.dispatch('ready', id, message.milliseconds)
    } else if (message.kind === 'failed') {
      machine.dispatch('failed', id, message)
    } else if (message.kind === 'vectors' && requests.answer(message.id, message.vectors)) {
      embedded.texts += message.computed
      embedded.milliseconds += message.milliseconds
      onStatus?.({ embedded: { ...embedded } })
      work()
    }
  }

  const actions: Actions = {
    async open(id, backend) {
      const onFailure = (failure: EngineFailure) => machine.dispatch('failed', id, failure)
      const worker = await openWorker(backend, { onMessage: (message) => receive(id, message), onFailure })
      if ('code' in worker) return onFailure(worker)
      workers.set(id, worker)
      machine.dispatch('opened', id)
    },
    close(id) {
      workers.get(id)?.stop()
      workers.delete(id)
    },
    loading: () => onStatus?.({ engine: 'loading' }),
    serve(id) {
      requests.requeue()
      served = workers.get(id)!
      onStatus?.(readyStatus(served))
      work()
    },
    work,
    awaitIdle: () => void idle().then(() => requests.isEmpty() && machine.dispatch('idle')),
    end(failure) {
      onStatus?.({ engine: failure ? 'failed' : 'off' })
      ended.abort()
      requests.end()
      if (failure) onError?.(failure.code, failure.message)
    },
  }
  const machine = createMachine(initialState(options.backend, 'gpu' in navigator), actions)

  return {
    async embed(inputs, signal, tone) {
      const isOver = () => machine.state.ended || signal?.aborted
      if (isOver()) return undefined
      const vectors = requests.add(inputs, signal, tone)
      if (inputs.length > 0) machine.dispatch('requested')
      return vectors.then((found) => (isOver() ? undefined : found))
    },
    stop: () => machine.dispatch('stopped'),
    get model() {
      return served?.model
    },
  }
}

/** Use the serving worker's model, because the site may have deployed another version since the page loaded. */
const readyStatus = ({ backend, way, model }: WorkerChannel): EngineStatus => ({
  engine: 'ready',
  backend,
  worker: way,
  ...(model && { model: `${model.name}@${model.version}` }),
})

/** Holds the state and performs effects in order, even if a callback makes a request or stops the engine in between. */
function createMachine(state: FailoverState, actions: Actions) {
  const effects: Effect[] = []
  return {
    get state() {
      return state
    },
    dispatch(...event: FailoverEvent) {
      const [next, due] = failover(state, event)
      state = next
      const isPerforming = effects.length > 0
      effects.push(...due)
      if (isPerforming) return
      try {
        for (const [name, ...given] of effects) (actions[name] as (...given: unknown[]) => void)(...given)
      } finally {
        effects.length = 0
      }
    },
  }
}
