// Events that wait for a page to store them, in a place that all tabs share.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changeOutbox, OUTBOX_KEY, readOutbox } from '../../../src/web-storage/outbox.ts'
import { event } from '../ranking/make.ts'

const of = (id: string, at = 0) => event('click', { id, text: id, fingerprint: id }, { at })
const many = (count: number) => Array.from({ length: count }, (_, i) => of(`/${i}`, i))

beforeEach(() => localStorage.clear())
afterEach(() => void vi.unstubAllGlobals())

test('What another script, or another release, left there: what has an item is an event, the rest is passed over.', () => {
  for (const text of ['{"length":1}', '"text"', '3', 'null', '{}', 'no JSON', ''])
    expect(readOutbox(text), text).toEqual([])
  const own = of('/a')
  expect(readOutbox(JSON.stringify([null, 3, 'x', {}, { item: 7 }, own, []]))).toEqual([own])
})

test('Of more than fifty the last fifty are read, and held.', () => {
  const all = many(60)
  expect(readOutbox(JSON.stringify(all))).toEqual(all.slice(10))
  changeOutbox(() => all)
  expect(JSON.parse(localStorage.getItem(OUTBOX_KEY)!)).toEqual(all.slice(10))
})

test('Other tabs are told of what changed, also where as many are held as before; of nothing they are not told.', () => {
  const kept = new Map<string, string>()
  const setItem = vi.fn((key: string, text: string) => void kept.set(key, text))
  const removeItem = vi.fn((key: string) => void kept.delete(key))
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem, removeItem })
  const told = () => setItem.mock.calls.length + removeItem.mock.calls.length
  changeOutbox((held) => held)
  expect(told()).toBe(0)
  changeOutbox((held) => [...held, of('/a'), of('/b')])
  expect(told()).toBe(1)
  changeOutbox((held) => [...held])
  expect(told()).toBe(1)
  changeOutbox(([first]) => [first!, of('/c')])
  expect(told()).toBe(2)
  expect(readOutbox()).toEqual([of('/a'), of('/c')])
  changeOutbox(() => [])
  expect(told()).toBe(3)
  expect(kept.size).toBe(0)
})
