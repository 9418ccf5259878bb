import { beforeEach, expect, test } from 'vitest'
import { KEY, readSnapshot, writeSnapshot } from '../../../src/first-paint/snapshot.ts'
import { snapshotCases } from '../../cases/snapshot.ts'

beforeEach(() => localStorage.clear())

for (const [name, run] of snapshotCases) test(name, run)

test('A storage that is really full: the old snapshot stays, nothing is thrown.', () => {
  writeSnapshot({ views: 1 })
  for (let size = 2 ** 22; size >= 1; size >>= 1) {
    try {
      for (let i = 0; ; i++) localStorage.setItem(`full ${size} ${i}`, 'x'.repeat(size))
    } catch {
      // Full for this size.
    }
  }
  const before = localStorage.getItem(KEY)
  writeSnapshot({ views: 2, topics: { ['x'.repeat(1000)]: 1 } })
  expect(localStorage.getItem(KEY)).toBe(before)
  expect(readSnapshot().views).toBe(1)
  localStorage.clear()
})
