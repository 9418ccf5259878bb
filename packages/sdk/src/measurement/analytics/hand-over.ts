import type { AnalyticsSystem } from '../../types.ts'
import { type AnalyticsEvent, SYSTEMS } from './systems.ts'

/** Maximum number of events queued for the system's script, which a consent platform may load late or never. */
const MAX_WAITING = 50
/** Maximum number of characters in a text value; no system accepts more. */
const LONGEST = 100

const short = (told: AnalyticsEvent): AnalyticsEvent =>
  Object.fromEntries(
    Object.entries(told).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST) : value]),
  ) as unknown as AnalyticsEvent

export interface AnalyticsForwarder {
  tell(told: AnalyticsEvent): void
  /** Retries, because the system's script may have loaded by then. */
  again(): void
}

/**
 * Forwards events to an analytics system's own script, in order: immediately if the script has loaded, otherwise with
 * the next event or on a retry.
 *
 * @param report called once if the system's script throws
 */
export function forwardTo(system: AnalyticsSystem, report: (cause: unknown) => void): AnalyticsForwarder {
  let waiting: AnalyticsEvent[] = []
  let failed = false
  const fail = (cause: unknown) => {
    if (!failed) report(cause)
    failed = true
  }
  const again = () => {
    try {
      const { find, tell } = SYSTEMS[system]
      const call = find()
      if (!call) return
      for (const { kind, ...fields } of waiting.splice(0)) {
        const answer = tell(call, kind, fields)
        // If a request fails later, that is the analytics system's problem, not an error of the page.
        if (answer instanceof Promise) answer.catch(fail)
      }
    } catch (cause) {
      fail(cause)
    }
  }
  return {
    again,
    tell(told) {
      waiting = [...waiting, short(told)].slice(-MAX_WAITING)
      again()
    },
  }
}
