/**
 * The page's side of the engine: starts workers, sends them texts, and replaces those that fail. It never throws into the page.
 *
 * WebAssembly serves first, for it is ready soonest. Once nothing is to be done, WebGPU and then WebGL are tried in a second worker,
 * which takes over if it is faster here. A worker that fails is started once more, then the next backend is; when none is left, or
 * the model itself can't be used, every request gets `undefined` and the lexical tier ranks.
 */

import * as dom from '../../lib/dom.ts'
import { idle } from '../../lib/idle.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import { type Trust, trusted } from '../../lib/load/trusted-types.ts'
import type { BackendName, ErrorCode, Status } from '../../types.ts'
import type { Fault, FromWorker, ModelInfo, ToWorker } from '../worker/protocol.ts'
import { workerAt, workerOf } from './create-worker.ts'
import { loadScript } from './load-script.ts'

export type EngineStatus = Partial<Pick<Status, 'engine' | 'backend' | 'worker' | 'model' | 'bytes' | 'embedded'>>

export interface EngineOptions {
  /** URL of the folder with the engine's files; relative to the document. */
  readonly base: string
  /** URL of the model bundle's folder; relative to the document. */
  readonly model: string
  /** Only this backend, a software renderer too. Default: the fastest that works. */
  readonly backend?: BackendName
  /** The engine's files by name, as the release lists them. What isn't listed is neither run nor used. */
  readonly files: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 of each manifest that may be used, whatever its folder is called. */
  readonly manifests: readonly string[]
  /** What a page that demands trusted types takes as a script's address. Default: by a policy of this script's own. */
  readonly trust?: Trust | undefined
  /** Start workers by their addresses at once: an earlier page has met a policy that forbids `blob:`. Default false. */
  readonly byAddress?: boolean
  /**
   * Texts embedded on this page from which on a faster backend is looked for: it costs up to 52 KB and compiles shaders,
   * which a handful of texts never earns back. Default 32.
   */
  readonly warmAfter?: number
  /**
   * Milliseconds without news until a worker that starts counts as stuck. Default 20,000; each progress message starts it
   * anew. A chunk of texts has half of it.
   */
  readonly timeout?: number
  /** Whether the reader's choice still allows to store the model: asked before a worker makes a cache. Default: it does. */
  readonly mayKeep?: () => boolean
  /** What changed: each key that is there has a new value. */
  readonly onStatus?: (status: EngineStatus) => void
  /** Called once, when no engine is to be had any more. */
  readonly onError?: (code: ErrorCode, message: string) => void
}

export interface Engine {
  /**
   * Vectors for texts, each of length 1. The first call starts the worker, which downloads the model.
   *
   * @returns In the order of the texts; `undefined` when there is no engine, after `stop`, or when the signal aborts. Never rejects.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[] | undefined>
  /** The model that made the last vectors; `undefined` until it is ready. */
  readonly model: ModelInfo | undefined
  /** Ends the workers, and every request with `undefined`. For good. */
  stop(): void
}

interface Job {
  readonly id: number
  readonly texts: readonly string[]
  /** Nobody waits any more. */
  settled: boolean
  settle(vectors: Float32Array[] | undefined): void
}

/** A worker and what is known of it. */
interface Seat {
  readonly backend: BackendName
  worker: Worker
  /** How it was started. */
  way: NonNullable<Status['worker']>
  /** It has said something: no policy forbids it. */
  heard?: true
  /** What `ready` said the golden texts took; `undefined` until then. */
  milliseconds?: number
  model?: ModelInfo
  /** What it is embedding. */
  job?: Job
  timer?: ReturnType<typeof setTimeout>
}

/** Best first when one must do; for speed, the later ones are tried behind the first. */
const ORDER: readonly BackendName[] = ['wasm', 'webgpu', 'webgl', 'cpu']
const CANDIDATES: readonly BackendName[] = ['webgpu', 'webgl']
/** Milliseconds by which a timer is late when the page has slept. */
const LATE = 1000
/** Texts a request: few enough that an abort is soon obeyed. */
const CHUNK = 16

export function createEngine(options: EngineOptions): Engine {
  const { timeout = 20_000, warmAfter = 32, files, manifests, trust = trusted, mayKeep, onStatus, onError } = options
  const backends = options.backend ? [options.backend] : [...ORDER]
  const candidates = options.backend ? [] : [...CANDIDATES]
  const queue: Job[] = []
  const embedded = { texts: 0, milliseconds: 0 }
  let nextId = 0
  let restarted = false
  let over = false
  /** Ends what is still being fetched. */
  const ended = new AbortController()
  let model: ModelInfo | undefined
  /** The worker that serves, or is to serve. */
  let serving: Seat | undefined
  /** The worker that may take over. */
  let candidate: Seat | undefined
  /** A policy forbids workers from `blob:`. */
  let refused = options.byAddress === true
  /** A worker's script is being fetched and checked. */
  let opening = false

  /** What isn't listed has no byte that could be right. */
  const listed = (name: string): ReleaseFile => (Object.hasOwn(files, name) ? files[name]! : [0, ''])

  const report = (status: EngineStatus) => {
    if (!over) onStatus?.(status)
  }

  /** The end: nothing will be embedded any more. */
  const end = () => {
    over = true
    ended.abort()
    close(serving)
    close(candidate)
    for (const job of queue.splice(0)) job.settle(undefined)
  }

  const giveUp = ({ code, message }: Fault) => {
    if (over) return
    report({ engine: 'failed' })
    end()
    onError?.(code, message)
  }

  /** Ends a worker; what it was embedding comes first in the queue again. */
  const close = (seat: Seat | undefined) => {
    if (!seat) return
    clearTimeout(seat.timer)
    seat.worker.onmessage = seat.worker.onerror = seat.worker.onmessageerror = null
    seat.worker.terminate()
    if (seat.job && !seat.job.settled) queue.unshift(seat.job)
    delete seat.job
    if (serving === seat) serving = undefined
    if (candidate === seat) candidate = undefined
  }

  const send = (seat: Seat, message: ToWorker, limit: number) => {
    seat.worker.postMessage(message)
    watch(seat, limit)
  }

  const watch = (seat: Seat, limit: number) => {
    clearTimeout(seat.timer)
    const due = performance.now() + limit
    const message = `The ${seat.backend} backend gave no answer for ${limit / 1000} s.`
    seat.timer = setTimeout(() => {
      // Who slept in a closed laptop or in the back/forward cache slept with the worker: it has its whole time again.
      if (performance.now() > due + LATE) watch(seat, limit)
      else fail(seat, { code: 'engine-slow', message, retry: true })
    }, limit)
  }

  const fail = (seat: Seat, fault: Fault) => {
    const isCandidate = seat === candidate
    close(seat)
    if (isCandidate) warmNext()
    else moveOn(fault)
  }

  /** The serving worker is no more, or could not be started: the same backend once more, else the next. */
  const moveOn = (fault: Fault) => {
    if (fault.code === 'model-unavailable' || fault.code === 'model-damaged') return giveUp(fault)
    if (fault.retry && !restarted) {
      restarted = true
    } else {
      restarted = false
      backends.shift()
    }
    if (backends.length === 0) return giveUp(fault)
    report({ engine: 'loading' })
    void openServing()
  }

  const openServing = async () => {
    const [backend] = backends
    if (over || opening || serving || !backend) return
    opening = true
    const seat = await openSeat(backend)
    opening = false
    if (!('worker' in seat)) moveOn(seat)
    else if (over) close(seat)
    else serving = seat
  }

  const openSeat = async (backend: BackendName): Promise<Seat | Fault> => {
    const failed = (message: string): Fault => ({ code: 'engine-failed', message, retry: true })
    try {
      const url = new URL(`${backend}.js`, folder(options.base)).href
      const script = await loadScript(url, listed(`${backend}.js`), timeout, ended.signal)
      if ('code' in script) return script
      if (over) return { ...failed('The engine was stopped.'), retry: false }
      const isOwn = new URL(url).origin === location.origin
      const name = `inkling-${backend}`
      const wasmFile = 'tfjs-backend-wasm-simd.wasm'
      const start: ToWorker = {
        kind: 'start',
        model: folder(options.model),
        manifests,
        wasmUrl: new URL(wasmFile, folder(options.base)).href,
        wasmFile: listed(wasmFile),
        force: options.backend !== undefined,
      }
      const open = (): Pick<Seat, 'worker' | 'way'> => {
        if (refused && isOwn) return { worker: workerAt(url, name, trust), way: 'address' }
        try {
          return { worker: workerOf(script, name, trust), way: 'checked' }
        } catch (cause) {
          // Elsewhere than on this origin there is no other way.
          if (!isOwn) throw cause
          refused = true
          return open()
        }
      }
      const seat: Seat = { backend, ...open() }
      const begin = () => {
        const { worker } = seat
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          seat.heard = true
          receive(seat, data)
        }
        worker.onerror = (event) => {
          event.preventDefault?.()
          // Browsers tell so that a policy forbids it.
          if (isOwn && !refused && !seat.heard) {
            refused = true
            worker.terminate()
            try {
              Object.assign(seat, open())
              return begin()
            } catch {
              // Nor that way.
            }
          }
          fail(seat, failed(event.message || `The worker for ${backend} could not be started.`))
        }
        worker.onmessageerror = () => fail(seat, failed("A worker's message could not be read."))
        send(seat, start, timeout)
      }
      begin()
      return seat
    } catch (error) {
      // A policy that forbids workers, or an address that is none.
      return failed(String(error))
    }
  }

  const receive = (seat: Seat, message: FromWorker) => {
    switch (message.kind) {
      case 'progress': {
        watch(seat, timeout)
        const { loaded, total, fromCache } = message
        if (seat === serving) report({ bytes: { loaded, total, fromCache } })
        break
      }
      case 'alive':
        watch(seat, timeout)
        break
      case 'may-keep':
        if (mayKeep?.() ?? true) send(seat, { kind: 'keep' }, timeout)
        break
      case 'ready':
        clearTimeout(seat.timer)
        seat.milliseconds = message.milliseconds
        seat.model = message.model
        if (seat === candidate) return compare(seat)
        announce(seat)
        work()
        break
      case 'vectors': {
        const { job } = seat
        if (job?.id !== message.id) return
        clearTimeout(seat.timer)
        delete seat.job
        embedded.texts += message.computed
        embedded.milliseconds += message.milliseconds
        report({ embedded: { ...embedded } })
        const width = message.vectors.length / job.texts.length
        job.settle(job.texts.map((_, row) => message.vectors.slice(row * width, (row + 1) * width)))
        work()
        break
      }
      case 'failed':
        fail(seat, message)
    }
  }

  /** What a site has deployed meanwhile may be another version: the model is that of the worker that serves. */
  const announce = (seat: Seat) => {
    const { backend, way } = seat
    model = seat.model
    report({ engine: 'ready', backend, worker: way, ...(model && { model: `${model.name}@${model.version}` }) })
  }

  /** The next request, if the worker is free. With none left, a faster backend is looked for. */
  const work = () => {
    if (over || !serving) return
    if (serving.job || serving.milliseconds === undefined) return
    const job = queue.shift()
    if (!job) {
      if (embedded.texts >= warmAfter) warmNext()
      return
    }
    serving.job = job
    // A chunk may take half as long as a start.
    send(serving, { kind: 'embed', id: job.id, texts: job.texts }, timeout / 2)
  }

  const warmNext = () => {
    void idle().then(async () => {
      const isUnmanaged =
        !over && !opening && !candidate && serving?.milliseconds !== undefined && !serving.job && queue.length === 0
      if (!isUnmanaged) return
      // A backend that served already, and failed, isn't tried again.
      const backend = candidates.shift()
      if (!backend) return
      if (
        backend === serving?.backend ||
        !backends.includes(backend) ||
        (backend === 'webgpu' && !('gpu' in navigator))
      ) {
        return warmNext()
      }
      opening = true
      const seat = await openSeat(backend)
      opening = false
      if ('worker' in seat) candidate = seat
      if (over) close(candidate)
      else if (!serving) void openServing()
      else if (!candidate) warmNext()
    })
  }

  /** A second worker is ready: the faster of the two stays. */
  const compare = (seat: Seat) => {
    candidate = undefined
    if (!serving || (seat.milliseconds ?? 0) >= (serving.milliseconds ?? Number.POSITIVE_INFINITY)) {
      close(seat)
      return work()
    }
    close(serving)
    serving = seat
    // Should it fail later, it is started again itself, and then what it replaced.
    backends.splice(0, backends.length, seat.backend, ...backends.filter((name) => name !== seat.backend))
    restarted = false
    candidates.length = 0
    announce(seat)
    work()
  }

  const embedChunk = (texts: readonly string[], signal: AbortSignal | undefined) =>
    new Promise<Float32Array[] | undefined>((resolve) => {
      if (over || signal?.aborted) return resolve(undefined)
      const job: Job = {
        id: nextId++,
        texts,
        settled: false,
        settle(vectors) {
          job.settled = true
          signal?.removeEventListener('abort', drop)
          resolve(vectors)
        },
      }
      // What a worker has begun it ends; its answer is then thrown away.
      const drop = () => {
        const place = queue.indexOf(job)
        if (place >= 0) queue.splice(place, 1)
        job.settle(undefined)
      }
      signal?.addEventListener('abort', drop)
      queue.push(job)
      if (serving) return work()
      if (!opening) report({ engine: 'loading' })
      void openServing()
    })

  return {
    async embed(texts, signal) {
      const chunks = Array.from({ length: Math.ceil(texts.length / CHUNK) }, (_, i) =>
        texts.slice(i * CHUNK, (i + 1) * CHUNK),
      )
      const vectors = await Promise.all(chunks.map((chunk) => embedChunk(chunk, signal)))
      const complete = vectors.filter((chunk) => chunk !== undefined)
      return over || signal?.aborted || complete.length < chunks.length ? undefined : complete.flat()
    },
    get model() {
      return model
    },
    stop() {
      if (over) return
      report({ engine: 'off' })
      end()
    },
  }
}

/** Absolute, with a slash at the end. */
function folder(url: string): string {
  return new URL(url.replace(/\/*$/, '/'), dom.baseURI(document)).href
}
