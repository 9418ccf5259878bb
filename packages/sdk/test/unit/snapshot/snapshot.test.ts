import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wipeTraces } from '../../../src/consent/traces.ts'
import { changeOutbox, readOutbox } from '../../../src/snapshot/outbox.ts'
import { noteShown, readShown, wipeShown } from '../../../src/snapshot/shown-order.ts'
import { EMPTY, readSnapshot } from '../../../src/snapshot/snapshot.ts'
import { writeSnapshot } from '../../../src/snapshot/write-snapshot.ts'
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
  wipeTraces()
})

test('No storage at all does no harm.', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(readSnapshot()).toEqual(EMPTY)
  expect(writeSnapshot({ views: 4 }).views).toBe(4)
  wipeTraces()
})
