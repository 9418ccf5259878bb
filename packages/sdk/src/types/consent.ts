/** Consent and its sources. Import these types from `types.ts`. Contains no runtime code. */

export type ConsentState = 'unknown' | 'denied' | 'granted'

/** What the reader has consented to. `measurement` means that data may leave the device. */
export interface Purposes {
  readonly content: boolean
  readonly creatives: boolean
  readonly measurement: boolean
}

export interface Consent extends Purposes {
  readonly state: ConsentState
}

/** What the browser's privacy signal (GPC, DNT) objects to on a site. */
export type PrivacySignal = 'strict' | 'advertising'

/**
 * Reports the reader's choice. `explicit`: the reader chose just now, on this page. If the browser sends a privacy
 * signal (GPC, DNT), consent counts only if it is explicit.
 */
export type SetConsent = (purposes: Partial<Purposes>, explicit?: boolean) => void

/**
 * A source of choices. It is called once, and calls `set` for each choice.
 *
 * @returns optionally, a function that stops the source
 */
export type ConsentSource = (set: SetConsent) => unknown

type GoogleConsentType =
  | 'ad_storage'
  | 'ad_user_data'
  | 'ad_personalization'
  | 'analytics_storage'
  | 'personalization_storage'
  | 'functionality_storage'
  | 'security_storage'

/** The complete state of Google's consent mode. Missing types count as denied. */
export type GoogleConsent = Readonly<Partial<Record<GoogleConsentType, 'granted' | 'denied'>>>
