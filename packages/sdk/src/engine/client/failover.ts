/**
 * Decides which backend serves, which is tried next, and when the engine gives up. A pure function that maps a state
 * and an event to the next state and a list of effects; it starts no workers itself.
 *
 * WebAssembly serves first, because it is ready soonest. When no requests are left, WebGPU and then WebGL are tried in
 * a second worker, the challenger, which takes over if it is faster. A worker that fails is restarted once; after that
 * the next backend is used. When none is left, or the model itself can't be used, the engine ends.
 */

import type { BackendName } from '../../types.ts'
import type { EngineFailure } from '../worker/messages.ts'

/** Order in which backends are tried: first those that are ready soonest and work in most browsers. */
const ORDER: readonly BackendName[] = ['wasm', 'webgpu', 'webgl', 'cpu']
/** Backends that may be faster than WebAssembly, most promising first. */
const CHALLENGERS: readonly BackendName[] = ['webgpu', 'webgl']

export interface WorkerState {
  readonly id: number
  readonly backend: BackendName
  /** opening: downloading the script; starting: loading the model; ready: embedding. */
  readonly phase: 'opening' | 'starting' | 'ready'
  /** Milliseconds taken to embed the golden texts; infinite until the worker is ready. */
  readonly milliseconds: number
}

export interface FailoverState {
  /** Remaining backends; the first one is serving. */
  readonly backends: readonly BackendName[]
  /** Backends that are still to be compared with the serving one. */
  readonly challengers: readonly BackendName[]
  /** Whether the serving backend has already been restarted. */
  readonly restarted: boolean
  readonly serving: WorkerState | undefined
  /** The second worker, which may take over. */
  readonly challenger: WorkerState | undefined
  /** Whether the engine has ended. From then on, events have no effect. */
  readonly ended: boolean
  /** The next worker's id. */
  readonly nextId: number
}

/** Events and their arguments. */
export interface FailoverEvents {
  /** There are texts to embed. */
  readonly requested: readonly []
  /** The script was verified and the worker started. */
  readonly opened: readonly [id: number]
  /** @param milliseconds time taken to embed the golden texts */
  readonly ready: readonly [id: number, milliseconds: number]
  /** The worker could not be started, hangs, or reported a failure. */
  readonly failed: readonly [id: number, failure: EngineFailure]
  /** The browser is idle and no text is waiting. */
  readonly idle: readonly []
  /** The page stopped the engine. */
  readonly stopped: readonly []
}
export type FailoverEvent = {
  [Name in keyof FailoverEvents]: readonly [Name, ...FailoverEvents[Name]]
}[keyof FailoverEvents]

/** Effects and their arguments. */
export interface Effects {
  /** Download and verify the backend's script and start the worker. Followed by `opened` or `failed`. */
  readonly open: readonly [id: number, backend: BackendName]
  readonly close: readonly [id: number]
  /** Report that the engine is loading. */
  readonly loading: readonly []
  /** Serve with this worker. If the previous worker left a request unfinished, this one receives it. */
  readonly serve: readonly [id: number]
  /** Send the next texts, if any are waiting. */
  readonly work: readonly []
  /** Wait until the browser is idle. Followed by `idle` unless texts are waiting by then. */
  readonly awaitIdle: readonly []
  /**
   * Resolve every request to `undefined` and abort downloads. `failure` is undefined if the page stopped the engine.
   */
  readonly end: readonly [failure: EngineFailure | undefined]
}
export type Effect = { [Name in keyof Effects]: readonly [Name, ...Effects[Name]] }[keyof Effects]

type Step = readonly [FailoverState, readonly Effect[]]

/** @param forced the only backend to use */
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

/**
 * Once the engine has ended, it tracks no workers. The only event that still has an effect is the late arrival of a
 * script, whose worker is then closed.
 */
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
    // The serving worker may have failed while the challenger's script was downloading.
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

/** Starts the first remaining backend, unless a worker is already serving. Only one script is downloaded at a time. */
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

/** Keeps the faster worker. The serving one may still be starting. */
function compare(state: FailoverState, challenger: WorkerState): Step {
  const { serving, backends } = state
  const { id, backend, milliseconds } = challenger
  if (!serving || serving.phase === 'opening' || milliseconds >= serving.milliseconds) {
    return [{ ...state, challenger: undefined }, [['close', id], ['work']]]
  }
  return [
    {
      ...state,
      // If this backend fails later, it is restarted once; after that, the backend it replaced is used again.
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

/** Replaces the serving worker: restarts the same backend once, then moves on to the next. */
function replace(state: FailoverState, id: number, failure: EngineFailure): Step {
  const restarted = failure.retry && !state.restarted
  const backends = restarted ? state.backends : state.backends.slice(1)
  // If the model itself can't be used, another backend won't help.
  if (failure.code === 'model-unavailable' || failure.code === 'model-damaged' || backends.length === 0) {
    return end(state, failure)
  }
  return openServing({ ...state, backends, restarted, serving: undefined }, [['close', id], ['loading']])
}

/** Opens the next challenger. A backend that has served and failed isn't tried again. */
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
