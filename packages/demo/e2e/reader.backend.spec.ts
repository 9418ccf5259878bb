import type { BrowserContext, Page } from '@playwright/test'
import {
  accept,
  editorsOrder,
  eventsOf,
  expect,
  type InklingOnPage,
  MAGAZINE,
  noted,
  order,
  ownPage,
  readArticle,
  type Site,
  SOFTWARE_GPU,
  test,
  topicOf,
  untilEmbedded,
  untilEvent,
  visitSorted,
} from './support.ts'

const backendOf = () => test.info().project.metadata['backend'] as string

/** Software WebGPU takes a second per text, so it gets the page with twelve cards only. */
const isSlow = () => backendOf() === 'webgpu'
const front = () =>
  isSlow()
    ? { path: `${MAGAZINE}/brief.html`, list: 'brief', file: 'brief.html' }
    : { path: `${MAGAZINE}/`, list: 'top-stories', file: 'index.html' }

/** Gives consent, reads three articles of a topic, and waits for their vectors. */
async function readThree(context: BrowserContext, site: Site, topic: string): Promise<string[]> {
  const { path, file } = front()
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(site.origin + path)
  await accept(page)
  const shown = editorsOrder(file).filter((id) => topicOf(id) === topic)
  const all = editorsOrder(`${topic}/index.html`)
  // On the page of twelve cards, unread articles must remain for the list to show.
  const chosen = isSlow() ? all.filter((id) => !shown.includes(id)).slice(0, 3) : shown.slice(0, 3)
  for (const id of chosen) {
    await page.goto(`${site.magazine}/${topic}/`)
    await untilEvent(page, 'ready')
    await readArticle(page, id)
  }
  await page.close()
  // The clock that speeds up reading also exceeds the engine's timeout, so embedding happens on another page in real
  // time. That page isn't an item, since staying on one would add another text to embed.
  const next = await context.newPage()
  await next.goto(`${site.magazine}/404.html`)
  await untilEmbedded(next, isSlow() ? SOFTWARE_GPU : undefined)
  await next.close()
  return chosen
}

/** Waits until a frame has shown the list; on a busy machine the first may come after `ready`. */
const untilPainted = (page: Page) => expect.poll(async () => (await noted(page)).frames.length).toBeGreaterThan(0)

const goHome = (context: BrowserContext, site: Site) => visitSorted(context, site, front().path, front().list)

/** The snippet sorted the list with the model's vectors, every frame showed that order, and there were no errors. */
async function expectSortedFirst(page: Page, list: string, after: readonly string[]): Promise<void> {
  const ranked = (await eventsOf(page, 'ranked')).find((detail) => detail['list'] === list)
  expect(ranked).toMatchObject({ by: 'snippet', late: false, ranking: { tier: 'semantic' } })
  await untilPainted(page)
  const { frames, errors } = await noted(page)
  for (const frame of frames) expect(frame, 'an animation frame showed another order').toEqual(after)
  expect(errors).toEqual([])
  expect(await eventsOf(page, 'error')).toEqual([])
}

for (const topic of ['space', 'food', 'music']) {
  test(`three ${topic} articles read: the page turns towards ${topic}`, async ({ context, site }) => {
    if (isSlow()) test.setTimeout(SOFTWARE_GPU + 120_000)
    const { file, list } = front()
    await readThree(context, site, topic)
    const page = await goHome(context, site)
    const before = editorsOrder(file)
    const after = await order(page, list)
    const topBefore = before.slice(0, 5)
    const risen = after.slice(0, 5).filter((id) => topicOf(id) === topic && !topBefore.includes(id))
    expect(risen.length, `top five: ${after.slice(0, 5).join(' ')}`).toBeGreaterThanOrEqual(3)
    expect([...after].sort()).toEqual([...before].sort())
    await expectSortedFirst(page, list, after)
  })
}

/** The test's own texts, in page order. */
const SMALL: ReadonlyArray<readonly [topic: string, title: string]> = [
  ['money', 'What an index fund costs'],
  ['sport', 'How a relay is won at the handover'],
  ['history', 'The road that an empire left'],
  ['technology', 'Why a battery ages'],
  ['travel', 'A night train across the border'],
  ['food', 'Bread that rises overnight'],
  ['food', 'Soup from roasted tomatoes'],
]
const READ = ['Baking a sourdough loaf', 'Onions, slowly', 'A broth of bones and leeks']

test('a small page: consent, three texts read, embedded, and the next view is sorted before it is painted', async ({
  context,
  site,
}) => {
  test.setTimeout(SOFTWARE_GPU + 120_000)
  const { attributes } = site
  const list = SMALL.map(
    ([topic, title], i) =>
      `<li data-inkling-item="/${topic}/${i}" data-inkling-topic="${topic}"><h3><a href="/${topic}/${i}">${title}</a></h3></li>`,
  ).join('')
  site.fault = (request, response) =>
    ownPage('/small.html', site, `<ol data-inkling-list="small">${list}</ol>`)(request, response)
  // Reading doesn't need the engine; it starts once, on the page that embeds.
  site.attributes = 'data-download="never"'
  const reader = await context.newPage()
  await reader.goto(`${site.origin}/small.html`)
  await untilEvent(reader, 'ready')
  const own = await order(reader, 'small')
  await reader.evaluate(async (titles) => {
    const { inkling } = window as unknown as { inkling: InklingOnPage }
    inkling.consent.set({ content: true })
    for (const [i, title] of titles.entries()) await inkling.track('read', { id: `/read/${i}`, title })
  }, READ)
  await untilEvent(reader, 'ready', (detail) => detail['consent'].state === 'granted')
  await reader.goto(`${site.magazine}/404.html`)
  await untilEvent(reader, 'ready')
  site.attributes = attributes
  await reader.goto(`${site.magazine}/404.html`)
  await untilEmbedded(reader, SOFTWARE_GPU)
  await untilEvent(reader, 'engine', (detail) => detail['backend'] === backendOf() && detail['vectors'] > 0)
  expect(await eventsOf(reader, 'error')).toEqual([])
  await reader.close()

  const page = await visitSorted(context, site, '/small.html', 'small')
  const after = await order(page, 'small')
  // They rise from the last two of seven places after reading three short texts; the editors' first item may stay on
  // top.
  expect(after.slice(0, 4).filter((id) => topicOf(id) === 'food')).toHaveLength(2)
  expect([...after].sort()).toEqual([...own].sort())
  await expectSortedFirst(page, 'small', after)
})

test('on a warm visit no worker starts and no model byte is asked for, and undo gives the exact order back, with the same nodes', async ({
  context,
  site,
}) => {
  await readThree(context, site, 'sport')
  const page = await goHome(context, site)
  await untilEvent(page, 'ranked')
  // Idle work starts after `ready`; two idle periods later it would have started.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))))
  const status = await page.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.status())
  expect(status.engine).toBe('off')
  expect(page.workers()).toEqual([])
  expect(site.requests.filter((path) => /encoder-en|engine\//.test(path))).toEqual([])
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
