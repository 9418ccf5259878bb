import type { AnalyticsSystem } from '../../types.ts'
import { type AnalyticsEvent, SYSTEMS } from './systems.ts'

/** Events that wait for the system's script, which a consent platform may bring late, or never. */
const MAX_WAITING = 50
/** Characters of a text: no system takes more. */
const LONGEST = 100

const short = (told: AnalyticsEvent): AnalyticsEvent =>
  Object.fromEntries(
    Object.entries(told).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST) : value]),
  ) as unknown as AnalyticsEvent

export interface AnalyticsForwarder {
  tell(told: AnalyticsEvent): void
  /** The system's script may have come. */
  again(): void
}

/**
 * Hands events over to a system's own script, in the order in which they came: at once if it is there, else with the next event, or when
 * it is asked again.
 *
 * @param report called once if what should take them throws
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
        // A request that fails later is the system's business, and no error of the page.
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
