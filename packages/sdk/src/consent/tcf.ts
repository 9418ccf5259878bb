import { own } from '../lib/json/own.ts'
import type { Purposes, SetConsent } from '../types.ts'
import { listenTo } from './listen-to.ts'
import type { OnProblem } from './wait-for-platform.ts'

interface TcData {
  readonly listenerId?: number
  readonly eventStatus?: string
  readonly gdprApplies?: boolean
  readonly publisher?: { readonly consents?: Readonly<Record<number, unknown>> }
}

/**
 * Maps the publisher's purposes of the Transparency & Consent Framework to Inkling's. 1: store on the device · 3, 4:
 * create advertising profiles and select advertising · 5, 6: the same for content · 7, 8: measure advertising and
 * content. A missing purpose counts as refused.
 *
 * @param consented keyed by purpose number
 */
export function purposesOf(consented: (purpose: number) => unknown): Purposes {
  const all = (...purposes: number[]) => purposes.every((purpose) => consented(purpose) === true)
  return { content: all(1, 5, 6), creatives: all(1, 3, 4), measurement: all(7, 8) }
}

/**
 * Listens to the Transparency & Consent Framework 2.2 or later (IAB Europe, CMP API). While its dialog is open, every
 * consent is reported as false, so only a stored choice, or one that the reader has just confirmed, is used. Where the
 * GDPR doesn't apply, the platform counts as having given no answer.
 */
export function tcf(set: SetConsent, onProblem: OnProblem): () => void {
  const hear = ({ eventStatus, gdprApplies, publisher }: TcData, tellMissing: () => void) => {
    const confirmed = eventStatus === 'useractioncomplete'
    if ((!confirmed && eventStatus !== 'tcloaded') || gdprApplies === false) return
    const consents = own(own(publisher)?.consents) ?? {}
    if (Object.keys(consents).length === 0) tellMissing()
    set(
      purposesOf((purpose) => consents[purpose]),
      confirmed,
    )
  }
  return listenTo<TcData>('__tcfapi', [2], hear, onProblem)
}
