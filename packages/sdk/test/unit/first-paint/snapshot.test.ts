import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clearWebStorage } from '../../../src/deletion/web-storage.ts'
import { EMPTY, KEY, readSnapshot, writeSnapshot } from '../../../src/first-paint/snapshot.ts'
import { changeOutbox, readOutbox } from '../../../src/web-storage/outbox.ts'
import { noteShown, readShown, wipeShown } from '../../../src/web-storage/shown-order.ts'
import { snapshotCases } from '../../cases/snapshot.ts'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

for (const [name, run] of snapshotCases) test(name, run)

test.each([
  ['forbidden', () => new DOMException('denied', 'SecurityError')],
  ['full', () => new DOMException('full', 'QuotaExceededError')],
])('A storage that is %s does no harm.', (_, fault) => {
  const fail = () => {
    throw fault()
  }
  for (const name of ['localStorage', 'sessionStorage'])
    vi.stubGlobal(name, { getItem: fail, setItem: fail, removeItem: fail })
  expect(readSnapshot()).toEqual(EMPTY)
  expect(writeSnapshot({ views: 4 }).views).toBe(4)
  changeOutbox((held) => [...held, { kind: 'click', at: 1, item: '/a', text: '', fingerprint: '' }])
  expect(readOutbox()).toEqual([])
  noteShown({ top: ['/a'] }, '/')
  expect(readShown('top', '/')).toBeUndefined()
  wipeShown()
  clearWebStorage()
})

test('No storage at all does no harm.', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(readSnapshot()).toEqual(EMPTY)
  expect(writeSnapshot({ views: 4 }).views).toBe(4)
  clearWebStorage()
})

test.each(['views', 'mean', 'position'])('A %s that is no number makes the whole no snapshot.', (name) => {
  for (const value of [null, '1', {}, []]) {
    writeSnapshot({ views: 3, mean: 0.5, position: 0.1 })
    const stored = JSON.parse(localStorage.getItem(KEY)!)
    localStorage.setItem(KEY, JSON.stringify({ ...stored, [name]: value }))
    expect(readSnapshot()).toEqual(EMPTY)
  }
})

test('What is no number is not kept as a score.', () => {
  const { scores } = writeSnapshot({ scores: { '/a': 1, '/b': Number.NaN, '/c': Number.POSITIVE_INFINITY } })
  expect(scores).toEqual({ '/a': 1 })
  expect(readSnapshot().scores).toEqual({ '/a': 1 })
})
