// Slots that an application adds to a page later, in a document with the built tag.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'

interface FrameWindow extends Omit<Window, 'inkling'> {
  readonly inkling: Inkling
  readonly told: Array<readonly [name: string, detail: Record<string, unknown>]>
  /** What the slots showed in each frame. */
  readonly seen: Set<string>
}

const GRANT = { content: true, creatives: true, measurement: false }
// Work is cut into slices by the clock. Here it stands still, so that a slow machine changes nothing.
const SPY = `<script>told = []; seen = new Set(); performance.now = () => 0
for (const name of ['ready', 'creative', 'unfilled', 'error'])
  document.addEventListener('inkling:' + name, ({ detail }) => told.push([name, detail]))
requestAnimationFrame(function look() {
  for (const slot of document.querySelectorAll('[data-inkling-slot]')) seen.add(slot.innerText)
  requestAnimationFrame(look)
})</script>`

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

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

async function open(body = '', campaigns?: string) {
  frame = document.createElement('iframe')
  frame.width = frame.height = '400'
  const loaded = new Promise((resolve) => frame!.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><html lang="en"><head>${SPY}<script async src="/inkling.js" data-download="never"${campaigns ? ` data-campaigns="${campaigns}"` : ''}></script></head><body>${body}</body></html>`
  document.body.append(frame)
  await loaded
  const page = frame.contentWindow as unknown as FrameWindow
  const ready = () => page.told.filter(([name]) => name === 'ready').length
  await until(() => expect(ready()).toBeGreaterThan(0))
  const { body: main } = frame.contentDocument!
  const told = (name: string) => page.told.filter(([each]) => each === name).map(([, detail]) => detail)
  return { page, inkling: page.inkling, main, told, ready }
}

/** Two creatives, of which the reader's history suits the second. */
const slotOf = (name: string, more = '') =>
  `<div data-inkling-slot="${name}" style="height: 60px"><p>Ours</p>${['food', 'science']
    .map(
      (topic) =>
        `<template data-inkling-creative="${name}-${topic}" data-inkling-topic="${topic}"${more}><p>A word on ${topic}</p></template>`,
    )
    .join('')}</div>`
const SCIENCE = { id: '/rings', title: 'The rings of Saturn', topic: 'science' }
const textOf = (main: HTMLElement, name: string) =>
  main.querySelector<HTMLElement>(`[data-inkling-slot="${name}"]`)!.innerText.trim()
const add = (main: HTMLElement, html: string) => main.insertAdjacentHTML('beforeend', html)
/** Everything that was under way has had its turn. */
const settled = ({ requestAnimationFrame, requestIdleCallback }: FrameWindow) =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
  )
/** The bundle has come, and the page's first slot is filled. */
async function withFirst(campaigns?: string) {
  const opened = await open(`<div style="height: 900px"></div>${slotOf('first')}`, campaigns)
  await opened.inkling.track('read', SCIENCE)
  await until(() => expect(opened.told('creative')).toMatchObject([{ slot: 'first' }]))
  opened.main.firstElementChild!.remove()
  return opened
}

async function taught() {
  const { inkling } = await open()
  await inkling.track('read', SCIENCE)
  frame!.remove()
}

test('A slot that comes later is filled before a frame shows it, in view too; what is in view already stays.', async () => {
  await taught()
  const { main, told, page } = await withFirst()
  page.seen.clear()
  add(main, slotOf('later'))
  await until(() => expect(told('creative')).toMatchObject([{ slot: 'first' }, { slot: 'later' }]))
  expect(textOf(main, 'later')).toBe('A word on science')
  await settled(page)
  expect([...page.seen].map((text) => text.trim())).toEqual(['A word on science'])
  // Asked for again, it still has its own content to go back to.
  await page.inkling.redo('later')
  await until(() => expect(told('creative')).toHaveLength(3))
  // Undone, it stays so for the visit, in a new element too.
  expect(page.inkling.undo('later')).toBe(true)
  expect(textOf(main, 'later')).toBe('Ours')
  main.querySelector('[data-inkling-slot="later"]')!.remove()
  add(main, slotOf('later'))
  await settled(page)
  expect(textOf(main, 'later')).toBe('Ours')
  expect(told('error')).toEqual([])
})

test('Creatives that come after their slot count, and a slot is filled once.', async () => {
  await taught()
  const { main, told, page } = await withFirst()
  const whole = new DOMParser().parseFromString(slotOf('later'), 'text/html').body.firstElementChild!
  const slot = main.appendChild(main.ownerDocument.createElement('div'))
  slot.dataset['inklingSlot'] = 'later'
  await settled(page)
  expect(told('creative')).toHaveLength(1)
  slot.innerHTML = whole.innerHTML
  await until(() => expect(textOf(main, 'later')).toBe('A word on science'))
  add(main, '<p>Something else</p>')
  main.append(slot)
  await settled(page)
  expect(told('creative')).toHaveLength(2)
})

test('Caps count what earlier pages of the application have shown.', async () => {
  await taught()
  const { main, told, page } = await withFirst()
  const capped = slotOf('capped', ' data-inkling-campaign="spring" data-inkling-cap="day 2"')
  for (let at = 1; at <= 2; at++) {
    add(main, capped)
    await until(() => expect(told('creative').filter(({ slot }) => slot === 'capped')).toHaveLength(at))
    // Seen for a second.
    await until(async () =>
      expect((await page.inkling.exportData()).events.filter(({ kind }) => kind === 'shown')).toHaveLength(at),
    )
    main.querySelector('[data-inkling-slot="capped"]')!.remove()
  }
  add(main, capped)
  await until(() => expect(told('unfilled')).toMatchObject([{ slot: 'capped' }]))
  expect(textOf(main, 'capped')).toBe('Ours')
  expect(told('error')).toEqual([])
})

test('A campaign that still stands on the page excludes its rivals from a slot that comes later.', async () => {
  await taught()
  const { main, told } = await withFirst(
    `data:application/json,${encodeURIComponent(
      JSON.stringify({
        campaigns: ['first', 'rival'].map((id) => ({
          id,
          exclusions: ['shoes'],
          creatives: [{ id: `${id}-food` }, { id: `${id}-science` }],
        })),
      }),
    )}`,
  )
  add(main, slotOf('rival'))
  await until(() => expect(told('unfilled')).toMatchObject([{ slot: 'rival' }]))
  for (const slot of main.querySelectorAll('[data-inkling-slot]')) slot.remove()
  add(main, slotOf('rival'))
  // Which of the two creatives it is, is drawn by Thompson sampling.
  await until(() => expect(told('creative')).toMatchObject([{ slot: 'first' }, { slot: 'rival', campaign: 'rival' }]))
  expect(textOf(main, 'rival')).toMatch(/^A word on (?:food|science)$/)
})

test('Without consent, later slots stay as they are; once it is given, they are filled.', async () => {
  await taught()
  const { main, told, page, inkling, ready } = await withFirst()
  inkling.consent.deny()
  expect(textOf(main, 'first')).toBe('Ours')
  add(main, `<div style="height: 900px"></div>${slotOf('later')}`)
  await settled(page)
  expect(textOf(main, 'later')).toBe('Ours')
  expect(told('creative')).toHaveLength(1)
  const before = ready()
  inkling.consent.set({ content: true, creatives: true })
  await until(() => expect(ready()).toBeGreaterThan(before))
  await inkling.track('read', SCIENCE)
  add(main, slotOf('last'))
  await until(() => expect(textOf(main, 'last')).toBe('A word on science'))
})

test('Withdrawn for creatives alone, the slots get their own content back.', async () => {
  await taught()
  const { main, inkling } = await withFirst()
  expect(textOf(main, 'first')).not.toBe('Ours')
  inkling.consent.set({ content: true })
  expect(textOf(main, 'first')).toBe('Ours')
})
