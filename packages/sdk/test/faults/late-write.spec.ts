/**
 * A tab that hangs while everything is deleted. Its worker goes on, and the tab is killed before either can be told.
 * It must not write anything more; whatever it still writes is deleted at the next page view.
 */

import { expect, type Site, seed, type Told, test, until } from './site.ts'

const FILE = 'manifest.json'

/** Keeps the model's manifest waiting. */
function hold(site: Site) {
  let go = () => {}
  const released = new Promise<void>((resolve) => (go = resolve))
  let note = () => {}
  const asked = new Promise<void>((resolve) => (note = resolve))
  const served: string[] = []
  let times = 0
  site.answer = (request, response) => {
    if (request.url.startsWith('/toy/')) served.push(request.url)
    // The page itself asks for it first, to learn of its languages; then the worker does.
    if (!request.url.endsWith(FILE) || ++times === 1) return false
    note()
    void released.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end(site.model.get(FILE)))
    return true
  }
  return { go, asked, served }
}

test('Withdrawn while the tab of a worker hangs: the worker makes no cache, whatever becomes of the tab.', async ({
  context,
  site,
}) => {
  await seed(context, site)
  // The worker alone: what the page itself loads ends with it.
  site.attributes = 'data-model="/toy/" data-table="never" data-download="now"'
  const { go, asked, served } = hold(site)
  const hanging = await context.newPage()
  await hanging.goto(site.origin)
  await asked
  const [worker] = hanging.workers()
  // It hears of nothing any more; its worker does, and would store what comes.
  const opened = worker!.evaluate(() => {
    const { open } = CacheStorage.prototype
    return new Promise<string>((resolve) => {
      CacheStorage.prototype.open = function (name) {
        resolve(name)
        return open.call(this, name)
      }
      const { postMessage } = self
      self.postMessage = ((message: { kind: string }, ...rest: []) => {
        postMessage.call(self, message, ...rest)
        if (message.kind === 'may-keep') resolve('asked')
      }) as typeof postMessage
    })
  })
  await worker!.evaluate(() => 0)
  void hanging
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {})

  const here = await context.newPage()
  await here.goto(site.origin)
  await here.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
  await here.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  const left = () =>
    here.evaluate(async () => [
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(await caches.keys()),
      ...Object.keys(localStorage),
    ])
  await expect.poll(async () => (await left()).filter((name) => name?.startsWith('inkling-'))).toEqual([])
  go()
  // It asks, and nobody answers.
  expect(await opened).toBe('asked')
  expect((await left()).filter((name) => name?.startsWith('inkling-'))).toEqual([])
  const session = await context.newCDPSession(here)
  const { targetInfos } = await session.send('Target.getTargets')
  expect(targetInfos.filter(({ type }) => type === 'page')).toHaveLength(2)
  await hanging.close()
  expect(served.filter((url) => !url.endsWith(FILE))).toEqual([])
  await expect.poll(left).toEqual(['inkling.consent'])
})

for (const [state, choice] of [
  ['denied', JSON.stringify({ state: 'denied', at: 0 })],
  ['run out', JSON.stringify({ state: 'granted', content: true, creatives: true, at: -200 * 86_400_000 })],
] as const) {
  test(`Where consent has ${state === 'denied' ? 'been ' : ''}${state}, what a dead tab wrote late goes with the next page view, and nothing of the site's.`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    site.answer = (request, response) => {
      if (request.url !== '/plain') return false
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Plain</title>')
      return true
    }
    await page.goto(`${site.origin}/plain`)
    await page.evaluate(async (choice) => {
      const { at, ...rest } = JSON.parse(choice)
      localStorage.setItem('inkling.consent', JSON.stringify({ ...rest, at: Date.now() + at }))
      for (const name of ['inkling-model:toy@1.0.0', 'inklings of the site'])
        await (await caches.open(name)).put('/a', new Response('a'))
      for (const name of ['inkling', 'of the site']) {
        const opening = indexedDB.open(name)
        opening.onupgradeneeded = () =>
          opening.result.createObjectStore('events', { autoIncrement: true }).add({ a: 1 })
        await new Promise((resolve) => (opening.onsuccess = resolve))
        opening.result.close()
      }
    }, choice)
    await page.goto(site.origin)
    const left = () =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).map(({ name }) => name),
        ...(await caches.keys()),
        ...Object.keys(localStorage).filter((key) => key !== 'inkling.consent'),
      ])
    await expect.poll(left).toEqual(['of the site', 'inklings of the site'])
  })
}

test('A yes right after it finds nothing of what a dead tab wrote late.', async ({ context, site }) => {
  await seed(context, site)
  const page = await context.newPage()
  site.answer = (request, response) => {
    if (request.url !== '/plain') return false
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Plain</title>')
    return true
  }
  await page.goto(`${site.origin}/plain`)
  // The database lies there, and no trace of it.
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
    localStorage.setItem('inkling.consent', JSON.stringify({ state: 'denied', at: Date.now() }))
  })
  site.head = "<script>window.inkling = [['consent', { content: true }]]</script>"
  await page.goto(site.origin)
  await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.exportData === 'function')
  const { events } = await page.evaluate(() => (window as unknown as Told).inkling.exportData())
  expect(events.filter(({ kind }) => kind !== 'impression')).toEqual([])
})

test('Without a choice, or if no choice can be stored, no names are queried.', async ({ context, site }) => {
  for (const off of [false, true]) {
    const page = await context.newPage()
    await page.addInitScript((off) => {
      const asked: string[] = []
      Object.assign(window, { asked })
      for (const [of, name] of [
        [CacheStorage, 'keys'],
        [IDBFactory, 'databases'],
      ] as const)
        Object.assign(of.prototype, {
          [name]: async () => {
            asked.push(name)
            return []
          },
        })
      if (off) Object.defineProperty(window, 'localStorage', { value: undefined })
    }, off)
    await page.goto(site.origin)
    await until(page, 'ready')
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual([])
  }
})
