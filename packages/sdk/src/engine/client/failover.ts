/**
 * Which backend serves, which is tried next, and when the engine gives up: a pure function from state and event to the next state
 * and what is to be done. It starts no worker itself.
 *
 * WebAssembly serves first, since it is ready soonest. When nothing is left to do, WebGPU and then WebGL are tried in a second
 * worker, the challenger, which takes over if it is faster here. A worker that fails is started once more, then the next backend is. When none
 * is left, or the model itself can't be used, the engine ends.
 */

import type { BackendName, ErrorCode } from '../../types.ts'
import type { EngineFailure } from '../worker/protocol.ts'
import type { EngineStatus } from './engine-options.ts'

/** Tried in this order: the ones that are ready soonest and work in most browsers first. */
const ORDER: readonly BackendName[] = ['wasm', 'webgpu', 'webgl', 'cpu']
/** Those that may be faster than WebAssembly, the likeliest first. */
const CHALLENGERS: readonly BackendName[] = ['webgpu', 'webgl']

export interface WorkerState {
  readonly id: number
  readonly backend: BackendName
  /** opening: its script is being fetched · starting: it loads the model · ready: it embeds. */
  readonly phase: 'opening' | 'starting' | 'ready'
  /** What the golden texts took; infinite until it is ready. */
  readonly milliseconds: number
}

export interface FailoverState {
  /** Backends that are left, the one that serves first. */
  readonly backends: readonly BackendName[]
  /** Backends that are still to be compared with the one that serves. */
  readonly challengers: readonly BackendName[]
  /** The backend that serves has been started a second time. */
  readonly restarted: boolean
  readonly serving: WorkerState | undefined
  /** The second worker, which may take over. */
  readonly challenger: WorkerState | undefined
  /** Whatever happens now, nothing is done any more. */
  readonly ended: boolean
  /** The next worker's id. */
  readonly nextId: number
}

export type FailoverEvent =
  /** A text is to be embedded. */
  | { readonly kind: 'requested' }
  | { readonly kind: 'opened'; readonly id: number }
  | { readonly kind: 'ready'; readonly id: number; readonly milliseconds: number }
  /** The worker could not be started, hangs, or has failed. */
  | { readonly kind: 'failed'; readonly id: number; readonly failure: EngineFailure }
  /** The browser is idle, and no text waits. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'stopped' }

export type Effect =
  /** Fetch the backend's script, check it, and start the worker: `opened` or `failed` is to follow. */
  | { readonly kind: 'open'; readonly id: number; readonly backend: BackendName }
  | { readonly kind: 'close'; readonly id: number }
  /** What the worker that served had not finished waits again, first in the queue. */
  | { readonly kind: 'requeue' }
  /** This worker serves from now on. */
  | { readonly kind: 'serve'; readonly id: number }
  /** Send the next texts, if any wait. */
  | { readonly kind: 'work' }
  /** Wait until the browser is idle: `idle` is to follow if no text waits then. */
  | { readonly kind: 'await-idle' }
  | { readonly kind: 'status'; readonly status: EngineStatus }
  /** Answer every request with nothing, and end what is being fetched. */
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string }

export type Step = readonly [FailoverState, readonly Effect[]]

/** @param forced Only this backend. */
export const initialState = (forced: BackendName | undefined, hasWebGpu: boolean): FailoverState => ({
  backends: forced ? [forced] : ORDER,
  challengers: forced ? [] : CHALLENGERS.filter((backend) => backend !== 'webgpu' || hasWebGpu),
  restarted: false,
  serving: undefined,
  challenger: undefined,
  ended: false,
  nextId: 0,
})

export function failover(state: FailoverState, event: FailoverEvent): Step {
  const { serving, challenger, ended } = state
  switch (event.kind) {
    case 'requested':
      if (ended) break
      if (serving) return [state, [{ kind: 'work' }]]
      return openServing(state, challenger?.phase === 'opening' ? [] : [loading])
    case 'opened':
      return opened(state, event.id)
    case 'ready': {
      const ready = { phase: 'ready', milliseconds: event.milliseconds } as const
      if (event.id === serving?.id) {
        return [{ ...state, serving: { ...serving, ...ready } }, [{ kind: 'serve', id: event.id }, { kind: 'work' }]]
      }
      if (event.id === challenger?.id) return compare(state, { ...challenger, ...ready })
      break
    }
    case 'failed':
      if (event.id === serving?.id) return replace({ ...state, serving: undefined }, serving, event.failure)
      if (event.id === challenger?.id) {
        return openServing({ ...state, challenger: undefined }, [close(challenger), { kind: 'await-idle' }])
      }
      break
    case 'idle':
      if (serving?.phase === 'ready' && !challenger) return challenge(state, serving)
      break
    case 'stopped':
      if (!ended) return end(state, { engine: 'off' })
  }
  return [state, []]
}

const loading: Effect = { kind: 'status', status: { engine: 'loading' } }
const close = ({ id }: WorkerState): Effect => ({ kind: 'close', id })

/** Starts the first of the backends that are left, unless a worker serves: one script is fetched at a time. */
function openServing(state: FailoverState, effects: readonly Effect[]): Step {
  const { backends, serving, challenger, ended, nextId: id } = state
  const [backend] = backends
  if (ended || serving || challenger?.phase === 'opening' || !backend) return [state, effects]
  return [{ ...state, serving: opening(id, backend), nextId: id + 1 }, [...effects, { kind: 'open', id, backend }]]
}

const opening = (id: number, backend: BackendName): WorkerState => ({
  id,
  backend,
  phase: 'opening',
  milliseconds: Number.POSITIVE_INFINITY,
})

function opened(state: FailoverState, id: number): Step {
  const { serving, challenger } = state
  if (id === serving?.id) return [{ ...state, serving: { ...serving, phase: 'starting' } }, []]
  // The worker that served may have failed while this one's script was fetched.
  if (id === challenger?.id) return openServing({ ...state, challenger: { ...challenger, phase: 'starting' } }, [])
  return [state, [{ kind: 'close', id }]]
}

/** The worker that served is no more, or could not be started: the same backend once more, else the next. */
function replace(state: FailoverState, failed: WorkerState, failure: EngineFailure): Step {
  const isFinal = failure.code === 'model-unavailable' || failure.code === 'model-damaged'
  const restarted = failure.retry && !state.restarted
  const backends = restarted ? state.backends : state.backends.slice(1)
  const closed: readonly Effect[] = [close(failed), { kind: 'requeue' }]
  if (!isFinal && backends.length > 0) return openServing({ ...state, backends, restarted }, [...closed, loading])
  const [ended, effects] = end(state, { engine: 'failed' })
  return [ended, [...closed, ...effects, { kind: 'error', code: failure.code, message: failure.message }]]
}

/** The next backend that may be faster. One that has served already, and failed, isn't tried again. */
function challenge(state: FailoverState, serving: WorkerState): Step {
  const left = state.challengers.filter((name) => name !== serving.backend && state.backends.includes(name))
  const [backend, ...challengers] = left
  if (!backend) return [state, []]
  const id = state.nextId
  const challenger = opening(id, backend)
  return [{ ...state, challengers, challenger, nextId: id + 1 }, [{ kind: 'open', id, backend }]]
}

/** A second worker is ready: the faster of the two stays. */
function compare(state: FailoverState, challenger: WorkerState): Step {
  const { serving, backends } = state
  if (!serving || serving.phase === 'opening' || challenger.milliseconds >= serving.milliseconds) {
    return [{ ...state, challenger: undefined }, [close(challenger), { kind: 'work' }]]
  }
  const { id, backend } = challenger
  return [
    {
      ...state,
      // Should it fail later, it is started again itself, and then what it replaced.
      backends: [backend, ...backends.filter((name) => name !== backend)],
      restarted: false,
      challengers: [],
      serving: challenger,
      challenger: undefined,
    },
    [close(serving), { kind: 'requeue' }, { kind: 'serve', id }, { kind: 'work' }],
  ]
}

function end(state: FailoverState, status: EngineStatus): Step {
  const workers = [state.serving, state.challenger].filter((worker) => worker !== undefined)
  return [
    { ...state, serving: undefined, challenger: undefined, ended: true },
    [{ kind: 'status', status }, ...workers.map(close), { kind: 'end' }],
  ]
}
