// @vitest-environment node
// The row, beside the vectors, of experiments that this device has reported on.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changeReported, dropReported } from '../../../src/history/reported.ts'
import { putVectors } from '../../../src/history/vectors/put-vectors.ts'
import { NOW, onDisk, open, originOf, reset } from '../../cases/history.ts'

beforeEach(reset)
afterEach(() => vi.unstubAllGlobals())

test('What is told is there for the next page, and for whoever changes it next.', async () => {
  const { store } = await open()
  const seen: unknown[] = []
  const add = (name: string) => (names: unknown) => {
    seen.push(names)
    return [...((names as string[] | undefined) ?? []), name]
  }
  expect(await changeReported(store, add('front'))).toBe(true)
  store.close()
  const { store: later } = await open()
  expect(await changeReported(later, add('hero'))).toBe(true)
  expect(await changeReported(later, (names) => void seen.push(names))).toBe(true)
  expect(seen).toEqual([undefined, ['front'], ['front', 'hero']])
  expect(await onDisk('vectors')).toEqual([{ key: 'inkling.reported', names: ['front', 'hero'] }])
  later.close()
})

test('Forgotten, it is gone, and vectors stay.', async () => {
  const { store } = await open()
  await putVectors(store, new Map([['f', Int8Array.of(1)]]), NOW, originOf('space/en@1'))
  await changeReported(store, () => ['front'])
  expect(await onDisk('vectors')).toHaveLength(2)
  await dropReported(store)
  expect(await onDisk<{ key: string }>('vectors').then((rows) => rows.map(({ key }) => key))).toEqual(['m#1/f'])
  // Again: there is nothing to delete, and nothing fails.
  await dropReported(store)
  expect(await changeReported(store, (names) => names as undefined)).toBe(true)
  store.close()
})

test('Without a disk nothing is kept, says the answer, and nobody asks what to change.', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { store } = await open()
  const change = vi.fn(() => ['front'])
  expect(await changeReported(store, change)).toBe(false)
  await dropReported(store)
  expect(change).not.toHaveBeenCalled()
  store.close()
})
