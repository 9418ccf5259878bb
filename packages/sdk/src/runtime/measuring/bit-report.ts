/**
 * Of each experiment one randomised bit, to the site's own address: whether the reader clicked in the view in which arms first differed.
 * Whoever was exposed reports when that view ends, whatever came of it: nobody has to come back, so no arm loses devices by that.
 */

import * as dom from '../../lib/dom.ts'
import { randomised } from '../../measurement/randomised-response.ts'
import { keepMeasured, REPORTED_KEY, readMeasured } from '../../snapshot/measured.ts'
import type { DeviceRecord } from './device-record.ts'

/** A bit that arrives changes what may be believed of the reader by a factor of e at most. */
const EPSILON = 1
/** Experiments that a device ever reports: their names are the site's, and what is asked often enough, under ever new names, is known in the end. */
const MOST = 10
/** Milliseconds after which every tab sees what one has written. */
const SEEN = 1000

export interface BitReport {
  /** The reader sees something in which arms differ. */
  exposed(experiment: string, arm: string): void
  clicked(): void
  /** The view ends: an application shows another page. */
  end(): void
}

/** Experiments of which a bit was told, or is about to be: a key of its own, which nothing else of the page writes anew. */
function reported(): readonly string[] {
  const known = readMeasured(REPORTED_KEY)
  return Array.isArray(known) ? known.filter((name) => typeof name === 'string').slice(0, MOST) : []
}

const draw = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

/**
 * As `sendBeacon` does it, and without what that can't leave out: cookies and the page's address.
 *
 * @param path of this site
 */
async function send(path: string, body: object): Promise<void> {
  try {
    await fetch(new URL(path, location.origin), {
      method: 'POST',
      body: JSON.stringify(body),
      keepalive: true,
      mode: 'same-origin',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
    })
  } catch {
    // Offline, or refused: nobody is told, since a second report would be a second device.
  }
}

/** @param record says which experiments this device has reported @param signal ends it: what wasn't told by then never is */
export function reportBits(record: DeviceRecord, path: string, signal: AbortSignal): BitReport {
  /** Arms by experiment, of which this view is about to tell. */
  const open = new Map<string, string>()
  /** The same for all of them: however many ask, one draw hides it. */
  let bit: 0 | 1 = 0
  /** The same, before it is known whether another view has told of them. */
  const seen = new Map<string, string>()
  /** @returns whether this view is the one that tells of some */
  const claim = (): boolean => {
    const known = reported()
    const fresh = [...seen].filter(([experiment]) => !known.includes(experiment))
    const own = fresh.slice(0, Math.max(0, MOST - known.length))
    seen.clear()
    // Nothing is kept of a device that was erased meanwhile.
    if (signal.aborted || !own.length || !record.change(() => ({}))) return false
    if (!keepMeasured(REPORTED_KEY, [...known, ...own.map(([experiment]) => experiment)])) return false
    for (const [experiment, arm] of own) open.set(experiment, arm)
    return true
  }
  const end = () => {
    const told = randomised(bit, EPSILON, draw())
    for (const [experiment, arm] of open) {
      // First for the reader's eyes. What was erased meanwhile is told nobody.
      const isKept = record.change(({ tallies }) => ({
        tallies: tallies.map((tally) =>
          tally.experiment === experiment && tally.arm === arm ? { ...tally, told } : tally,
        ),
      }))
      if (isKept) void send(path, { experiment, arm, bit: told })
    }
    open.clear()
    bit = 0
  }
  // Whoever leaves one page for the next is gone before a frame is drawn: both are told, and what comes first counts.
  dom.addEventListener(document, 'visibilitychange', () => dom.visibilityState(document) === 'hidden' && end(), {
    signal,
  })
  window.addEventListener('pagehide', end, { signal })
  signal.addEventListener('abort', () => open.clear(), { once: true })
  return {
    exposed(experiment, arm) {
      // A browser that can't leave cookies out, and send when a page ends, sends nothing.
      if (signal.aborted || !('keepalive' in Request.prototype)) return
      seen.set(experiment, arm)
      // Tabs that show it in the same moment ask one after the other, and each sees what the one before has written.
      const { locks } = navigator
      if (locks)
        locks
          .request(REPORTED_KEY, () => claim() && new Promise((resolve) => setTimeout(resolve, SEEN)))
          .catch(() => {})
      else claim()
    },
    clicked() {
      if (open.size) bit = 1
    },
    end,
  }
}
