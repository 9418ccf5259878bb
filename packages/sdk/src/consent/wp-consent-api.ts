import * as dom from '../lib/dom.ts'
import { catchErrors } from '../lib/errors/catch-errors.ts'
import { own } from '../lib/json/own.ts'
import { ownGlobal } from '../lib/own-global.ts'
import type { SetConsent } from '../types.ts'
import { type OnProblem, waitForPlatform } from './wait-for-platform.ts'

/** The API's categories for Inkling's purposes. Purpose by purpose, so that their order is fixed. */
const CATEGORIES = { content: 'preferences', creatives: 'marketing', measurement: 'statistics' }

/** The prefix of the API's cookies, one per category; their values are `allow` and `deny`. */
const PREFIX = 'wp_consent'

function answers(): Record<string, string | undefined> {
  const prefix = own(ownGlobal('consent_api') as { readonly cookie_prefix?: unknown } | undefined)?.cookie_prefix
  const cookies = (dom.cookie(document) || '').split('; ').map((cookie) => cookie.split('='))
  const answerTo = (category: string) =>
    cookies.find(([name]) => name === `${typeof prefix === 'string' ? prefix : PREFIX}_${category}`)?.[1]
  return Object.fromEntries(Object.values(CATEGORIES).map((category) => [category, answerTo(category)]))
}

/**
 * Listens to the WP Consent API, through which WordPress's consent plugins publish a reader's choice.
 *
 * The API answers yes to everything if no plugin has set a consent type. Inkling then counts it as having given no
 * answer. With the type `optin`, a category without a cookie hasn't been answered. With `optout`, the site declares that
 * silence is consent; measurement sends data off the device, so it still needs an answer.
 *
 * @see https://wordpress.org/plugins/wp-consent-api/
 */
export function wp(set: SetConsent, onProblem: OnProblem): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const fails = (cause: unknown) => onProblem('wp_has_consent failed', cause)
  const stopWaiting = waitForPlatform(
    'wp_has_consent',
    (hasConsent) => {
      let known = JSON.stringify(answers())
      let queued = false
      const read = catchErrors(fails, () => {
        queued = false
        const type = ownGlobal('wp_consent_type') ?? ownGlobal('wp_fallback_consent_type')
        const given = answers()
        const now = JSON.stringify(given)
        const answered = Object.values(given).some((answer) => answer)
        if (signal.aborted || typeof type !== 'string' || !type || !(answered || type.includes('optout'))) return
        const allows = (category: string) => hasConsent(category) === true
        set(
          {
            content: allows(CATEGORIES.content),
            creatives: allows(CATEGORIES.creatives),
            measurement: !!given[CATEGORIES.measurement] && allows(CATEGORIES.measurement),
          },
          // Some plugins repeat a stored choice on every page. Only a change has just been made by the reader.
          now !== known,
        )
        known = now
      })
      // A plugin sets one category after the other, with an event for each.
      const hear = () => {
        if (!queued) queueMicrotask(read)
        queued = true
      }
      for (const kind of ['wp_listen_for_consent_change', 'wp_consent_type_defined'])
        dom.addEventListener(document, kind, hear, { signal })
      read()
    },
    onProblem,
  )
  return () => {
    stopWaiting()
    ended.abort()
  }
}
