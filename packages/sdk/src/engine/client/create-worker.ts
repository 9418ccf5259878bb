/** A worker's script, from download and verification to start. */

import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { Trust } from '../../lib/load/trusted-types.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'
import type { Status } from '../../types.ts'
import type { EngineFailure } from '../worker/messages.ts'

export interface StartedWorker {
  worker: Worker
  /** How it was started. */
  way: NonNullable<Status['worker']>
}

/** A worker's script, verified against the release. */
export interface WorkerScript {
  readonly url: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Shown in the browser's developer tools. */
  readonly name: string
  readonly trust: Trust
  /** Whether the content security policy forbids `blob:`. All of an engine's workers share this object. */
  readonly policy: { forbidsBlob: boolean }
}

/** Whether the script is same-origin; if not, it can't be started from its URL. */
export const isOwn = ({ url }: WorkerScript): boolean => new URL(url).origin === location.origin

/**
 * Starts a worker from the verified bytes. If a policy forbids that, a same-origin script is started from its URL; the
 * browser then downloads it again, unverified. Either way the worker has the page's origin and policy.
 *
 * @throws DOMException in some browsers if a policy forbids workers; in others, the worker fires `error` instead
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
    // Revoke the URL at the worker's first event, because browsers differ in when they read it. Don't use a timer,
    // which could outlive this instance.
    for (const kind of ['message', 'error']) worker.addEventListener(kind, revoke, { once: true })
    return worker
  } catch (cause) {
    revoke()
    throw cause
  }
}

/**
 * Downloads a worker's script and verifies it against the release.
 *
 * @param timeout in milliseconds
 * @returns its bytes, or the failure
 */
export async function loadScript(
  url: string,
  [bytes, hash]: ReleaseFile,
  timeout: number,
  ended: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | EngineFailure> {
  const signal = withTimeout(ended, timeout)
  const load = (cache: RequestCache) => fetchChecked(url, bytes, hash, { cache, signal })
  try {
    // Bypass the HTTP cache on the second try, because a damaged copy there would fail on every page.
    return await load('default').catch(() => load('reload'))
  } catch (cause) {
    if (cause instanceof RangeError)
      return { code: 'model-damaged', message: `${url} isn't the file that this release lists.`, retry: false }
    const code = signal.aborted && !ended.aborted ? 'engine-slow' : 'engine-failed'
    return { code, message: `${url} can't be loaded.`, retry: false }
  }
}
