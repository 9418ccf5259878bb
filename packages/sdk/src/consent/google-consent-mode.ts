import { own } from '../lib/json/own.ts'
import type { GoogleConsent, Purposes } from '../types.ts'

/**
 * Maps Google's consent mode to Inkling's purposes. Consent mode can't be queried, so a site that updates Google's
 * consent must call Inkling as well. `ad_user_data` is ignored, because Inkling sends no data to Google.
 */
export function googlePurposes(mode: GoogleConsent): Purposes {
  const said = own(mode)
  const yes = (name: keyof GoogleConsent) => said[name] === 'granted'
  return {
    content: yes('personalization_storage'),
    creatives: yes('ad_storage') && yes('ad_personalization'),
    measurement: yes('analytics_storage'),
  }
}
