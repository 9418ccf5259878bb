import type { BrowserContext } from '@playwright/test'
import {
  accept,
  editorsOrder,
  eventsOf,
  expect,
  type InklingOnPage,
  noted,
  order,
  readArticle,
  type Site,
  test,
  topicOf,
  untilEmbedded,
  untilEvent,
  visitSorted,
} from './support.ts'

const backendOf = () => test.info().project.metadata['backend'] as string

/** Software WebGPU takes a second for each text: there the page of twelve cards is the whole world. */
const isSlow = () => backendOf() === 'webgpu'
const front = () =>
  isSlow()
    ? { path: '/brief.html', list: 'brief', file: 'brief.html' }
    : { path: '/', list: 'top-stories', file: 'index.html' }

/** Consents, reads three articles of a topic, and waits for their vectors. */
async function readThree(context: BrowserContext, site: Site, topic: string): Promise<string[]> {
  const { path, file } = front()
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(site.origin + path)
  await accept(page)
  const shown = editorsOrder(file).filter((id) => topicOf(id) === topic)
  const all = editorsOrder(`${topic}/index.html`)
  // From the page of twelve cards the reader has to leave unread articles for the list to show.
  const chosen = isSlow() ? all.filter((id) => !shown.includes(id)).slice(0, 3) : shown.slice(0, 3)
  for (const id of chosen) {
    await page.goto(`${site.origin}/${topic}/`)
    await untilEvent(page, 'ready')
    await readArticle(page, id)
  }
  await page.close()
  // The clock that made reading short has also outrun the engine's patience: another page, on real time, embeds.
  // One that is no item: who stays on a page that is one teaches a text more, which would need a vector of its own.
  const next = await context.newPage()
  await next.goto(`${site.origin}/404.html`)
  await untilEmbedded(next, isSlow() ? 400_000 : undefined)
  await next.close()
  return chosen
}

const goHome = (context: BrowserContext, site: Site) => visitSorted(context, site, front().path, front().list)

for (const topic of ['space', 'food', 'music']) {
  test(`three ${topic} articles read: the page turns towards ${topic}`, async ({ context, site }) => {
    if (isSlow()) test.setTimeout(480_000)
    const { file, list } = front()
    await readThree(context, site, topic)
    const page = await goHome(context, site)
    const before = editorsOrder(file)
    const after = await order(page, list)
    const topBefore = before.slice(0, 5)
    const risen = after.slice(0, 5).filter((id) => topicOf(id) === topic && !topBefore.includes(id))
    expect(risen.length, `top five: ${after.slice(0, 5).join(' ')}`).toBeGreaterThanOrEqual(3)
    expect([...after].sort()).toEqual([...before].sort())

    const ranked = (await eventsOf(page, 'ranked')).find((detail) => detail['list'] === list)!
    expect(ranked).toMatchObject({ by: 'snippet', late: false, ranking: { tier: 'semantic' } })

    const { frames, errors } = await noted(page)
    expect(frames.length).toBeGreaterThan(0)
    for (const frame of frames) expect(frame, 'an animation frame showed another order').toEqual(after)
    expect(errors).toEqual([])
    expect(await eventsOf(page, 'error')).toEqual([])
  })
}

test('undo gives the exact order back, with the same nodes', async ({ context, site }) => {
  await readThree(context, site, 'sport')
  const page = await goHome(context, site)
  const { list, file } = front()
  expect((await eventsOf(page, 'ranked')).find((detail) => detail['list'] === list)).toMatchObject({
    by: 'snippet',
    late: false,
  })
  await page.evaluate((list) => {
    const items = [...document.querySelectorAll(`[data-inkling-list="${list}"] > [data-inkling-item]`)]
    Object.assign(window, { nodes: new Map(items.map((item) => [item.getAttribute('data-inkling-item'), item])) })
  }, list)
  expect(
    await page.evaluate((list) => (window as unknown as { inkling: InklingOnPage }).inkling.undo(list), list),
  ).toBe(true)
  expect(await order(page, list)).toEqual(editorsOrder(file))
  const same = await page.evaluate((list) => {
    const { nodes } = window as unknown as { nodes: Map<string | null, Element> }
    return [...document.querySelectorAll(`[data-inkling-list="${list}"] > [data-inkling-item]`)].every(
      (item) => nodes.get(item.getAttribute('data-inkling-item')) === item,
    )
  }, list)
  expect(same).toBe(true)
})

test('on a warm visit no worker starts and no model byte is asked for', async ({ context, site }) => {
  await readThree(context, site, 'books')
  const page = await goHome(context, site)
  await untilEvent(page, 'ranked')
  // Idle work comes after `ready`: a whole idle period later it would have begun.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))))
  const status = await page.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.status())
  expect(status.engine).toBe('off')
  expect(page.workers()).toEqual([])
  expect(site.requests.filter((path) => /encoder-en|engine\//.test(path))).toEqual([])
})
