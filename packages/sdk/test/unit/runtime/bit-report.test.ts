// One bit a device and experiment, however often it is shown; what was erased is told nobody.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BitReport, reportBits } from '../../../src/runtime/measuring/bit-report.ts'
import { openRecord } from '../../../src/runtime/measuring/device-record.ts'
import { REPORTED_KEY } from '../../../src/snapshot/measured.ts'

interface Sent {
  readonly experiment: string
  readonly arm: string
  readonly bit: 0 | 1
}

let sent: Sent[] = []
let ended = new AbortController()

beforeEach(() => {
  localStorage.clear()
  sent = []
  ended = new AbortController()
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    expect(url.href).toBe(`${location.origin}/inkling/bit`)
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      mode: 'same-origin',
    })
    sent.push(JSON.parse(init.body as string))
    return new Response(null, { status: 204 })
  })
  vi.stubGlobal(
    'Request',
    class {
      get keepalive() {
        return true
      }
    },
  )
})
afterEach(() => {
  ended.abort()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A page view of the device. */
const view = (): BitReport => reportBits(openRecord()!, '/inkling/bit', ended.signal)

const leave = () => window.dispatchEvent(new Event('pagehide'))
const inStorage = () => JSON.parse(localStorage.getItem(REPORTED_KEY)!)
/** Tells as it is. */
const withoutNoise = () => vi.spyOn(crypto, 'getRandomValues').mockImplementation((values) => values)

test('a view tells a click or none when it ends, once, and the device keeps in mind that it did', () => {
  withoutNoise()
  const first = view()
  // Nothing that differs was seen by then.
  first.clicked()
  first.exposed('before', 'a')
  first.end()
  expect(sent.splice(0)).toEqual([{ experiment: 'before', arm: 'a', bit: 0 }])
  first.exposed('front', 'a')
  first.clicked()
  first.exposed('layer', 'b')
  expect(sent).toEqual([])
  leave()
  leave()
  first.exposed('front', 'a')
  leave()
  const wanted = [
    { experiment: 'front', arm: 'a', bit: 1 },
    { experiment: 'layer', arm: 'b', bit: 1 },
  ]
  expect(sent).toEqual(wanted)
  ended.abort()
  ended = new AbortController()
  // Another page, and a clock that was changed by years: nothing of it depends on the time.
  vi.setSystemTime(Date.now() + 1e11)
  const second = view()
  second.exposed('front', 'a')
  second.end()
  vi.useRealTimers()
  expect(sent).toEqual(wanted)
})

test('all that is told of one view is one draw: who hears of several experiments learns no more', () => {
  const report = view()
  const drawn = vi.spyOn(crypto, 'getRandomValues')
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  for (const name of names) report.exposed(name, 'x')
  leave()
  expect(drawn).toHaveBeenCalledTimes(1)
  expect(sent).toHaveLength(names.length)
  expect(new Set(sent.map(({ bit }) => bit)).size).toBe(1)
})

test('two tabs that show the same tell it once', () => {
  const [one, two] = [view(), view()]
  one.exposed('front', 'a')
  two.exposed('front', 'a')
  leave()
  expect(sent).toHaveLength(1)
})

test('the reader sees what was told: the bit that left, and not the one behind it', () => {
  const record = openRecord()!
  const tally = { experiment: 'front', arm: 'a', since: 0, counts: {}, before: {} }
  record.change(() => ({ tallies: [tally, { ...tally, arm: 'b' }] }))
  const report = view()
  report.exposed('front', 'a')
  // As far from the truth as a draw goes.
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((values) => {
    ;(values as unknown as Uint32Array)[0] = 2 ** 32 - 1
    return values
  })
  leave()
  expect(sent).toEqual([{ experiment: 'front', arm: 'a', bit: 1 }])
  expect(openRecord()!.tallies).toEqual([
    { ...tally, told: 1 },
    { ...tally, arm: 'b' },
  ])
})

test('what was erased, or taken back, is told nobody', () => {
  const report = view()
  report.exposed('front', 'a')
  localStorage.clear()
  leave()
  const other = view()
  other.exposed('front', 'a')
  ended.abort()
  leave()
  other.end()
  expect(sent).toEqual([])
})

test('a device reports ten experiments at most, whatever these are called', () => {
  const report = view()
  for (let n = 0; n < 30; n++) report.exposed(n ? `e${n}` : 'constructor', 'a')
  leave()
  expect(sent).toHaveLength(10)
  expect(inStorage()).toHaveLength(10)
})

test('where the device can keep nothing in mind, nothing is told', () => {
  const report = view()
  const storage = localStorage
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.getItem(key),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  report.exposed('front', 'a')
  leave()
  expect(sent).toEqual([])
})

test('where a browser can’t leave cookies out and send when a page ends, nothing is told', () => {
  vi.stubGlobal('Request', class {})
  view().exposed('front', 'a')
  leave()
  expect(sent).toEqual([])
})

test('what other scripts have written there is no report', () => {
  localStorage.setItem(REPORTED_KEY, JSON.stringify([{}, 7, 'x'.repeat(65), 'front']))
  const report = view()
  report.exposed('front', 'a')
  report.exposed('other', 'a')
  leave()
  expect(sent.map(({ experiment }) => experiment)).toEqual(['other'])
})
