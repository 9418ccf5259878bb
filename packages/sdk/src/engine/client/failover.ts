/**
 * Which backend serves, which is tried next, and when the engine gives up: a pure function from state and event to the next state
 * and what is to be done. It starts no worker itself.
 *
 * WebAssembly serves first, since it is ready soonest. When nothing is left to do, WebGPU and then WebGL are tried in a second
 * worker, the challenger, which takes over if it is faster here. A worker that fails is started once more, then the next backend is. When none
 * is left, or the model itself can't be used, the engine ends.
 */

import type { BackendName } from '../../types.ts'
import type { EngineFailure } from '../worker/protocol.ts'

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

/** What happens, and to what. */
export interface FailoverEvents {
  /** Texts are to be embedded. */
  readonly requested: readonly []
  /** The worker's script was right, and the worker has been started. */
  readonly opened: readonly [id: number]
  /** @param milliseconds What the golden texts took. */
  readonly ready: readonly [id: number, milliseconds: number]
  /** The worker could not be started, hangs, or says that it has failed. */
  readonly failed: readonly [id: number, failure: EngineFailure]
  /** The browser is idle, and no text waits. */
  readonly idle: readonly []
  /** The page stops the engine. */
  readonly stopped: readonly []
}
export type FailoverEvent = {
  [Name in keyof FailoverEvents]: readonly [Name, ...FailoverEvents[Name]]
}[keyof FailoverEvents]

/** What is to be done, and what for. */
export interface Effects {
  /** Fetch the backend's script, check it, and start the worker: `opened` or `failed` is to follow. */
  readonly open: readonly [id: number, backend: BackendName]
  readonly close: readonly [id: number]
  /** The engine is being loaded. */
  readonly loading: readonly []
  /** This worker serves from now on; what the one before had not finished is sent to it. */
  readonly serve: readonly [id: number]
  /** Send the next texts, if any wait. */
  readonly work: readonly []
  /** Wait until the browser is idle: `idle` is to follow if no text waits then. */
  readonly awaitIdle: readonly []
  /** Answer every request with nothing, and end what is being fetched. Without a failure, the page has stopped the engine. */
  readonly end: readonly [failure: EngineFailure | undefined]
}
export type Effect = { [Name in keyof Effects]: readonly [Name, ...Effects[Name]] }[keyof Effects]

type Step = readonly [FailoverState, readonly Effect[]]

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

export function failover(state: FailoverState, [name, ...given]: FailoverEvent): Step {
  return (transitions[name] as (state: FailoverState, ...given: unknown[]) => Step)(state, ...given)
}

/** After the end no worker is known, so that nothing but a script on its way is of consequence: it is closed. */
const transitions: {
  readonly [Name in keyof FailoverEvents]: (state: FailoverState, ...given: FailoverEvents[Name]) => Step
} = {
  requested(state) {
    if (state.serving) return [state, [['work']]]
    return openServing(state, state.challenger?.phase === 'opening' ? [] : [['loading']])
  },
  opened(state, id) {
    const { serving, challenger } = state
    if (id === serving?.id) return [{ ...state, serving: { ...serving, phase: 'starting' } }, []]
    // The worker that served may have failed while this one's script was fetched.
    if (id === challenger?.id) return openServing({ ...state, challenger: { ...challenger, phase: 'starting' } }, [])
    return [state, [['close', id]]]
  },
  ready(state, id, milliseconds) {
    const { serving, challenger } = state
    if (id === serving?.id)
      return [{ ...state, serving: { ...serving, phase: 'ready', milliseconds } }, [['serve', id]]]
    return id === challenger?.id ? compare(state, { ...challenger, phase: 'ready', milliseconds }) : [state, []]
  },
  failed(state, id, failure) {
    if (id === state.serving?.id) return replace(state, id, failure)
    if (id !== state.challenger?.id) return [state, []]
    return openServing({ ...state, challenger: undefined }, [['close', id], ['awaitIdle']])
  },
  idle: challenge,
  stopped: (state) => (state.ended ? [state, []] : end(state)),
}

/** Starts the first of the backends that are left, unless a worker serves: one script is fetched at a time. */
function openServing(state: FailoverState, effects: readonly Effect[]): Step {
  const { backends, serving, challenger, ended, nextId: id } = state
  const [backend] = backends
  if (ended || !backend) return [state, []]
  if (serving || challenger?.phase === 'opening') return [state, effects]
  return [{ ...state, serving: newWorker(id, backend), nextId: id + 1 }, [...effects, ['open', id, backend]]]
}

const newWorker = (id: number, backend: BackendName): WorkerState => ({
  id,
  backend,
  phase: 'opening',
  milliseconds: Number.POSITIVE_INFINITY,
})

/** Both workers are ready, or one of them is still starting: the faster stays. */
function compare(state: FailoverState, challenger: WorkerState): Step {
  const { serving, backends } = state
  const { id, backend, milliseconds } = challenger
  if (!serving || serving.phase === 'opening' || milliseconds >= serving.milliseconds) {
    return [{ ...state, challenger: undefined }, [['close', id], ['work']]]
  }
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
    [
      ['close', serving.id],
      ['serve', id],
    ],
  ]
}

/** The worker that served is no more, or could not be started: the same backend once more, else the next. */
function replace(state: FailoverState, id: number, failure: EngineFailure): Step {
  const restarted = failure.retry && !state.restarted
  const backends = restarted ? state.backends : state.backends.slice(1)
  // No backend changes the model.
  if (failure.code === 'model-unavailable' || failure.code === 'model-damaged' || backends.length === 0) {
    return end(state, failure)
  }
  return openServing({ ...state, backends, restarted, serving: undefined }, [['close', id], ['loading']])
}

/** Opens the next backend that may be faster. One that has served already, and failed, isn't tried again. */
function challenge(state: FailoverState): Step {
  const { serving, nextId: id } = state
  if (serving?.phase !== 'ready' || state.challenger) return [state, []]
  const [backend, ...challengers] = state.challengers.filter(
    (name) => name !== serving.backend && state.backends.includes(name),
  )
  if (!backend) return [state, []]
  return [{ ...state, challengers, challenger: newWorker(id, backend), nextId: id + 1 }, [['open', id, backend]]]
}

function end(state: FailoverState, failure?: EngineFailure): Step {
  const workers = [state.serving, state.challenger].filter((worker) => worker !== undefined)
  return [
    { ...state, serving: undefined, challenger: undefined, ended: true },
    [...workers.map(({ id }) => ['close', id] as const), ['end', failure]],
  ]
}
