import type { Trust } from '../../lib/load/trusted-types.ts'
import type { Status } from '../../types.ts'

export interface StartedWorker {
  worker: Worker
  /** How it was started. */
  way: NonNullable<Status['worker']>
}

/** A worker's script, which has been checked. */
export interface WorkerScript {
  readonly url: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** For the browser's tools. */
  readonly name: string
  readonly trust: Trust
  /** What is found out once for all workers of an engine: a content security policy forbids `blob:`. */
  readonly policy: { forbidsBlob: boolean }
}

/** Only a script of this origin can be started by its address. */
export const isOwn = ({ url }: WorkerScript): boolean => new URL(url).origin === location.origin

/**
 * Starts a worker from the very bytes that were checked. Where a policy forbids that, it is started by its address, on this origin
 * alone: the browser then asks for the file again, and checks nothing. It has the origin of the page, and its policy.
 *
 * @throws DOMException where a policy forbids workers, in some browsers; in others the worker's `error` event says so
 */
export function createWorker(script: WorkerScript): StartedWorker {
  const { url, bytes, name, trust, policy } = script
  if (policy.forbidsBlob && isOwn(script)) return { worker: new Worker(trust(url), { name }), way: 'address' }
  try {
    return { worker: fromBytes(bytes, name, trust), way: 'checked' }
  } catch (cause) {
    if (!isOwn(script)) throw cause
    policy.forbidsBlob = true
    return createWorker(script)
  }
}

function fromBytes(bytes: Uint8Array<ArrayBuffer>, name: string, trust: Trust): Worker {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }))
  const revoke = () => URL.revokeObjectURL(address)
  try {
    const worker = new Worker(trust(address), { name })
    // Not before its first event: browsers differ in when they read the address. No timer, which would outlive the page's Inkling.
    for (const kind of ['message', 'error']) worker.addEventListener(kind, revoke, { once: true })
    return worker
  } catch (cause) {
    revoke()
    throw cause
  }
}
