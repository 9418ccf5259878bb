import { assertUsage } from '../lib/errors/assert-usage.ts'
import { own, parseOwn } from '../lib/json/own.ts'
import { DAY } from '../lib/limits.ts'
import { broadcastToTabs } from '../lib/tabs.ts'
import type { Consent, Purposes } from '../types.ts'

/** The choice alone may be stored before consent. @see CHOICE_DAYS */
export const KEY = 'inkling.consent'

/** A remembered choice is acted on for this long (six months); then the site asks again. */
export const CHOICE_DAYS = 182

const NOTHING: Purposes = { content: false, creatives: false, measurement: false }
export const UNKNOWN: Consent = { state: 'unknown', ...NOTHING }

/**
 * The remembered choice; unknown when there is none, when it is too old or can't be read, and when it is a yes from before
 * the browser began to say no.
 *
 * @param told as another tab has just told it. Default: as it is stored
 */
export function recall(now = Date.now(), told?: string | null): Consent {
  try {
    const { state, at, content, creatives, measurement, aware } = parseOwn(told ?? localStorage.getItem(KEY)!)
    const days = (now - at) / DAY
    const granted = state === 'granted'
    // A clock that was set back must not make a choice immortal.
    const counts = days < CHOICE_DAYS && days > -1 && (aware || !hasPrivacySignal())
    if (!counts || !(granted || state === 'denied')) return UNKNOWN
    // Whatever else stands beside it, a no allows nothing.
    const allows = (purpose: unknown) => granted && purpose === true
    return { state, content: allows(content), creatives: allows(creatives), measurement: allows(measurement) }
  } catch {
    return UNKNOWN
  }
}

/** Whether the choice seems to come from the future: the clock is wrong, and nothing that was kept may go for that. */
export function isAhead(now = Date.now()): boolean {
  try {
    return parseOwn(localStorage.getItem(KEY)!).at - now > DAY
  } catch {
    return false
  }
}

/** Keeps the choice, if the browser lets us; without storage it holds for this page. @returns whether it is kept */
export function remember(consent: Consent, now = Date.now()): boolean {
  // A no needs no second thought; a yes counts against the signal only when it was said in spite of it.
  const aware = consent.state === 'denied' || hasPrivacySignal()
  const newValue = JSON.stringify({ ...consent, at: now, aware })
  try {
    localStorage.setItem(KEY, newValue)
    return true
  } catch {
    // Storage is off or full: the site will ask again, which errs on the reader's side.
    try {
      // A yes that can't be replaced must not outlive a no.
      localStorage.removeItem(KEY)
    } catch {
      // Off: then there is nothing in it.
    }
    // Where the reader said yes on other tabs, too, a no counts there.
    broadcastToTabs({ key: KEY, newValue })
    return false
  }
}

/** @throws InklingMisuse on anything but the three purposes as booleans; those left out are false */
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
 * Whether the browser itself says no: Global Privacy Control ("don't sell or share", W3C) or Do Not Track, which some
 * browsers still send.
 */
export const hasPrivacySignal = (): boolean => !!navigator.globalPrivacyControl || navigator.doNotTrack === '1'

/** `data-audience="children"` on `<html>` or the script tag: the page is for children. On anything else it may be a comment's. */
export const CHILDREN = ':is(html,script)[data-audience=children]'
