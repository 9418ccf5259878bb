// Hundreds of slots in a document with the built tag: its own tasks have their turn between them, and each slot is filled in the end.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'

interface FrameWindow extends Omit<Window, 'inkling'> {
  readonly inkling: Inkling
  readonly filled: string[]
  readonly errors: unknown[]
  /** How many slots were filled at each turn of the page's. */
  readonly turns: Set<number>
  /** How many random numbers the choices had drawn at each turn of the page's. */
  readonly draws: Set<number>
}

const SLOTS = 1500
const GRANT = { content: true, creatives: true, measurement: false }
const SPY = `<script>filled = []; errors = []; turns = new Set(); draws = new Set(); drawn = 0
const random = Math.random
Math.random = () => { drawn++; return random() }
document.addEventListener('inkling:creative', ({ detail }) => filled.push(detail.slot + ' ' + detail.creative))
document.addEventListener('inkling:error', ({ detail }) => errors.push(detail))
const turn = () => { turns.add(filled.length); draws.add(drawn); if (filled.length < ${SLOTS}) setTimeout(turn) }
setTimeout(turn)</script>`

let frame: HTMLIFrameElement | undefined
beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
  localStorage.setItem('inkling.consent', JSON.stringify({ state: 'granted', ...GRANT, at: Date.now() }))
})
afterEach(() => {
  frame?.remove()
  localStorage.clear()
})

async function open(body: string, spy = SPY): Promise<FrameWindow> {
  frame?.remove()
  frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame!.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><html lang="en"><head>${spy}<script async src="/inkling.js" data-download="never"></script></head><body>${body}</body></html>`
  document.body.append(frame)
  await loaded
  return frame.contentWindow as unknown as FrameWindow
}

const creative = (name: string, topic: string, more: string) =>
  `<template data-inkling-creative="${name}" data-inkling-topic="${topic}"${more}><p>A word on ${topic}</p></template>`

test.each([
  ['By content', '', false],
  ['By campaigns', ' data-inkling-campaign="c"', true],
])('%s: a macrotask of the page’s comes between slices, and each slot is filled.', async (_, more, draws) => {
  const { inkling } = await open('')
  await vi.waitFor(() => expect(inkling).toHaveProperty('track'))
  for (const [id, title] of [
    ['/moon', 'A moon of Saturn'],
    ['/rings', 'The rings of Saturn'],
  ] as const)
    await (frame!.contentWindow as unknown as FrameWindow).inkling.track('read', { id, title, topic: 'science' })
  const page = await open(
    `<div style="height: 3000px"></div>${Array.from(
      { length: SLOTS },
      (_, at) =>
        `<div data-inkling-slot="slot-${at}" style="height: 20px">${creative('cook', 'food', more)}${creative('star', 'science', more)}${creative('run', 'sport', more)}</div>`,
    ).join('')}`,
  )
  await vi.waitFor(() => expect(page.filled.length).toBeGreaterThanOrEqual(SLOTS), { timeout: 100_000 })
  expect(page.turns.size).toBeGreaterThan(10)
  // Campaigns are chosen before any slot is filled, by drawing: the page has its turns meanwhile, too.
  if (draws) expect(page.draws.size).toBeGreaterThan(10)
  expect(new Set(page.filled).size).toBe(SLOTS)
  expect(page.errors).toEqual([])
})

const slots = (count: number, own = '') =>
  `<div style="height: 3000px"></div>${Array.from(
    { length: count },
    (_, at) =>
      `<div data-inkling-slot="slot-${at}" style="height: 20px">${own}${['food', 'science', 'sport'].map((topic) => creative(topic, topic, ' data-inkling-campaign="c"')).join('')}</div>`,
  ).join('')}`
/** A reader who has opened something, so that campaigns are chosen by drawing. */
async function known() {
  const { inkling } = await open('')
  await vi.waitFor(() => expect(inkling).toHaveProperty('track'))
  const { track } = (frame!.contentWindow as unknown as FrameWindow).inkling
  await track('read', { id: '/moon', title: 'A moon of Saturn', topic: 'science' })
}
const planned = () =>
  Object.keys((JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}') as { slots?: object }).slots ?? {})

test('A macrotask of the page’s comes again and again while the next page’s creatives are chosen.', async () => {
  await known()
  const page = await open(slots(166))
  await vi.waitFor(() => expect(page.filled.length).toBe(166), { timeout: 100_000 })
  await vi.waitFor(() => expect(planned().length).toBeGreaterThan(10), { timeout: 100_000 })
  // Planned anew, because something was read. From now on, only plans draw.
  localStorage.setItem(
    'inkling.snapshot',
    JSON.stringify({ ...JSON.parse(localStorage.getItem('inkling.snapshot')!), slots: {} }),
  )
  // By this clock, two steps take a slice, however fast the machine is.
  let now = page.performance.now()
  page.performance.now = () => {
    now += 6
    return now
  }
  const draws = new Set<number>()
  const look = () => {
    draws.add((page as unknown as { drawn: number }).drawn)
    if (!planned().length) page.setTimeout(look)
  }
  look()
  void page.inkling.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'science' })
  await vi.waitFor(() => expect(planned().length).toBeGreaterThan(10), { timeout: 100_000 })
  expect(draws.size).toBeGreaterThan(10)
  expect(page.errors).toEqual([])
})

test('Listeners and elements that throw, and slots that remove themselves or others, leave the rest as it is to be.', async () => {
  await known()
  const hostile = `<script>
    window.onerror = () => true
    customElements.define('x-throws', class extends HTMLElement { disconnectedCallback() { throw new Error('mine') } })
    document.addEventListener('inkling:creative', ({ detail }) => {
      const slot = document.querySelector('[data-inkling-slot=' + detail.slot + ']')
      const at = Number(detail.slot.slice(5))
      if (at % 10 === 0) slot.remove()
      if (at % 10 === 1) slot.nextElementSibling.remove()
      throw new Error('mine')
    })
  </script>`
  const page = await open(slots(200, '<x-throws>Own</x-throws>'), SPY + hostile)
  const expected = Array.from({ length: 200 }, (_, at) => at).filter((at) => at % 10 !== 2)
  await vi.waitFor(() => expect(page.filled.length).toBe(expected.length), { timeout: 100_000 })
  expect(page.filled.map((each) => each.split(' ')[0])).toEqual(expected.map((at) => `slot-${at}`))
  await vi.waitFor(() => expect(planned().length).toBeGreaterThan(10), { timeout: 100_000 })
  expect(page.errors).toEqual([])
})

test('A page with 1,500 slots that is left while they are filled leaves a snapshot in bounds, and no error comes of it.', async () => {
  await known()
  for (const filled of [10, 200]) {
    localStorage.removeItem('inkling.snapshot')
    const page = await open(slots(SLOTS))
    await vi.waitFor(() => expect(page.filled.length).toBeGreaterThanOrEqual(filled), { timeout: 100_000 })
    page.dispatchEvent(new Event('pagehide'))
    const { errors } = page
    frame!.remove()
    expect(errors).toEqual([])
    expect(JSON.parse(localStorage.getItem('inkling.snapshot')!).views).toBeGreaterThan(0)
    expect(localStorage.getItem('inkling.snapshot')!.length).toBeLessThan(32_001)
  }
})
