/** One worker from its start to its end: its script is checked, its messages are read, and if it gives none for too long, it has failed. */

import * as dom from '../../lib/dom.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import { trusted } from '../../lib/load/trusted-types.ts'
import type { BackendName } from '../../types.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { EngineFailure, FromWorker, StartMessage, ToWorker } from '../worker/protocol.ts'
import { createWorker, isOwn, type StartedWorker, type WorkerScript } from './create-worker.ts'
import type { EngineOptions } from './engine-options.ts'
import { loadScript } from './load-script.ts'

export interface WorkerHandle extends StartedWorker {
  readonly backend: BackendName
  /** Known once it is ready. */
  model?: ModelInfo
  /** @param limit Milliseconds until it must have answered. */
  send(message: ToWorker, limit: number): void
  /** Ends the worker: the listener isn't called any more. */
  stop(): void
}

export interface WorkerListener {
  onMessage(message: FromWorker): void
  /** It hangs, or the browser says that it has failed. The handle is still to be stopped. */
  onFailure(failure: EngineFailure): void
}

export type OpenWorker = (backend: BackendName, listener: WorkerListener) => Promise<WorkerHandle | EngineFailure>

/** Milliseconds by which a timer is late when the page has slept. */
const LATE = 1000
const WASM_FILE = 'tfjs-backend-wasm-simd.wasm'

const failed = (message: string): EngineFailure => ({ code: 'engine-failed', message, retry: true })

/** @param timeout Milliseconds without a message until a worker that starts counts as hanging. */
export function createWorkerOpener(options: EngineOptions, timeout: number, ended: AbortSignal): OpenWorker {
  const { base, files, trust = trusted, mayKeep = () => true } = options
  const policy = { forbidsBlob: options.byAddress === true }

  /** What isn't listed has no byte that could be right. */
  const listed = (name: string): ReleaseFile => (Object.hasOwn(files, name) ? files[name]! : [0, ''])

  return async (backend, listener) => {
    try {
      const file = `${options.reads ? 'image-encoder-' : ''}${backend}.js`
      const url = new URL(file, folder(base)).href
      const bytes = await loadScript(url, listed(file), timeout, ended)
      if ('code' in bytes) return bytes
      if (ended.aborted) return { ...failed('The engine was stopped.'), retry: false }
      const message: StartMessage = {
        kind: 'start',
        model: folder(options.model),
        manifests: options.manifests,
        wasmUrl: new URL(WASM_FILE, folder(base)).href,
        wasmFile: listed(WASM_FILE),
        force: options.backend !== undefined,
        ...(options.cached === false && { cached: false }),
      }
      const script = { url, bytes, name: `inkling-${backend}`, trust, policy }
      return startWorker(backend, script, message, timeout, mayKeep, listener)
    } catch (error) {
      // A policy that forbids workers, or an address that is none.
      return failed(String(error))
    }
  }
}

function startWorker(
  backend: BackendName,
  script: WorkerScript,
  start: StartMessage,
  timeout: number,
  mayKeep: () => boolean,
  { onMessage, onFailure }: WorkerListener,
): WorkerHandle {
  const { policy } = script
  const watchdog = createWatchdog((limit) => {
    const message = `The ${backend} backend gave no answer for ${limit / 1000} s.`
    onFailure({ code: 'engine-slow', message, retry: true })
  })
  let hasSpoken = false

  const handle: WorkerHandle = {
    backend,
    ...createWorker(script),
    send(message, limit) {
      handle.worker.postMessage(message)
      watchdog.start(limit)
    },
    stop() {
      watchdog.stop()
      const { worker } = handle
      worker.onmessage = worker.onerror = worker.onmessageerror = null
      worker.terminate()
    },
  }
  const receive = ({ data }: MessageEvent<FromWorker>) => {
    hasSpoken = true
    if (data.kind === 'may-keep') {
      if (mayKeep()) handle.send({ kind: 'keep' }, timeout)
      return
    }
    if (data.kind === 'progress' || data.kind === 'alive') watchdog.start(timeout)
    else watchdog.stop()
    if (data.kind === 'ready') handle.model = data.model
    onMessage(data)
  }
  const begin = () => {
    const { worker } = handle
    worker.onmessage = receive
    worker.onerror = (event) => {
      event.preventDefault?.()
      // This is how browsers report that a policy forbids it.
      if (isOwn(script) && !policy.forbidsBlob && !hasSpoken) {
        policy.forbidsBlob = true
        worker.terminate()
        try {
          Object.assign(handle, createWorker(script))
          return begin()
        } catch {
          // By its address it can't be started either.
        }
      }
      onFailure(failed(event.message || `The worker for ${backend} could not be started.`))
    }
    worker.onmessageerror = () => onFailure(failed("A worker's message could not be read."))
    handle.send(start, timeout)
  }
  begin()
  return handle
}

/** Calls back once it was neither stopped nor started anew within a limit, in milliseconds. */
function createWatchdog(onTimeout: (limit: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const start = (limit: number) => {
    stop()
    const due = performance.now() + limit
    timer = setTimeout(() => {
      // A page that slept, in a closed laptop or in the back/forward cache, slept with its worker: it has its whole time again.
      if (performance.now() > due + LATE) start(limit)
      else onTimeout(limit)
    }, limit)
  }
  return { start, stop }
}

/** Absolute, with a slash at the end. */
function folder(url: string): string {
  return new URL(url.replace(/\/*$/, '/'), dom.baseURI(document)).href
}
