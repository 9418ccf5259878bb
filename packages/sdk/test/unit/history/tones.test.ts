// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { putVectors } from '../../../src/history/vectors/put-vectors.ts'
import { putTones, readTones } from '../../../src/history/vectors/tones.ts'
import { NOW, onDisk, open, originOf, reset } from '../../cases/history.ts'

beforeEach(reset)
afterEach(() => vi.unstubAllGlobals())

const vector = Int8Array.of(1, 2)
const tone = Int8Array.of(5, 6, 7)
const PACK = 'space/en@1.0.0'
const keep = (store: Awaited<ReturnType<typeof open>>['store'], depth: 0 | 1 = 0, by = PACK) =>
  putVectors(store, new Map([['f', vector]]), NOW, originOf(by, depth))

test('A tone lies beside its text’s vector, and is read by whoever asks.', async () => {
  const { store } = await open()
  await keep(store)
  await putTones(store, new Map([['f', tone]]))
  expect(await readTones(store, ['f', 'g', 'f'])).toEqual(new Map([['f', tone]]))
  store.close()
  const again = await open()
  expect(await readTones(again.store, ['f'])).toEqual(new Map([['f', tone]]))
  expect(again.store.vectors.get('f')).toEqual(vector)
  again.store.close()
})

test('A text without a vector keeps no tone: nothing would delete it.', async () => {
  const { store } = await open()
  await putTones(store, new Map([['f', tone]]))
  expect([await onDisk('vectors'), await readTones(store, ['f'])]).toEqual([[], new Map()])
  store.close()
})

test('A deeper vector of the same pack leaves the tone; another version of the pack doesn’t.', async () => {
  const { store } = await open()
  await keep(store)
  await putTones(store, new Map([['f', tone]]))
  await keep(store, 1)
  expect(await readTones(store, ['f'])).toEqual(new Map([['f', tone]]))
  await keep(store, 1, 'space/en@2.0.0')
  expect(await readTones(store, ['f'])).toEqual(new Map())
  store.close()
})

test('Without a disk there is none, and nothing fails.', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { store } = await open()
  await keep(store)
  await putTones(store, new Map([['f', tone]]))
  expect(await readTones(store, ['f'])).toEqual(new Map())
  store.close()
})
