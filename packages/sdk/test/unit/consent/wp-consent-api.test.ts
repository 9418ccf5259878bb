// The WP Consent API as WordPress's plugin implements it, in a few lines, and what we make of its answers.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wp } from '../../../src/consent/wp-consent-api.ts'
import type { Purposes } from '../../../src/types.ts'

const NO: Purposes = { content: false, creatives: false, measurement: false }
const OPEN = { ...NO, content: true, creatives: true }

/** The plugin writes cookies as here. */
const setCookie = (name: string, value: string, rest = '') => {
  // biome-ignore lint/suspicious/noDocumentCookie: what is under test reads it
  document.cookie = `${name}=${value}; path=/${rest}`
}

const stops: (() => void)[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  for (const cookie of document.cookie.split('; '))
    setCookie(cookie.split('=')[0] ?? '', '', '; expires=Thu, 01 Jan 1970 00:00:00 GMT')
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const cookie = (category: string, prefix: string) =>
  document.cookie
    .split('; ')
    .find((each) => each.startsWith(`${prefix}_${category}=`))
    ?.split('=')[1] ?? ''

/** @param type what a consent plugin has set, if there is one */
function api(type: string | undefined, prefix = 'wp_consent') {
  if (type !== undefined) vi.stubGlobal('wp_consent_type', type)
  vi.stubGlobal('consent_api', { cookie_prefix: prefix })
  vi.stubGlobal('wp_has_consent', (category: string) => {
    const now = (globalThis as { wp_consent_type?: string }).wp_consent_type
    const answer = cookie(category, prefix)
    return !now || (now.includes('optout') && !answer) || answer === 'allow'
  })
  return (category: string, value: 'allow' | 'deny', tell = true) => {
    setCookie(`${prefix}_${category}`, value)
    if (tell) document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { [category]: value } }))
  }
}

function listen() {
  const set = vi.fn()
  const tell = vi.fn()
  const stop = wp(set, tell)
  stops.push(stop)
  return { set, tell, stop }
}

test('Until a category has been answered, opt-in means no answer; then each category stands for its purpose', async () => {
  const choose = api('optin')
  choose('functional', 'allow')
  const { set, tell } = listen()
  expect(set).not.toHaveBeenCalled()
  choose('preferences', 'allow')
  choose('marketing', 'deny')
  choose('statistics', 'allow')
  await Promise.resolve()
  expect(set.mock.calls).toEqual([[{ content: true, creatives: false, measurement: true }, true]])
  expect(tell).not.toHaveBeenCalled()
})

test('A stored answer counts on load, but not as one that the reader has just given', async () => {
  const choose = api('optin')
  for (const category of ['preferences', 'marketing']) choose(category, 'allow')
  const { set } = listen()
  expect(set.mock.calls).toEqual([[OPEN, false]])
  // Some plugins repeat it on each page.
  for (const category of ['preferences', 'marketing']) choose(category, 'allow')
  await Promise.resolve()
  expect(set.mock.calls.at(-1)).toEqual([OPEN, false])
  choose('preferences', 'deny')
  choose('marketing', 'deny')
  await Promise.resolve()
  expect(set.mock.calls.at(-1)).toEqual([NO, true])
})

test('With opt-out, silence permits content and creatives, never measurement', async () => {
  const choose = api('optout')
  const { set } = listen()
  expect(set.mock.calls).toEqual([[OPEN, false]])
  choose('statistics', 'allow')
  choose('marketing', 'deny')
  await Promise.resolve()
  expect(set.mock.calls.at(-1)).toEqual([{ content: true, creatives: false, measurement: true }, true])
})

test.each([undefined, '', 7, null])(
  'Without a consent type (%o) the API allows everything, which is no answer',
  (type) => {
    const choose = api(undefined)
    vi.stubGlobal('wp_consent_type', type)
    choose('preferences', 'allow')
    expect(listen().set).not.toHaveBeenCalled()
  },
)

test('A type that comes later counts from then on', async () => {
  api(undefined)
  const { set } = listen()
  expect(set).not.toHaveBeenCalled()
  vi.stubGlobal('wp_consent_type', 'optout')
  document.dispatchEvent(new CustomEvent('wp_consent_type_defined'))
  await Promise.resolve()
  expect(set.mock.calls).toEqual([[OPEN, false]])
})

test('Another prefix of cookies is respected', () => {
  api('optin', 'site')('preferences', 'allow', false)
  setCookie('wp_consent_marketing', 'allow')
  expect(listen().set.mock.calls).toEqual([[{ ...NO, content: true }, false]])
})

test('The plugin may come within ten seconds; then it is told that there is none', () => {
  const early = listen()
  vi.advanceTimersByTime(9000)
  api('optin')('preferences', 'allow', false)
  vi.advanceTimersByTime(1000)
  expect(early.set).toHaveBeenCalledOnce()
  expect(early.tell).not.toHaveBeenCalled()
  vi.unstubAllGlobals()
  const late = listen()
  vi.advanceTimersByTime(60_000)
  expect(late.tell.mock.calls).toEqual([[expect.stringContaining('wp_has_consent')]])
})

test('Ended, nothing is heard, waited for or listened to', async () => {
  listen().stop()
  expect(vi.getTimerCount()).toBe(0)
  const choose = api('optin')
  const { set, stop } = listen()
  choose('preferences', 'allow')
  stop()
  await Promise.resolve()
  choose('marketing', 'allow')
  await Promise.resolve()
  expect(set).not.toHaveBeenCalled()
})

test('A function of the site that throws, or answers anything but true, grants nothing', async () => {
  const choose = api('optin')
  vi.stubGlobal('wp_has_consent', () => 'true')
  choose('preferences', 'allow', false)
  expect(listen().set.mock.calls).toEqual([[NO, false]])
  vi.stubGlobal('wp_has_consent', () => {
    throw new Error('of the site')
  })
  const { set, tell } = listen()
  expect(set).not.toHaveBeenCalled()
  expect(tell).toHaveBeenCalledWith('wp_has_consent failed', new Error('of the site'))
})

test('Inherited keys count for nothing', () => {
  vi.stubGlobal('wp_has_consent', () => true)
  vi.stubGlobal('consent_api', {})
  setCookie('wp_consent_preferences', 'allow')
  Object.assign(Object.prototype, { wp_consent_type: 'optout', cookie_prefix: 'x' })
  try {
    expect(listen().set).not.toHaveBeenCalled()
  } finally {
    for (const key of ['wp_consent_type', 'cookie_prefix']) Reflect.deleteProperty(Object.prototype, key)
  }
})

test('A form that shadows document.cookie changes nothing', () => {
  document.body.innerHTML = '<form name="cookie"></form><img name="cookie">'
  api('optin')('preferences', 'allow', false)
  expect(listen().set.mock.calls).toEqual([[{ ...NO, content: true }, false]])
  document.body.replaceChildren()
})
