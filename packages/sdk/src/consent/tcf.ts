import type { Purposes, SetConsent } from '../types.ts'
import { listenTo, type Tell } from './listen.ts'

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

/** Why nothing is granted, however often readers say yes. */
export const NO_PUBLISHER =
  "the consent platform gives no consents for the publisher's own purposes: nothing is granted"

/**
 * Transparency & Consent Framework 2.2 and later (IAB Europe, CMP API). While its questions are shown every consent reads
 * false: only what was stored, and what the reader has just confirmed, is an answer. Where the GDPR doesn't apply the
 * platform has none.
 */
export function tcf(set: SetConsent, tell: Tell): () => void {
  let told = false
  const hear = ({ eventStatus, gdprApplies, publisher }: TcData) => {
    const confirmed = eventStatus === 'useractioncomplete'
    if ((!confirmed && eventStatus !== 'tcloaded') || gdprApplies === false) return
    const consents = publisher?.consents ?? {}
    if (!told && Object.keys(consents).length === 0) {
      told = true
      tell(NO_PUBLISHER)
    }
    set(
      purposesOf((purpose) => consents[purpose]),
      confirmed,
    )
  }
  return listenTo<TcData>('__tcfapi', [2], hear, tell)
}
