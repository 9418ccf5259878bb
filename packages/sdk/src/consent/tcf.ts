import { own } from '../lib/json/own.ts'
import type { Purposes, SetConsent } from '../types.ts'
import { listenTo, type OnProblem } from './listen-to.ts'

interface TcData {
  readonly listenerId?: number
  readonly eventStatus?: string
  readonly gdprApplies?: boolean
  readonly publisher?: { readonly consents?: Readonly<Record<number, unknown>> }
}

/**
 * The publisher's purposes of the Transparency & Consent Framework → Inkling's. 1: store on the device · 3, 4: profiles
 * for, and choice of, advertising · 5, 6: the same of content · 7, 8: measure either. Missing means no.
 *
 * @param consented by the purpose's number
 */
export function purposesOf(consented: (purpose: number) => unknown): Purposes {
  const all = (...purposes: number[]) => purposes.every((purpose) => consented(purpose) === true)
  return { content: all(1, 5, 6), creatives: all(1, 3, 4), measurement: all(7, 8) }
}

/**
 * Transparency & Consent Framework 2.2 and later (IAB Europe, CMP API). While its questions are shown every consent reads
 * false: only what was stored, and what the reader has just confirmed, is an answer. Where the GDPR doesn't apply the
 * platform has none.
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
