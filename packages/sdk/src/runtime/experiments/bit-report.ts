/**
 * Of each experiment one randomised bit, to the site's own address: whether the reader clicked in the view in which arms first differed.
 * Whoever was exposed reports when that view ends, whatever came of it: nobody has to come back, so no arm loses devices by that.
 */

import { quietly } from '../../history/database/delete.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { changeReported } from '../../history/reported.ts'
import * as dom from '../../lib/dom.ts'
import { own } from '../../lib/json/own.ts'
import { randomised } from '../../measurement/estimator/randomised-response.ts'
import { REPORTED_KEY, readExperimentData, storeExperimentData } from '../../storage/experiment-data.ts'
import type { DeviceRecord } from './device-record.ts'

/** A bit that arrives changes what may be believed of the reader by a factor of e at most. */
const EPSILON = 1
/** Experiments that a device ever reports: their names are the site's, and what is asked often enough, under ever new names, is known in the end. */
const MOST = 10

export interface BitReport {
  /** The reader sees something in which arms differ. */
  exposed(experiment: string, arm: string): void
  clicked(): void
  /** The view ends: an application shows another page. */
  end(): void
}

/** Experiments of which a bit was told, or is about to be; anybody may have written there. */
const namesIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((name): name is string => typeof name === 'string' && name.length <= 64).slice(0, MOST)
    : []
const noticed = (): string[] => namesIn(readExperimentData(REPORTED_KEY))

const draw = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

/**
 * As `sendBeacon` does it, and without what that can't leave out: cookies and the page's address.
 *
 * @param path of this site
 */
async function send(path: string, body: object): Promise<void> {
  try {
    const init: RequestInit = own({
      method: 'POST',
      body: JSON.stringify(body),
      keepalive: true,
      mode: 'same-origin',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
    })
    await fetch(new URL(path, location.origin), init)
  } catch {
    // Offline, or refused: nobody is told, since a second report would be a second device.
  }
}

/**
 * @param record says whether this device is still the one that was exposed
 * @param opened has on disk what was told: where that can't be written, nothing is told
 * @param signal ends it: what wasn't told by then never is
 */
export function reportBits(
  record: DeviceRecord,
  opened: Promise<Pick<HistoryStore, 'disk'>>,
  path: string,
  signal: AbortSignal,
): BitReport {
  /** Arms by experiment, of which this view is about to tell. */
  let open = new Map<string, string>()
  /** The same, before it is known whether another view has told of them. */
  let seen = new Map<string, string>()
  /** Whether the view has any of either. */
  let isAsked = false
  /** The same for all of them: however many ask, one draw hides it. */
  let bit: 0 | 1 = 0
  const isOurs = () => !signal.aborted && record.change(() => ({}))
  /** Before anything is told it is written down that it was, where tabs take turns and a browser that is killed loses nothing. */
  const claim = async () => {
    const [asking, telling] = [seen, open]
    let own: [string, string][] = []
    let all: string[] = []
    const isWritten = await changeReported(await opened, (names) => {
      const known = [...new Set([...namesIn(names), ...noticed()])]
      const fresh = [...asking].filter(([experiment]) => !known.includes(experiment))
      asking.clear()
      // Nothing is kept of a device that was erased meanwhile.
      own = isOurs() ? fresh.slice(0, Math.max(0, MOST - known.length)) : []
      all = [...known, ...own.map(([experiment]) => experiment)]
      return own.length ? all : undefined
    })
    // Here it is looked up first; and a database that the browser has lost must not make a device tell again.
    if (isWritten && isOurs() && storeExperimentData(REPORTED_KEY, all))
      for (const [experiment, arm] of own) telling.set(experiment, arm)
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
    // What is still being written down is told of no other view.
    open = new Map()
    seen = new Map()
    isAsked = false
    bit = 0
  }
  // Whoever leaves one page for the next is gone before a frame is drawn: both are told, and what comes first counts.
  dom.addEventListener(document, 'visibilitychange', () => dom.visibilityState(document) === 'hidden' && end(), {
    signal,
  })
  window.addEventListener('pagehide', end, { signal })
  signal.addEventListener('abort', () => (open = new Map()), { once: true })
  return {
    exposed(experiment, arm) {
      // A browser that can't leave cookies out, and send when a page ends, sends nothing.
      if (signal.aborted || !('keepalive' in Request.prototype)) return
      if (noticed().includes(experiment)) return
      isAsked = true
      seen.set(experiment, arm)
      quietly(claim())
    },
    clicked() {
      if (isAsked) bit = 1
    },
    end,
  }
}
