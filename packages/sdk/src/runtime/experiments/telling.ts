/** Reports exposures and outcomes to the site's own analytics, to its own address, or to both. */

import type { HistoryStore } from '../../history/history-store.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { type AnalyticsForwarder, forwardTo } from '../../measurement/analytics/hand-over.ts'
import type { ResolvedOptions } from '../../options.ts'
import type { AnalyticsSystem, Exposure, Outcome } from '../../types.ts'
import { reportBits } from './bit-report.ts'
import type { DeviceRecord } from './device-record.ts'

export interface Telling {
  exposed(exposure: Exposure): void
  outcome(outcome: Outcome): void
  /** Called when a single-page application shows another page. */
  end(): void
}

/**
 * Analytics scripts may load late, so queued events are offered again once the page has loaded and whenever it is
 * hidden or shown.
 */
function tellTo(system: AnalyticsSystem, signal: AbortSignal): AnalyticsForwarder {
  const analytics = forwardTo(system, (cause) => emitError('analytics-failed', `${system} takes no events`, cause))
  const again = () => {
    if (!signal.aborted) analytics.again()
  }
  window.addEventListener('load', again, { signal })
  dom.addEventListener(document, 'visibilitychange', again, { signal })
  return analytics
}

/** @param opened the history, once it is open @param signal ends reporting when aborted */
export function startTelling(
  { analytics: system, report: path }: Pick<ResolvedOptions, 'analytics' | 'report'>,
  record: DeviceRecord,
  opened: Promise<Pick<HistoryStore, 'disk'>>,
  signal: AbortSignal,
): Telling {
  const analytics = system && tellTo(system, signal)
  const bits = path === undefined ? undefined : reportBits(record, opened, path, signal)
  return {
    exposed({ experiment, arm, list }) {
      analytics?.tell({ kind: 'exposure', arm: `${experiment}:${arm}`, list })
      bits?.exposed(experiment, arm)
    },
    outcome({ arms, ...outcome }) {
      const arm = Object.entries(arms).map((each) => each.join(':'))
      analytics?.tell({ ...outcome, arm: arm.join(' ') })
      if (/click/.test(outcome.kind)) bits?.clicked()
    },
    end: () => bits?.end(),
  }
}
