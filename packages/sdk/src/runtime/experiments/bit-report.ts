/**
 * Sends one randomised bit per experiment to the site's own address: whether the reader clicked during the page view in
 * which the arms first differed. Every exposed device reports when that view ends, whatever the reader did. No return
 * visit is needed, so no arm loses devices because readers don't come back.
 */

import { randomised } from '../../../../measure/src/estimator/randomised-response.ts'
import { ignoreRejection } from '../../history/database/delete-database.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { changeReported } from '../../history/reported.ts'
import * as dom from '../../lib/dom.ts'
import { own } from '../../lib/json/own.ts'
import { REPORTED_KEY, readExperimentData, storeExperimentData } from '../../web-storage/experiment-data.ts'
import type { DeviceRecord } from './device-record.ts'

/**
 * The ε of local differential privacy: a reported bit changes the odds of any belief about the reader by at most a
 * factor of e.
 */
const EPSILON = 1
/**
 * Maximum number of experiments that a device ever reports on. Without it, a site could repeat the same experiment
 * under new names.
 */
const MOST = 10

export interface BitReport {
  /** Called when the reader sees something that differs between the arms. */
  exposed(experiment: string, arm: string): void
  clicked(): void
  /** Ends the view when a single-page application shows another page. */
  end(): void
}

/**
 * Names of experiments whose bit has been sent or is about to be sent. The stored value is checked, because other
 * scripts can write to it.
 */
const namesIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((name): name is string => typeof name === 'string' && name.length <= 64).slice(0, MOST)
    : []
const noticed = (): string[] => namesIn(readExperimentData(REPORTED_KEY))

const draw = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

/**
 * Like `sendBeacon`, but without the cookies and the page address that `sendBeacon` always sends.
 *
 * @param path a path on this site
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
    // The device is offline or the request was refused. There is no retry, because a second report would count as a
    // second device.
  }
}

/**
 * @param record the device's record, used to check that the device is still the same as when it was exposed
 * @param opened the history, which stores the names of reported experiments; if storing fails, nothing is reported
 * @param signal ends reporting when aborted; bits not sent by then are never sent
 */
export function reportBits(
  record: DeviceRecord,
  opened: Promise<Pick<HistoryStore, 'disk'>>,
  path: string,
  signal: AbortSignal,
): BitReport {
  /** The arms that this view will report, keyed by experiment. */
  let open = new Map<string, string>()
  /** The arms of experiments that may already have been reported by another view, keyed by experiment. */
  let seen = new Map<string, string>()
  /** Whether `open` or `seen` contains any experiments. */
  let isAsked = false
  /** The bit is the same for all experiments of a view, so it is randomised only once. */
  let bit: 0 | 1 = 0
  const isOurs = () => !signal.aborted && record.change(() => ({}))
  /**
   * Records experiment names before they are reported, so that nothing is reported twice even if the browser is killed.
   * Tabs take turns doing this.
   */
  const claim = async () => {
    const [asking, telling] = [seen, open]
    let own: [string, string][] = []
    let all: string[] = []
    const isWritten = await changeReported(await opened, (names) => {
      const known = [...new Set([...namesIn(names), ...noticed()])]
      const fresh = [...asking].filter(([experiment]) => !known.includes(experiment))
      asking.clear()
      // The device's record may have been erased in the meantime.
      own = isOurs() ? fresh.slice(0, Math.max(0, MOST - known.length)) : []
      all = [...known, ...own.map(([experiment]) => experiment)]
      return own.length ? all : undefined
    })
    // Also store the names in localStorage, which is read first and survives if the browser deletes the database.
    if (isWritten && isOurs() && storeExperimentData(REPORTED_KEY, all))
      for (const [experiment, arm] of own) telling.set(experiment, arm)
  }
  const end = () => {
    const told = randomised(bit, EPSILON, draw())
    for (const [experiment, arm] of open) {
      // Before sending the bit, store it in the tally, where the reader can see it. If the record has been erased, send
      // nothing.
      const isKept = record.change(({ tallies }) => ({
        tallies: tallies.map((tally) =>
          tally.experiment === experiment && tally.arm === arm ? { ...tally, told } : tally,
        ),
      }))
      if (isKept) void send(path, { experiment, arm, bit: told })
    }
    // Names that are still being recorded don't carry over to the next view.
    open = new Map()
    seen = new Map()
    isAsked = false
    bit = 0
  }
  // On navigation the page may end before another frame is rendered, so whichever event fires first counts.
  dom.addEventListener(document, 'visibilitychange', () => dom.visibilityState(document) === 'hidden' && end(), {
    signal,
  })
  window.addEventListener('pagehide', end, { signal })
  signal.addEventListener('abort', () => (open = new Map()), { once: true })
  return {
    exposed(experiment, arm) {
      // Without `keepalive`, a browser can't send a cookieless request as the page ends, so nothing is sent.
      if (signal.aborted || !('keepalive' in Request.prototype)) return
      if (noticed().includes(experiment)) return
      isAsked = true
      seen.set(experiment, arm)
      ignoreRejection(claim())
    },
    clicked() {
      if (isAsked) bit = 1
    },
    end,
  }
}
