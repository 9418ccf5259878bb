import { assertUsage } from '../lib/errors/assert-usage.ts'
import { own, parseOwn } from '../lib/json/own.ts'
import { DAY } from '../lib/limits.ts'
import { broadcastToTabs } from '../lib/tabs.ts'
import type { Consent, PrivacySignal, Purposes } from '../types.ts'

/** The key in localStorage. The choice is the only thing that may be stored before consent. @see CHOICE_DAYS */
export const KEY = 'inkling.consent'

/** Number of days for which a stored choice is valid (six months); after that, the site asks again. */
export const CHOICE_DAYS = 182

const NOTHING: Purposes = { content: false, creatives: false, measurement: false }
export const UNKNOWN: Consent = { state: 'unknown', ...NOTHING }

/**
 * Reads the stored choice. The choice is unknown if none is stored, if it has expired or can't be read, or if it is a
 * grant made before the browser started sending a privacy signal.
 *
 * @param told the stored value that another tab has just sent. Default: read from localStorage
 */
export function recall(now = Date.now(), told?: string | null): Consent {
  try {
    const { state, at, content, creatives, measurement, aware } = parseOwn(told ?? localStorage.getItem(KEY)!)
    const days = (now - at) / DAY
    const granted = state === 'granted'
    // If the clock has been set back, a choice dated in the future would never expire.
    const signal = hasPrivacySignal()
    const counts = days < CHOICE_DAYS && days > -1 && (aware || !signal)
    if (!counts || !(granted || state === 'denied')) return UNKNOWN
    // A refusal grants nothing, whatever purposes are stored with it.
    const allows = (purpose: unknown) => granted && purpose === true
    return {
      state,
      content: allows(content),
      creatives: !signal && allows(creatives),
      measurement: !signal && allows(measurement),
    }
  } catch {
    return UNKNOWN
  }
}

/**
 * Whether the stored choice is dated in the future. If so, the clock is wrong, and nothing may be deleted because of
 * its age.
 */
export function isAhead(now = Date.now()): boolean {
  try {
    return parseOwn(localStorage.getItem(KEY)!).at - now > DAY
  } catch {
    return false
  }
}

/**
 * Stores the choice. If storage is unavailable, the choice holds for this page only.
 *
 * @param signal what the browser's privacy signal is about on this site
 * @returns whether it was stored
 */
export function remember(consent: Consent, now = Date.now(), signal: PrivacySignal = 'strict'): boolean {
  // A refusal always counts. A grant counts against the browser's privacy signal only if the reader gave it while the
  // signal was on, or if the signal isn't about content on this site.
  const aware = consent.state === 'denied' || signal === 'advertising' || hasPrivacySignal()
  const newValue = JSON.stringify({ ...consent, at: now, aware })
  try {
    localStorage.setItem(KEY, newValue)
    return true
  } catch {
    // Storage is off or full. The site will ask again, which errs in the reader's favour.
    try {
      // An older grant that couldn't be overwritten must not outlive this refusal.
      localStorage.removeItem(KEY)
    } catch {
      // Storage is off, so nothing is stored.
    }
    // If the reader has consented in other tabs, the refusal must reach those tabs, too.
    broadcastToTabs({ key: KEY, newValue })
    return false
  }
}

/**
 * Builds a consent from purposes; any purposes left out are false.
 *
 * @throws InklingMisuse on an unknown purpose or a value that isn't a boolean
 */
export function fromPurposes(purposes: Partial<Purposes>): Consent {
  const hint = 'write inkling.consent.set({ content: true, creatives: true, measurement: false })'
  assertUsage(purposes && typeof purposes === 'object', hint)
  const given = own(purposes)
  for (const [name, value] of Object.entries(given)) {
    assertUsage(
      Object.hasOwn(NOTHING, name) && typeof value === 'boolean',
      `there is no consent \`${name}: ${String(value)}\`: ${hint}`,
    )
  }
  const { content = false, creatives = false, measurement = false } = given
  return { state: content || creatives || measurement ? 'granted' : 'denied', content, creatives, measurement }
}

declare global {
  interface Navigator {
    readonly globalPrivacyControl?: boolean
  }
}

/**
 * Whether the browser sends a privacy signal: Global Privacy Control ("don't sell or share", W3C) or Do Not Track,
 * which some browsers still send.
 */
export const hasPrivacySignal = (): boolean => !!navigator.globalPrivacyControl || navigator.doNotTrack === '1'

/**
 * Selector for an element that marks a page as being for children: `data-audience="children"` on `<html>` or the script
 * tag. Elsewhere the attribute might come from a reader's comment.
 */
export const CHILDREN = ':is(html,script)[data-audience=children]'
