import type { Trust } from '../../lib/load/trusted-types.ts'

/**
 * Starts a worker from these very bytes. It has the origin of the page, and its policy.
 *
 * @throws DOMException where a policy forbids workers, in some browsers; in others the worker's `error` event says so
 */
export function workerOf(bytes: Uint8Array<ArrayBuffer>, name: string, trust: Trust): Worker {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }))
  const revoke = () => URL.revokeObjectURL(address)
  try {
    const worker = new Worker(trust(address), { name })
    // Not before it has said something: browsers differ in when they read the address. No timer, which would outlive the page's Inkling.
    for (const kind of ['message', 'error']) worker.addEventListener(kind, revoke, { once: true })
    return worker
  } catch (cause) {
    revoke()
    throw cause
  }
}

/** Starts a worker by its address: the browser asks for the file again, and checks nothing. @throws as {@link workerOf} */
export const workerAt = (url: string, name: string, trust: Trust): Worker => new Worker(trust(url), { name })
