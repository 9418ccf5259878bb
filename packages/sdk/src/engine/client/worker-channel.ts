/**
 * The lifetime of one worker: verifies its script, dispatches its messages, and reports a failure if it is silent for
 * too long.
 */

import * as dom from '../../lib/dom.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import { trusted } from '../../lib/load/trusted-types.ts'
import type { BackendName } from '../../types.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { EngineFailure, FromWorker, StartMessage, ToWorker } from '../worker/messages.ts'
import { createWorker, isOwn, loadScript, type StartedWorker, type WorkerScript } from './create-worker.ts'
import type { EngineOptions } from './engine-options.ts'

export interface WorkerChannel extends StartedWorker {
  readonly backend: BackendName
  /** Set once the worker is ready. */
  model?: ModelInfo
  /** @param limit milliseconds within which the worker must answer */
  send(message: ToWorker, limit: number): void
  /** Terminates the worker. The listener isn't called after that. */
  stop(): void
}

export interface WorkerListener {
  onMessage(message: FromWorker): void
  /** The worker hangs or has failed. The handle must still be stopped. */
  onFailure(failure: EngineFailure): void
}

export type OpenWorker = (backend: BackendName, listener: WorkerListener) => Promise<WorkerChannel | EngineFailure>

/** If a timer fires this many milliseconds late, the page must have been suspended. */
const LATE = 1000
const WASM_FILE = 'tfjs-backend-wasm-simd.wasm'

const failed = (message: string): EngineFailure => ({ code: 'engine-failed', message, retry: true })

/** @param timeout milliseconds without a message after which a starting worker is considered hung */
export function createWorkerOpener(options: EngineOptions, timeout: number, ended: AbortSignal): OpenWorker {
  const { base, files, trust = trusted, mayKeep = () => true } = options
  const policy = { forbidsBlob: options.byAddress === true }

  /** An unlisted file is given length 0, so that its verification always fails. */
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
      // Thrown if a policy forbids workers or the URL is invalid.
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
): WorkerChannel {
  const { policy } = script
  const watchdog = createWatchdog((limit) => {
    const message = `The ${backend} backend gave no answer for ${limit / 1000} s.`
    onFailure({ code: 'engine-slow', message, retry: true })
  })
  let hasSpoken = false

  const handle: WorkerChannel = {
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
    if (data.kind === 'progress' || data.kind === 'heartbeat') watchdog.start(timeout)
    else watchdog.stop()
    if (data.kind === 'ready') handle.model = data.model
    onMessage(data)
  }
  const begin = () => {
    const { worker } = handle
    worker.onmessage = receive
    worker.onerror = (event) => {
      event.preventDefault?.()
      // If a policy forbids `blob:`, browsers report an error before any message.
      if (isOwn(script) && !policy.forbidsBlob && !hasSpoken) {
        policy.forbidsBlob = true
        worker.terminate()
        try {
          Object.assign(handle, createWorker(script))
          return begin()
        } catch {
          // The worker can't be started from its URL either.
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

/** Calls back after a limit in milliseconds, unless stopped or restarted before then. */
function createWatchdog(onTimeout: (limit: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const start = (limit: number) => {
    stop()
    const due = performance.now() + limit
    timer = setTimeout(() => {
      // A suspended page (closed laptop, back/forward cache) suspends its worker too, so the full time starts again.
      if (performance.now() > due + LATE) start(limit)
      else onTimeout(limit)
    }, limit)
  }
  return { start, stop }
}

/** Resolves a folder's URL and adds a trailing slash. */
function folder(url: string): string {
  return new URL(url.replace(/\/*$/, '/'), dom.baseURI(document)).href
}
