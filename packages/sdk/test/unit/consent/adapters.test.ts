// Consent platforms as specified, simulated in a few lines each, and what we make of their answers.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { googlePurposes } from '../../../src/consent/google-consent-mode.ts'
import { gpp } from '../../../src/consent/gpp.ts'
import { tcf } from '../../../src/consent/tcf.ts'
import type { Purposes } from '../../../src/types.ts'

const NO: Purposes = { content: false, creatives: false, measurement: false }
const YES: Purposes = { content: true, creatives: true, measurement: true }
const consents = (...purposes: number[]) => Object.fromEntries(purposes.map((purpose) => [purpose, true]))
const bits = (...purposes: number[]) => Array.from({ length: 24 }, (_, i) => purposes.includes(i + 1))
const ALL = [1, 3, 4, 5, 6, 7, 8]

beforeEach(() => void vi.useFakeTimers())

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Callback = (data: unknown, success?: boolean) => void

/** A platform with one listener at a time; `version` is the argument after the command. */
function platform(name: '__tcfapi' | '__gpp') {
  const listeners = new Map<number, Callback>()
  let next = 7
  const api = vi.fn((command: string, ...rest: unknown[]) => {
    const [callback, id] = (name === '__tcfapi' ? rest.slice(1) : rest) as [Callback, number?]
    if (name === '__tcfapi') expect(rest[0]).toBe(2)
    if (command === 'removeEventListener') return callback(listeners.delete(id!), true)
    listeners.set(next++, callback)
  })
  const send = (data: object, success = true) => {
    for (const [listenerId, callback] of listeners) callback({ listenerId, ...data }, success)
  }
  const come = () => vi.stubGlobal(name, api)
  return { api, listeners, send, come }
}

function listen(adapter: typeof tcf) {
  const set = vi.fn()
  const tell = vi.fn()
  return { set, tell, stop: adapter(set, tell) }
}

test.each<[string, number[], Purposes]>([
  ['nothing', [], NO],
  ['storage alone', [1], NO],
  ['content without storage', [5, 6], NO],
  ['half of content', [1, 5], NO],
  ['content', [1, 5, 6], { ...NO, content: true }],
  ['creatives', [1, 3, 4], { ...NO, creatives: true }],
  ['contextual advertising is no profile', [1, 2], NO],
  ['measurement', [7, 8], { ...NO, measurement: true }],
  ['all', ALL, YES],
])('TCF, by the publisher’s purposes: %s', (_, purposes, expected) => {
  const { come, send } = platform('__tcfapi')
  come()
  const { set, tell } = listen(tcf)
  send({ eventStatus: 'tcloaded', gdprApplies: true, publisher: { consents: { 2: false, ...consents(...purposes) } } })
  expect(set.mock.calls).toEqual([[expected, false]])
  expect(tell).not.toHaveBeenCalled()
})

test('TCF: while the questions are shown, and on anything but an answer, nothing is concluded.', () => {
  const { come, send } = platform('__tcfapi')
  come()
  const { set } = listen(tcf)
  const publisher = { consents: consents(...ALL) }
  for (const eventStatus of ['cmpuishown', undefined, 'TCLOADED', 'loaded']) send({ eventStatus, publisher })
  send({ eventStatus: 'tcloaded', publisher }, false)
  send({ eventStatus: 'tcloaded', gdprApplies: false, publisher })
  expect(set).not.toHaveBeenCalled()
  send({ eventStatus: 'useractioncomplete', gdprApplies: true, publisher })
  expect(set.mock.calls).toEqual([[YES, true]])
})

test.each([undefined, null, {}, { consents: {} }, { consents: null }])(
  'TCF: a platform that fills no purposes of the publisher grants nothing, and is told of once: %o',
  (publisher) => {
    const { come, send } = platform('__tcfapi')
    come()
    const { set, tell } = listen(tcf)
    for (const eventStatus of ['tcloaded', 'useractioncomplete'])
      send({ eventStatus, publisher: publisher ?? undefined })
    expect(set.mock.calls).toEqual([
      [NO, false],
      [NO, true],
    ])
    expect(tell).toHaveBeenCalledOnce()
    expect(tell.mock.calls[0]![0]).toContain("publisher's own purposes")
  },
)

test('TCF: only true is a yes.', () => {
  const { come, send } = platform('__tcfapi')
  come()
  const { set } = listen(tcf)
  send({ eventStatus: 'tcloaded', publisher: { consents: { 1: 'true', 5: 1, 6: {} } } })
  expect(set.mock.calls).toEqual([[NO, false]])
})

test.each(['__tcfapi', '__gpp'] as const)(
  '%s may come within ten seconds; then it is told that there is none.',
  (name) => {
    const adapter = name === '__gpp' ? gpp : tcf
    const { api, come } = platform(name)
    const early = listen(adapter)
    vi.advanceTimersByTime(9000)
    come()
    vi.advanceTimersByTime(1000)
    expect(api).toHaveBeenCalledOnce()
    expect(early.tell).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
    const late = listen(adapter)
    vi.advanceTimersByTime(60_000)
    expect(late.tell).toHaveBeenCalledOnce()
    expect(late.tell.mock.calls[0]![0]).toContain(name)
    expect(vi.getTimerCount()).toBe(0)
    come()
    vi.advanceTimersByTime(60_000)
    expect(api).toHaveBeenCalledOnce()
  },
)

test.each(['__tcfapi', '__gpp'] as const)('%s: ended, nothing is heard, waited for or listened to.', (name) => {
  const adapter = name === '__gpp' ? gpp : tcf
  const waiting = listen(adapter)
  waiting.stop()
  expect(vi.getTimerCount()).toBe(0)
  const { api, come, listeners, send } = platform(name)
  come()
  const heard = listen(adapter)
  send({ eventStatus: 'cmpuishown', pingData: { signalStatus: 'not ready' } })
  expect(listeners.size).toBe(1)
  heard.stop()
  expect(listeners.size).toBe(0)
  // A stub that has only queued the command has no listener to remove yet.
  const queued = listen(adapter)
  queued.stop()
  expect(api.mock.calls.every((call) => call[0] === 'addEventListener' || call.at(-1) !== undefined)).toBe(true)
  send({ eventStatus: 'tcloaded', publisher: { consents: consents(...ALL) }, pingData: { signalStatus: 'ready' } })
  expect(listeners.size).toBe(0)
  for (const { set } of [waiting, heard, queued]) expect(set).not.toHaveBeenCalled()
})

test('A platform that throws, and a choice that throws, are told; the platform is none the wiser.', () => {
  vi.stubGlobal('__tcfapi', () => {
    throw new Error('broken')
  })
  expect(listen(tcf).tell).toHaveBeenCalledWith('__tcfapi failed', new Error('broken'))
  const { come, send } = platform('__tcfapi')
  come()
  const tell = vi.fn()
  tcf(() => {
    throw new Error('of ours')
  }, tell)
  send({ eventStatus: 'tcloaded', publisher: { consents: consents(1) } })
  expect(tell).toHaveBeenCalledWith('__tcfapi failed', new Error('of ours'))
})

const ready = (parsedSections?: object) => ({
  eventName: 'signalStatus',
  pingData: { signalStatus: 'ready', parsedSections },
})
const US_YES = { ...NO, content: true, creatives: true }

test.each<[string, object, Purposes | undefined]>([
  ['no section that is known', {}, undefined],
  ['a section with such letters in its name', { campus: [{ SaleOptOut: 2 }] }, undefined],
  ['the superseded US section', { uspv1: { OptOutSale: 2 } }, undefined],
  [
    'Europe, by its specification',
    { tcfeuv2: [{ Version: 2 }, { SegmentType: 3, PubPurposesConsent: bits(...ALL) }] },
    YES,
  ],
  ['Europe, by its library', { tcfeuv2: { Version: 2, PublisherConsents: bits(1, 5, 6) } }, { ...NO, content: true }],
  ['Europe, purposes of vendors alone', { tcfeuv2: [{ Version: 2, PurposeConsent: bits(...ALL) }] }, NO],
  ['Canada, expressly', { tcfcav1: [{}, { PubPurposesExpressConsent: bits(1, 3, 4) }] }, { ...NO, creatives: true }],
  ['Canada, implied', { tcfcav1: [{}, { PubPurposesImpliedConsent: bits(...ALL) }] }, NO],
  ['US, not opted out', { usnat: [{ SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 }] }, US_YES],
  ['US, one does not apply', { usca: [{ SaleOptOut: 2, SharingOptOut: 0 }] }, US_YES],
  ['US, nothing applies', { usva: [{ SaleOptOut: 0, TargetedAdvertisingOptOut: 0 }] }, NO],
  ['US, empty', { usco: [{}] }, NO],
  ['US, opted out of sale', { usnat: [{ SaleOptOut: 1, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 }] }, NO],
  ['US, opted out of sharing', { usca: [{ SaleOptOut: 2, SharingOptOut: 1 }] }, NO],
  ['US, opted out of targeting', { usct: [{ SaleOptOut: 2, TargetedAdvertisingOptOut: 1 }] }, NO],
  ['US, GPC', { usnat: [{ SaleOptOut: 2 }, { SubsectionType: 1, Gpc: true }] }, NO],
  ['US, GPC is off', { usnat: [{ SaleOptOut: 2 }, { SubsectionType: 1, Gpc: false }] }, US_YES],
  ['US, a known child', { usnat: [{ SaleOptOut: 2, KnownChildSensitiveDataConsents: [0, 1] }] }, NO],
  ['US, a known child whose parents agreed', { usut: [{ SaleOptOut: 2, KnownChildSensitiveDataConsents: 2 }] }, NO],
  ['US, no known child', { usca: [{ SaleOptOut: 2, KnownChildSensitiveDataConsents: [0, 0] }] }, US_YES],
  ['US, opted out in another spelling', { usnat: [{ SaleOptOut: '1', SharingOptOut: 2 }] }, NO],
  ['US, what nobody knows', { usnat: [{ SaleOptOut: 3, SharingOptOut: 2 }] }, NO],
  ['US, not opted out in another spelling', { usnat: [{ SaleOptOut: '2' }] }, NO],
  ['two that agree', { usnat: [{ SaleOptOut: 2 }], usca: [{ SaleOptOut: 2 }] }, US_YES],
  ['two that do not', { usnat: [{ SaleOptOut: 2 }], tcfeuv2: [{}, { PubPurposesConsent: bits() }] }, NO],
])('GPP: %s', (_, sections, expected) => {
  const { come, send } = platform('__gpp')
  come()
  const { set } = listen(gpp)
  send(ready(sections))
  expect(set.mock.calls.map(([purposes]) => purposes)).toEqual(expected ? [expected] : [])
})

test.each<[string, unknown, object, Purposes | undefined]>([
  ['a state’s law is in force', [8], { usca: [{ SaleOptOut: 2 }] }, US_YES],
  ['the first of the American laws is', [7], { usnat: [{ SaleOptOut: 2 }] }, US_YES],
  ['the last that is not American is', [6], { usnat: [{ SaleOptOut: 2 }] }, undefined],
  ['European law is, and an American one', [2, 8], { usca: [{ SaleOptOut: 2 }] }, US_YES],
  ['no law is in force', [-1], { usnat: [{ SaleOptOut: 2 }] }, undefined],
  ['it is not known yet which is', [0], { usnat: [{ SaleOptOut: 2 }] }, undefined],
  ['European law is, and there is no answer to it', [2], { usnat: [{ SaleOptOut: 2 }] }, undefined],
  [
    'European law is, and the answer is yes',
    [2],
    { usnat: [{ SaleOptOut: 2 }], tcfeuv2: { PublisherConsents: bits(...ALL) } },
    YES,
  ],
  ['European law is; who opted out elsewhere opted out', [2], { usnat: [{ SaleOptOut: 1 }] }, NO],
  ['no list', 'x', { usnat: [{ SaleOptOut: 2 }] }, undefined],
])(
  'GPP, %s: not opting out is a yes only where the law says so.',
  (_, applicableSections, parsedSections, expected) => {
    const { come, send } = platform('__gpp')
    come()
    const { set } = listen(gpp)
    send({ pingData: { signalStatus: 'ready', applicableSections, parsedSections } })
    expect(set.mock.calls.map(([purposes]) => purposes)).toEqual(expected ? [expected] : [])
  },
)

test('GPP: until the signal is ready nothing is concluded; no publisher’s purposes are told of once.', () => {
  const { come, send } = platform('__gpp')
  come()
  const { set, tell } = listen(gpp)
  const { pingData } = ready({ tcfeuv2: { PublisherConsents: bits(...ALL) } })
  for (const signalStatus of ['not ready', undefined]) send({ pingData: { ...pingData, signalStatus } })
  send({ eventName: 'error' })
  send(ready())
  expect(set).not.toHaveBeenCalled()
  send({ pingData })
  expect(set).toHaveBeenCalledOnce()
  expect(tell).not.toHaveBeenCalled()
  for (let i = 0; i < 2; i++) send(ready({ tcfeuv2: [{ Version: 2 }] }))
  expect(set).toHaveBeenCalledTimes(3)
  expect(tell).toHaveBeenCalledOnce()
})

test.each<[object, Purposes]>([
  [{}, NO],
  [{ personalization_storage: 'granted' }, { ...NO, content: true }],
  [{ functionality_storage: 'granted', security_storage: 'granted', ad_user_data: 'granted' }, NO],
  [{ ad_storage: 'granted' }, NO],
  [
    { ad_storage: 'granted', ad_personalization: 'granted' },
    { ...NO, creatives: true },
  ],
  [{ analytics_storage: 'granted' }, { ...NO, measurement: true }],
  [{ personalization_storage: 'denied', ad_storage: true, analytics_storage: 'GRANTED' }, NO],
])('Google: %o', (mode, expected) => {
  expect(googlePurposes(mode)).toEqual(expected)
})
