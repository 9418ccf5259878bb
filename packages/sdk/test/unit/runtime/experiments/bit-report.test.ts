// One bit a device and experiment, however often it is shown; what was erased is told nobody.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { HistoryStore } from '../../../../src/history/history-store.ts'
import { changeReported, dropReported } from '../../../../src/history/reported.ts'
import { type BitReport, reportBits } from '../../../../src/runtime/experiments/bit-report.ts'
import { openRecord } from '../../../../src/runtime/experiments/device-record.ts'
import { REPORTED_KEY } from '../../../../src/web-storage/experiment-data.ts'
import { onDisk, open, reset } from '../../../cases/history.ts'

interface Sent {
  readonly experiment: string
  readonly arm: string
  readonly bit: 0 | 1
}

let sent: Sent[] = []
let ended = new AbortController()
let store: HistoryStore

beforeEach(async () => {
  localStorage.clear()
  await reset()
  ;({ store } = await open())
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
  store.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A page view of the device. */
const view = (opened: Pick<HistoryStore, 'disk'> = store): BitReport =>
  reportBits(openRecord()!, Promise.resolve(opened), '/inkling/bit', ended.signal)
/** Until what was seen is written down: transactions take turns, and the second of these comes last. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await changeReported(store, () => undefined)
}
const written = async () => (await onDisk<{ key: string; names: unknown }>('vectors')).map(({ names }) => names)

const leave = () => window.dispatchEvent(new Event('pagehide'))
const inStorage = () => JSON.parse(localStorage.getItem(REPORTED_KEY)!)
/** Tells as it is. */
const withoutNoise = () => vi.spyOn(crypto, 'getRandomValues').mockImplementation((values) => values)

test('a view tells a click or none when it ends, once, and the device keeps in mind that it did', async () => {
  withoutNoise()
  const first = view()
  // Nothing that differs was seen by then.
  first.clicked()
  first.exposed('before', 'a')
  await settled()
  first.end()
  expect(sent.splice(0)).toEqual([{ experiment: 'before', arm: 'a', bit: 0 }])
  first.exposed('front', 'a')
  // While it is being written down, too.
  first.clicked()
  first.exposed('layer', 'b')
  await settled()
  expect(sent).toEqual([])
  leave()
  leave()
  first.exposed('front', 'a')
  await settled()
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
  await settled()
  second.end()
  vi.useRealTimers()
  expect(sent).toEqual(wanted)
  expect([inStorage(), await written()]).toEqual([['before', 'front', 'layer'], [['before', 'front', 'layer']]])
})

test('all that is told of one view is one draw: who hears of several experiments learns no more', async () => {
  const report = view()
  const drawn = vi.spyOn(crypto, 'getRandomValues')
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  for (const name of names) report.exposed(name, 'x')
  await settled()
  leave()
  expect(drawn).toHaveBeenCalledTimes(1)
  expect(sent).toHaveLength(names.length)
  expect(new Set(sent.map(({ bit }) => bit)).size).toBe(1)
})

test('two tabs that show the same tell it once', async () => {
  const other = await open()
  const [one, two] = [view(), view(other.store)]
  one.exposed('front', 'a')
  two.exposed('front', 'a')
  await settled()
  leave()
  expect(sent).toHaveLength(1)
  other.store.close()
})

test('whoever is started anew without what localStorage had knows from the disk what was told', async () => {
  const first = view()
  first.exposed('front', 'a')
  await settled()
  leave()
  localStorage.removeItem(REPORTED_KEY)
  ended.abort()
  ended = new AbortController()
  const second = view()
  second.exposed('front', 'a')
  await settled()
  leave()
  expect(sent).toHaveLength(1)
  // There it is looked up first.
  expect(inStorage()).toEqual(['front'])
})

test('what an older release has noted in localStorage alone isn’t told again', async () => {
  localStorage.setItem(REPORTED_KEY, '["front"]')
  const report = view()
  report.exposed('front', 'a')
  report.exposed('other', 'a')
  await settled()
  leave()
  expect(sent.map(({ experiment }) => experiment)).toEqual(['other'])
  expect(await written()).toEqual([['front', 'other']])
})

test('a view that ends before it is written down tells nothing, and neither does the one after it', async () => {
  const report = view()
  report.exposed('front', 'a')
  report.end()
  await settled()
  report.clicked()
  report.end()
  expect(sent).toEqual([])
})

test('the reader sees what was told: the bit that left, and not the one behind it', async () => {
  const record = openRecord()!
  const tally = { experiment: 'front', arm: 'a', since: 0, counts: {}, before: {} }
  record.change(() => ({ tallies: [tally, { ...tally, arm: 'b' }] }))
  const report = view()
  report.exposed('front', 'a')
  await settled()
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

test('what was erased, or taken back, is told nobody', async () => {
  const report = view()
  report.exposed('front', 'a')
  await settled()
  localStorage.clear()
  leave()
  const other = view()
  other.exposed('second', 'a')
  await settled()
  ended.abort()
  leave()
  other.end()
  expect(sent).toEqual([])
})

test('what is erased, or taken back, while it is being written down leaves nothing there', async () => {
  const report = view()
  report.exposed('front', 'a')
  localStorage.clear()
  await settled()
  const other = view()
  other.exposed('front', 'a')
  ended.abort()
  await settled()
  leave()
  expect(sent).toEqual([])
  expect([inStorage(), await written()]).toEqual([null, []])
})

test('it goes with the history, and alone where being measured is taken back; vectors stay', async () => {
  const { putVectors } = await import('../../../../src/history/vectors/put-vectors.ts')
  await putVectors(store, new Map([['f', Int8Array.of(1)]]), 0)
  const report = view()
  report.exposed('front', 'a')
  await settled()
  expect(await written()).toContainEqual(['front'])
  await dropReported(store)
  expect((await onDisk<{ key: string }>('vectors')).map(({ key }) => key)).toEqual(['m#1/f'])
  localStorage.removeItem(REPORTED_KEY)
  report.exposed('front', 'a')
  await settled()
  expect(await written()).toContainEqual(['front'])
  await store.wipe()
  expect(await indexedDB.databases()).toEqual([])
})

test('a device reports ten experiments at most, whatever these are called', async () => {
  const report = view()
  for (let n = 0; n < 30; n++) report.exposed(n ? `e${n}` : 'constructor', 'a')
  await settled()
  leave()
  expect(sent).toHaveLength(10)
  expect(inStorage()).toHaveLength(10)
  expect(await written()).toEqual([inStorage()])
})

test.each([
  [
    'localStorage',
    () => {
      const storage = localStorage
      vi.stubGlobal('localStorage', {
        getItem: (key: string) => storage.getItem(key),
        setItem() {
          throw new DOMException('full', 'QuotaExceededError')
        },
      })
      return store
    },
  ],
  [
    'IndexedDB',
    () => {
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError')
      })
      return store
    },
  ],
  ['IndexedDB, which is off', () => ({})],
])('where the device can keep nothing in mind (%s), nothing is told', async (_, fail) => {
  const record = openRecord()!
  const report = reportBits(record, Promise.resolve(fail()), '/inkling/bit', ended.signal)
  report.exposed('front', 'a')
  await settled()
  leave()
  expect(sent).toEqual([])
})

test('where a browser can’t leave cookies out and send when a page ends, nothing is told', () => {
  vi.stubGlobal('Request', class {})
  view().exposed('front', 'a')
  leave()
  expect(sent).toEqual([])
})

test('what other scripts have written there is no report', async () => {
  localStorage.setItem(REPORTED_KEY, JSON.stringify([{}, 7, 'x'.repeat(65), 'front']))
  await changeReported(store, () => [{}, 'x'.repeat(65), 'layer'] as string[])
  const report = view()
  for (const name of ['front', 'layer', 'other']) report.exposed(name, 'a')
  await settled()
  leave()
  expect(sent.map(({ experiment }) => experiment)).toEqual(['other'])
  expect(await written()).toEqual([['layer', 'front', 'other']])
  for (const odd of ['text', 7, { length: 3 }, null]) {
    await changeReported(store, () => odd as never)
    localStorage.removeItem(REPORTED_KEY)
    const next = view()
    next.exposed('front', 'a')
    await settled()
    expect(inStorage()).toEqual(['front'])
  }
})
