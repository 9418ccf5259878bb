// The guided minute after a yes: what it says is what Inkling has recorded, ranked and explained.
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from '@playwright/test'
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import { FULL } from '../../sdk/test/sample.ts'
import { accept, editorsOrder, eventsOf, order, expect as quick, RUSSIAN, test, untilEvent } from './support.ts'

/** Other tests share the machine. */
const expect = quick.configure({ timeout: 30_000 })

type Marginalia = Window & { inkling: Inkling; shifts: string[] }

const EN = {
  file: 'index.html',
  root: '/magazine',
  list: 'top-stories',
  read: 'Read two stories about anything.',
  noted: /^Noted: (?:Space|Food), (\d+) s$/,
  moved: /^(\d+)(?:st|nd|rd|th) → 1st$/,
  undone: 'This is the editors’ own order',
  end: 'That was it. Nothing left this device.',
}
const RU = {
  file: 'ru/index.html',
  root: RUSSIAN,
  list: 'ru-top-stories',
  read: 'Прочтите две статьи о чём угодно.',
  noted: /^Отмечено: (?:Космос|Еда), (\d+) с$/,
  moved: /^(\d+)-е → 1-е место$/,
  undone: 'Это порядок редакции',
  end: 'Вот и всё. Ничто не покинуло это устройство.',
}

const guide = (page: Page) => page.locator('#guide')
const part = (page: Page, name: string) => page.locator(`[data-guide="${name}"]`)
const press = (page: Page, name: string) => part(page, name).click()
const firstOf = (file: string, topic: string) => editorsOrder(file).find((id) => id.includes(`/${topic}/`))!

/** @param clock whether the test drives the clock; the browser then no longer knows that the reader came back */
async function open(context: BrowserContext, url: string, { clock = true, width = 1280 } = {}): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize({ width, height: 900 })
  await page.addInitScript(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    // Taken before the test's clock replaces it.
    const now = performance.now.bind(performance)
    let parsed = Number.POSITIVE_INFINITY
    document.addEventListener('DOMContentLoaded', () => (parsed = now()))
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Array<{ node?: Element }> }
    new PerformanceObserver((list) => {
      // On a busy machine, parts of a page are painted before the rest has arrived.
      for (const { value, hadRecentInput, startTime, sources } of list.getEntries() as Shift[])
        if (!hadRecentInput && startTime > parsed)
          shifts.push(`${value}: ${sources.map(({ node }) => node?.className || node?.textContent)}`)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  if (clock) await page.clock.install()
  await page.goto(url)
  return page
}

/** Opens a story of the list and lets seconds of reading pass. */
async function read(page: Page, id: string, seconds = 7): Promise<void> {
  await page.locator(`main a[href="${id}"]`).first().click()
  await page.waitForURL(`**${id}`)
  await untilEvent(page, 'ready')
  await page.mouse.move(100, 300)
  await page.mouse.move(110, 300)
  await page.clock.runFor(seconds * 1000)
}

const recorded = (page: Page, id: string) =>
  page.evaluate(async (id) => {
    const { events } = await (window as unknown as Marginalia).inkling.exportData()
    return Math.max(0, ...events.filter(({ item }) => item === id).map(({ seconds = 0 }) => seconds))
  }, id)

async function expectCalm(page: Page): Promise<void> {
  expect(await page.evaluate(() => (window as unknown as Marginalia).shifts)).toEqual([])
  const { violations } = await new AxeBuilder({ page }).exclude('.cards > .card:nth-child(n + 3)').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  // Nothing at the end of the page is covered for good.
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }))
  const [end, top] = await page.evaluate(() => [
    document.querySelector('.footer-links')!.getBoundingClientRect().bottom,
    document.getElementById('dock')!.getBoundingClientRect().top,
  ])
  expect(end).toBeLessThanOrEqual(top!)
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
}

const VARIANTS = [
  { words: EN, width: 1440, scheme: 'light' },
  { words: RU, width: 390, scheme: 'dark' },
  { words: EN, width: 390, scheme: 'dark' },
  { words: RU, width: 1440, scheme: 'light' },
] as const

for (const { words, width, scheme } of FULL ? VARIANTS : VARIANTS.slice(0, 2))
  test(`${words.root}, ${width} px: two stories, their place and reason, why, profile, undo, erase`, async ({
    context,
    site,
  }) => {
    test.setTimeout(240_000)
    const began = Date.now()
    const { file, list } = words
    const page = await open(context, `${site.origin}${words.root}/`, { width })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(guide(page)).toBeHidden()
    await accept(page)
    await expect(part(page, 'said')).toHaveText(words.read)
    await expectCalm(page)

    const space = firstOf(file, 'space')
    await read(page, space)
    await expect(page.locator('[data-reading]')).toHaveText(words.noted)
    await expect(part(page, 'live')).toHaveText(words.noted)
    const [, seconds] = words.noted.exec((await part(page, 'live').textContent()) ?? '')!
    await expectCalm(page)
    await press(page, 'go')
    await page.waitForURL(`**${words.root}/`)
    await untilEvent(page, 'ready')
    await expect(part(page, 'said')).not.toBeEmpty()
    const kept = await recorded(page, space)
    expect(kept).toBeGreaterThanOrEqual(Number(seconds))
    await expect(part(page, 'said')).toContainText(`, ${kept} `)

    await read(page, firstOf(file, 'food'))
    await expect(part(page, 'count')).toContainText('1')
    await expect(part(page, 'go')).toBeVisible()
    await press(page, 'go')
    await page.waitForURL(`**${words.root}/`)
    await untilEvent(page, 'ready')
    await expect(part(page, 'count')).toContainText('2')
    // A list that was seen before its order was known waits for a press.
    if ((await eventsOf(page, 'ranked')).find((detail) => detail['list'] === list)!['late']) await press(page, 'act')
    await expect(part(page, 'place')).toHaveText(words.moved)
    const first = (await order(page, list))[0]!
    const [, from] = words.moved.exec((await part(page, 'place').textContent()) ?? '')!
    expect(editorsOrder(file).indexOf(first) + 1).toBe(Number(from))
    const said = (await part(page, 'said').textContent()) ?? ''
    expect(said).toContain((await page.locator(`[data-inkling-item="${first}"] .card-title`).textContent())?.trim())
    const reason = await page.evaluate(
      async ([list, first]) => {
        const { src } = document.querySelector<HTMLScriptElement>('script[src$="/inkling.js"]')!
        const { sentence } = await import(new URL('sentences.js', src).href)
        return sentence(await (window as unknown as Marginalia).inkling.explain(list!, first!))
      },
      [list, first],
    )
    expect(said.replace(/\u00a0/g, ' ')).toContain(`${reason}.`.replace(/\u00a0/g, ' '))
    await expectCalm(page)

    await press(page, 'next')
    await press(page, 'act')
    await expect(page.locator('#drawer')).toBeVisible()
    await page.locator('#drawer-close').click()
    await expect(part(page, 'act')).toBeFocused()
    await press(page, 'next')
    await press(page, 'go')
    await page.waitForURL(`**${words.root}/you.html`)
    await untilEvent(page, 'ready')
    await expect(part(page, 'count')).toContainText('4')
    await press(page, 'next')
    await press(page, 'go')
    await page.waitForURL(`**${words.root}/`)
    await untilEvent(page, 'ready')
    await press(page, 'act')
    await expect(part(page, 'said')).toHaveText(words.undone)
    expect(await order(page, list)).toEqual(editorsOrder(file))
    await press(page, 'act')
    // Better vectors may have arrived since the second step, so the order may differ from the one then.
    await expect.poll(() => order(page, list)).not.toEqual(editorsOrder(file))
    const again = (await eventsOf(page, 'ranked')).findLast((detail) => detail['list'] === list)!
    expect(again['ranking'].items.map(({ id }: { id: string }) => id)).toEqual(await order(page, list))
    await press(page, 'next')
    await press(page, 'act')
    await expect(part(page, 'said')).toHaveText(words.end)
    expect(await recorded(page, space)).toBe(0)
    expect(await page.evaluate(() => sessionStorage.getItem('marginalia.guide'))).toBeNull()
    await page.locator('#guide-leave').click()
    await expect(guide(page)).toBeHidden()
    test.info().annotations.push({ type: 'milliseconds', description: String(Date.now() - began) })
  })

test('After Back, what was in view has stayed, and the new order is applied when the reader asks for it', async ({
  context,
  site,
}) => {
  const page = await open(context, `${site.magazine}/`, { clock: false })
  await accept(page)
  await page.locator('#guide-leave').click()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? '')).toContain('top-stories')
  const before = await order(page)
  await page.locator('.cards-front .card-title a').nth(1).click()
  await page.waitForURL('**/*.html')
  await untilEvent(page, 'ready')
  await expect(page.locator('#fresh')).toBeHidden()
  await page.evaluate(async () => {
    const { inkling } = window as unknown as Marginalia
    for (const n of [1, 2, 3])
      await inkling.track('read', { id: `/moon-${n}`, title: `The moons of Saturn, ${n}`, topic: 'space' })
  })
  await page.goBack()
  await untilEvent(page, 'ready')
  await expect(page.locator('#fresh')).toBeVisible()
  const seen = await page.$$eval(
    '.cards-front > li',
    (items) => items.filter((item) => item.getBoundingClientRect().top < innerHeight).length,
  )
  expect(seen).toBeGreaterThan(1)
  expect((await order(page)).slice(0, seen)).toEqual(before.slice(0, seen))
  await expectCalm(page)
  await page.locator('#fresh-apply').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#fresh')).toBeHidden()
  await expect(page.locator('#main')).toBeFocused()
  expect((await order(page))[0]).toContain('/space/')
  const { ranking } = (await eventsOf(page, 'ranked')).findLast((detail) => detail['list'] === 'top-stories')!
  expect(ranking.items.map(({ id }: { id: string }) => id)).toEqual(await order(page))
  expect(await page.evaluate(() => (window as unknown as Marginalia).shifts)).toEqual([])
})

test('The guide can be left and begun again, follows from page to page, and ends with the consent; of a sensitive story it says that nothing is noted', async ({
  context,
  site,
}) => {
  const page = await open(context, `${site.magazine}/`)
  // Without a yes, the question comes first.
  await page.locator('#consent-deny').click()
  await page.locator('#guide-start').click()
  await expect(page.locator('#consent-banner')).toBeFocused()
  await expect(guide(page)).toBeHidden()
  await page.locator('#consent-content').check()
  await page.locator('#consent-save').click()
  await expect(part(page, 'said')).toHaveText(EN.read)
  await page.locator('#guide-leave').focus()
  await page.keyboard.press('Enter')
  await expect(guide(page)).toBeHidden()
  await expect(page.locator('#main')).toBeFocused()
  expect(await page.evaluate(() => sessionStorage.getItem('marginalia.guide'))).toBeNull()
  await page.locator('#guide-start').click()
  await expect(part(page, 'said')).toHaveText(EN.read)
  await page.goto(`${site.magazine}/health/`)
  await expect(part(page, 'said')).toHaveText(EN.read)
  await read(page, '/magazine/health/antibiotics-and-colds.html')
  await expect(page.locator('[data-reading]')).toHaveText('Not noted: a sensitive subject')
  await expect(part(page, 'said')).toContainText('Nothing is noted of this story')
  await page.locator('#privacy-choices').click()
  await expect(page.locator('#dock')).toBeHidden()
  await page.locator('#consent-deny').click()
  await expect(guide(page)).toBeHidden()
  await expect(page.locator('[data-reading]')).toHaveText('Noted of this story: nothing')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})
