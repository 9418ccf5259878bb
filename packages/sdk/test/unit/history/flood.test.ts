// More events than a reader can cause: a runaway script, repeated tapping, a program that presses keys.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import type { Item } from '../../../src/types.ts'

const FLOOD = 10_000
const START = Date.UTC(2026, 10, 24, 12)
const ITEMS: Item[] = [
  { id: '/moon', title: 'A moon of Saturn', topic: 'science' },
  { id: '/rings', title: 'The rings of Saturn', topic: 'science' },
  { id: '/bread', title: 'Bread from a cold oven', topic: 'food' },
]

let inkling: Inkling

beforeEach(async () => {
  localStorage.clear()
  await deleteDatabase()
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  document.body.innerHTML = `<ol data-inkling-list="top">${ITEMS.map(
    ({ id, title, topic }) =>
      `<li data-inkling-topic="${topic}"><a href="${id}">${title}</a><button data-inkling-dismiss>×</button></li>`,
  ).join('')}</ol>`
  document.body.onclick = (event) => event.preventDefault()
  const ready = new Promise((resolve) => document.addEventListener('inkling:ready', resolve, { once: true }))
  inkling = createInkling({ page: true, download: 'never', consent: 'granted' })
  await ready
})

afterEach(async () => {
  await inkling.status()
  inkling.destroy()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const links = () => [...document.querySelectorAll('a')]
function press(target: Element, trusted: boolean) {
  const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })
  if (trusted) Object.defineProperty(event, 'isTrusted', { value: true })
  target.dispatchEvent(event)
}
const kept = async () => (await inkling.exportData()).events
/** To six digits, because an event counts slightly less with every millisecond. */
const rounded = (parts: object) =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, +value.toFixed(6)]))
const parts = async () => (await inkling.rank(ITEMS)).items.map(({ id, parts }) => ({ id, parts: rounded(parts) }))

test('Ten thousand clicks of scripts, on links and on what hides, leave nothing and teach nothing.', async () => {
  const before = await parts()
  for (let i = 0; i < FLOOD; i++) press(i % 2 ? links()[i % 3]! : document.querySelector('button')!, false)
  expect(await kept()).toEqual([])
  expect(await parts()).toEqual(before)
})

test('Ten thousand presses in one second say what one said; the page is as light as before.', async () => {
  press(links()[2]!, true)
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1))
  const once = await parts()
  const write = vi.spyOn(localStorage, 'setItem')
  for (let i = 1; i < FLOOD; i++) press(links()[2]!, true)
  await vi.waitFor(() => expect(localStorage.getItem('inkling.outbox')).toBeNull())
  const all = await kept()
  // Presses on the same item in the same millisecond are one event.
  expect(all.length).toBeGreaterThan(1)
  expect(all.length).toBeLessThanOrEqual(LIMITS.perSecond)
  expect(await parts()).toEqual(once)
  expect(write.mock.calls.length).toBeLessThan(300)
})

test('Ten thousand presses on one item in the course of a day: twenty are kept, and another item is heard all the same.', async () => {
  const write = vi.spyOn(localStorage, 'setItem')
  for (let i = 0; i < FLOOD; i++) {
    vi.setSystemTime(START + i * 5000)
    press(links()[2]!, true)
    if (i % 100 === 0) await kept()
  }
  expect(await kept()).toHaveLength(LIMITS.perItem)
  press(links()[0]!, true)
  await vi.waitFor(async () => expect((await kept()).at(-1)!.item).toBe('/moon'))
  // A rejected event doesn't prepare the next page.
  const prepared = () => write.mock.calls.filter(([key]) => key === 'inkling.snapshot').length
  await vi.waitFor(() => expect(prepared()).toBeGreaterThan(0))
  expect(prepared()).toBeLessThan(100)
})

test('Ten thousand calls of `track` in one breath, of as many items, are not what a reader does.', async () => {
  const calls = Array.from({ length: FLOOD }, (_, i) => inkling.track('read', { id: `/${i}`, title: `Story ${i}` }))
  await Promise.all(calls)
  expect((await kept()).length).toBeLessThanOrEqual(LIMITS.perSecond)
})
