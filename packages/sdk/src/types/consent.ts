/** What a reader agreed to, and where choices come from: part of `types.ts`, from which all import it. No runtime code. */

export type ConsentState = 'unknown' | 'denied' | 'granted'

/** What the reader agreed to. `measurement` means that data may leave the device. */
export interface Purposes {
  readonly content: boolean
  readonly creatives: boolean
  readonly measurement: boolean
}

export interface Consent extends Purposes {
  readonly state: ConsentState
}

/**
 * Says what the reader chose. `explicit`: chosen just now, on this page; against the browser's signal (GPC, DNT) nothing
 * else counts.
 */
export type SetConsent = (purposes: Partial<Purposes>, explicit?: boolean) => void

/** Where choices come from. It is called once, and calls `set` whenever it learns of a choice. @returns a function that stops it, if it needs stopping */
export type ConsentSource = (set: SetConsent) => unknown

type GoogleConsentType =
  | 'ad_storage'
  | 'ad_user_data'
  | 'ad_personalization'
  | 'analytics_storage'
  | 'personalization_storage'
  | 'functionality_storage'
  | 'security_storage'

/** The whole state of Google's consent mode; what is missing counts as denied. */
export type GoogleConsent = Readonly<Partial<Record<GoogleConsentType, 'granted' | 'denied'>>>
