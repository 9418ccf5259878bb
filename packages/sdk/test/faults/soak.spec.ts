/** Page view upon page view against one profile: what is kept stays bounded, and nothing is left behind. */

import type { CDPSession, Page } from '@playwright/test'
import { LIMITS } from '../../src/history/limits.ts'
import { PROVE } from './sample.ts'
import { expect, grant, rows, test, until } from './site.ts'

const VIEWS = PROVE ? 10_000 : 300
/** Views between two measurements. */
const EVERY = VIEWS / 20

interface Measurement {
  readonly heap: number
  readonly documents: number
  readonly nodes: number
  readonly listeners: number
}

async function measure(session: CDPSession): Promise<Measurement> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { documents, nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return { heap: usedSize, documents, nodes, listeners: jsEventListeners }
}

/** So many views, each in a frame that is loaded anew: the reader opens one item, passes others over, goes on. */
const views = (page: Page, count: number, from: number) =>
  page.evaluate(
    async ([count, from]) => {
      const frame = document.querySelector('iframe')!
      for (let i = from; i < from + count; i++) {
        const ready = new Promise<void>((resolve) => {
          frame.addEventListener(
            'load',
            () => frame.contentDocument!.addEventListener('inkling:ready', () => resolve(), { once: true }),
            { once: true },
          )
        })
        frame.src = `/view/${i % 40}`
        await ready
        const { inkling } = frame.contentWindow as unknown as { inkling: import('../../src/inkling.ts').Inkling }
        const item = { id: `/read/${i % 3000}`, title: `Wind over hill ${i % 3000}`, topic: `topic ${i % 12}` }
        await inkling.track(i % 7 ? 'click' : 'dismiss', item)
      }
    },
    [count, from] as const,
  )

/** The median of the last quarter against that of the second: the first warms caches up. */
function growth(values: readonly number[]): number {
  const median = (some: readonly number[]) => [...some].sort((a, b) => a - b)[Math.floor(some.length / 2)]!
  const quarter = Math.floor(values.length / 4)
  return median(values.slice(-quarter)) / median(values.slice(quarter, 2 * quarter))
}

test(`${VIEWS} page views: storage bounded, memory flat, no listener, node or worker left.`, async ({
  context,
  site,
}) => {
  test.setTimeout(120_000 + VIEWS * 400)
  site.answer = (request, response) => {
    if (request.url !== '/soak') return false
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><iframe width="800" height="900"></iframe>')
    return true
  }
  const first = await context.newPage()
  await first.goto(site.origin)
  await grant(first)
  await until(first, 'ready', ({ consent }) => consent.state === 'granted')
  await first.close()

  const page = await context.newPage()
  await page.goto(`${site.origin}/soak`)
  const session = await context.newCDPSession(page)
  const measured: Measurement[] = []
  for (let done = 0; done < VIEWS; done += EVERY) {
    await views(page, EVERY, done)
    measured.push(await measure(session))
  }
  const of = (key: keyof Measurement) => measured.map((each) => each[key])
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(measured) })
  expect(growth(of('heap'))).toBeLessThan(1.3)
  for (const key of ['documents', 'nodes', 'listeners'] as const) expect(growth(of(key)), key).toBeLessThan(1.3)
  expect(page.workers()).toEqual([])

  const [events, items, vectors] = [await rows(page, 'events'), await rows(page, 'items'), await rows(page, 'vectors')]
  expect(events.length).toBeLessThanOrEqual(LIMITS.rows + 200)
  expect(items.length).toBeLessThanOrEqual(LIMITS.items + 10)
  expect(vectors).toEqual([])
  const held = await page.evaluate(() =>
    Object.entries(localStorage).map(([key, value]) => [key, String(value).length] as const),
  )
  expect(held.map(([key]) => key).sort()).toEqual(['inkling.consent', 'inkling.mirror'])
  for (const [key, length] of held) expect(length, key).toBeLessThanOrEqual(32_000)
})
