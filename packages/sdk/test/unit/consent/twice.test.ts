// Two instances of Inkling on one page: two tags, a tag and npm, a component that is mounted twice.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { InklingOptions } from '../../../src/options.ts'
import { onDisk } from '../../cases/history.ts'

const ends: Array<() => unknown> = []
const ITEM = '<main><article><h1>A moon of Saturn</h1><p>Long ago.</p></article></main>'
const LIST =
  '<ol data-inkling-list="top"><li><h2><a href="#bread">Bread</a></h2></li><li><h2><a href="#moon">Moon</a></h2></li></ol>'

function start(options: InklingOptions = {}) {
  const inkling = createInkling({ download: 'never', page: true, consent: 'granted', ...options })
  ends.push(async () => {
    await inkling.status()
    inkling.destroy()
  })
  return inkling
}

function heard(name: string) {
  const details: Array<Record<string, unknown>> = []
  const listener = (event: Event) => details.push((event as CustomEvent).detail)
  document.addEventListener(name, listener)
  ends.push(() => document.removeEventListener(name, listener))
  return details
}

/** Counts listeners for the reader's actions, for any number of instances. */
function watching() {
  const living = new Set<object>()
  const add = document.addEventListener.bind(document)
  vi.spyOn(Object.getPrototypeOf(document) as Document, 'addEventListener').mockImplementation(
    (...args: Parameters<typeof add>) => {
      const [name, , options] = args
      if (name === 'copy') {
        const entry = {}
        living.add(entry)
        if (typeof options === 'object') options.signal?.addEventListener('abort', () => living.delete(entry))
      }
      return add(...args)
    },
  )
  return living
}

beforeEach(async () => {
  localStorage.clear()
  document.body.innerHTML = LIST + ITEM
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

test('Of two that live, one watches the page and orders its lists; the other says so, and answers calls.', async () => {
  const [errors, ready, ranked] = [heard('inkling:error'), heard('inkling:ready'), heard('inkling:ranked')]
  const living = watching()
  const [, two] = [start(), start()]
  await vi.waitFor(() => expect(ready).toHaveLength(2))
  expect(errors).toMatchObject([{ code: 'script-twice', message: expect.stringContaining('destroy()') }])
  // The other instance's bundle may arrive a moment later.
  await vi.waitFor(() => expect(living.size).toBe(1))
  expect(ranked).toHaveLength(1)
  await two.track('read', { id: '/moon', title: 'A moon' })
  expect(await onDisk('events')).toHaveLength(1)
})

test('Without `page` there may be as many as you like.', async () => {
  const [errors, ready] = [heard('inkling:error'), heard('inkling:ready')]
  for (const page of [true, false, false]) start({ page })
  await vi.waitFor(() => expect(ready).toHaveLength(3))
  expect(errors).toEqual([])
})

test('Destroyed and created again, as React’s strict mode does: the new one watches, at once or later.', async () => {
  const [errors, ready] = [heard('inkling:error'), heard('inkling:ready')]
  const living = watching()
  const first = start()
  first.destroy()
  const second = start()
  await vi.waitFor(() => expect(ready).toHaveLength(1))
  expect(living.size).toBe(1)
  second.destroy()
  expect(living.size).toBe(0)
  start()
  await vi.waitFor(() => expect(ready).toHaveLength(2))
  expect(living.size).toBe(1)
  expect(errors).toEqual([])
})

test('Withdrawn and granted again, one Inkling is not taken for two.', async () => {
  const [errors, ready] = [heard('inkling:error'), heard('inkling:ready')]
  const inkling = start()
  await vi.waitFor(() => expect(ready).toHaveLength(1))
  inkling.consent.deny()
  inkling.consent.set({ content: true })
  await vi.waitFor(() => expect(ready).toHaveLength(2))
  expect(errors).toEqual([])
})
