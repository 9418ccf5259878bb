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

async function open(body: string): Promise<FrameWindow> {
  frame?.remove()
  frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame!.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><html lang="en"><head>${SPY}<script async src="/inkling.js" data-download="never"></script></head><body>${body}</body></html>`
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
