import { own } from '../lib/json/own.ts'
import type { GoogleConsent, Purposes } from '../types.ts'

/**
 * Google's consent mode → Inkling's purposes. It can't be asked: whoever tells Google tells Inkling as well. What is about
 * sending data to Google (`ad_user_data`) is nothing that Inkling does.
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
