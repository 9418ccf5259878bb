// @vitest-environment node
import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { readUntil } from '../../../src/history/database/read-until.ts'
import { event, NOW, onDisk, open, reset } from '../../cases/history.ts'

beforeEach(reset)

async function keep(...seconds: readonly number[]): Promise<void> {
  const { store } = await open()
  for (const i of seconds) await store.append(event(i))
  store.close()
}

test('What happened by the moment is read, what happened later is not, and the disk is left as it is.', async () => {
  await keep(1, 2, 3)
  const before = await onDisk('events')
  expect(before).toHaveLength(3)
  expect((await readUntil(NOW + 2000)).map(({ item }) => item)).toEqual(['/1', '/2'])
  expect(await onDisk('events')).toEqual(before)
})

test('Rows that are damaged are passed over.', async () => {
  await keep(1)
  const all = await onDisk('events', (store) => {
    store.add({ at: NOW, item: '/2', kind: 'read' })
    store.add({ ...event(3), text: 7 })
    store.add('none')
  })
  expect(all).toHaveLength(4)
  expect((await readUntil(NOW + 9000)).map(({ item }) => item)).toEqual(['/1'])
})

test('Where there is no history, none is made.', async () => {
  await expect(readUntil(NOW)).rejects.toThrow()
  expect(await indexedDB.databases()).toEqual([])
})

test('One that is deleted meanwhile doesn’t wait for it.', async () => {
  await keep(1)
  const [read] = await Promise.allSettled([
    readUntil(NOW),
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('inkling')
      request.onsuccess = resolve
      request.onblocked = reject
    }),
  ])
  expect(read.status).toBe('fulfilled')
  expect(await indexedDB.databases()).toEqual([])
})
