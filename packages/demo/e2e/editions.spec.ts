// The two editions: who is offered which, how they link to each other, and that a reader of both has one profile.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
import {
  accept,
  editorsOrder,
  eventsOf,
  expect,
  MAGAZINE,
  order,
  PAGES,
  RUSSIAN,
  readArticle,
  type Site,
  test,
  topicOf,
  untilEvent,
} from './support.ts'

/** Opens a front page in a browser with these languages, in order of preference. */
async function visit(browser: Browser, site: Site, path: string, languages: string[]): Promise<Page> {
  const context = await browser.newContext({ locale: languages[0]!, viewport: { width: 1280, height: 900 } })
  await context.addInitScript(
    (languages) => Object.defineProperty(Navigator.prototype, 'languages', { get: () => languages }),
    languages,
  )
  const page = await context.newPage()
  await page.goto(site.magazine + path)
  await page.waitForFunction(() => typeof (window as { inkling?: { status?: unknown } }).inkling?.status === 'function')
  return page
}

const offer = (page: Page) => page.locator('#edition-offer')
const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage))

for (const { home, other, language, prefers, yes, no } of sample(
  [
    {
      home: '/',
      other: '/ru/',
      language: 'ru',
      prefers: ['ru-RU', 'ru', 'en'],
      yes: 'Открыть русское издание',
      no: 'Остаться здесь',
    },
    {
      home: '/ru/',
      other: '/',
      language: 'en',
      prefers: ['en-GB', 'en', 'ru'],
      yes: 'Open the English edition',
      no: 'Stay here',
    },
  ],
  1,
)) {
  test(`${home} offers ${other} to who prefers its language, in that language, and sends nobody there`, async ({
    browser,
    site,
  }) => {
    const page = await visit(browser, site, home, prefers)
    expect(new URL(page.url()).pathname).toBe(MAGAZINE + home)
    await expect(offer(page)).toBeVisible()
    await expect(offer(page)).toHaveAttribute('lang', language)
    await page.getByRole('link', { name: yes }).click()
    await page.waitForURL(`**${other}*`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(offer(page)).toBeHidden()
    expect(await stored(page)).toEqual([])
    await page.context().close()
  })

  test(`${home}: the offer, declined by the keyboard, stays away, and nothing is stored before a yes`, async ({
    browser,
    site,
  }) => {
    const page = await visit(browser, site, home, prefers)
    await page.getByRole('button', { name: no }).press('Enter')
    await expect(offer(page)).toBeHidden()
    await expect(page.locator('#edition-switch')).toBeFocused()
    expect(await stored(page)).toEqual([])
    await page.reload()
    await expect(offer(page)).toBeHidden()
    // The choice is carried in the address of each link: to a section, and back to the front page.
    await page.locator('.sections a').first().click()
    await page.locator('.nameplate a').click()
    await page.waitForURL(`**${home}?lang=*`)
    await expect(offer(page)).toBeHidden()
    await page.context().close()
  })

  test(`${home} offers nothing to who prefers its own language, or neither of the two`, async ({ browser, site }) => {
    for (const languages of [
      [language === 'ru' ? 'en-US' : 'ru', language],
      ['de-DE', 'fr'],
    ]) {
      const page = await visit(browser, site, home, languages)
      await expect(offer(page)).toBeHidden()
      await page.context().close()
    }
  })
}

test('after a yes the choice of an edition is kept, and gone again with the yes', async ({ browser, site }) => {
  const page = await visit(browser, site, '/', ['ru'])
  await page.locator('#consent-accept').click()
  await expect.poll(() => stored(page)).toContain('inkling.consent')
  await page.locator('#edition-offer-no').click()
  await expect.poll(() => stored(page)).toContain('marginalia')
  await page.goto(`${site.magazine}/`)
  await expect(offer(page)).toBeHidden()
  await page.locator('#privacy-choices').click()
  await page.locator('#consent-deny').click()
  await expect.poll(() => stored(page)).not.toContain('marginalia')
  await page.goto(`${site.magazine}/`)
  await expect(offer(page)).toBeVisible()
  await page.context().close()
})

/** The magazine's pages, by their paths in its folder. */
const pages = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'))
const html = (path: string) => readFileSync(join(PAGES, path), 'utf8')
/** The file in the magazine's folder that serves an address. */
const file = (href: string) => `${href.slice(`${MAGAZINE}/`.length)}${href.endsWith('/') ? 'index.html' : ''}`
const alternates = (path: string) =>
  Object.fromEntries(
    [...html(path).matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(([, name, href]) => [
      name,
      href,
    ]),
  )

test('every page says its language, and no page of one edition leads into the other but by what says so', () => {
  expect(pages.filter((path) => path.startsWith('ru/')).length).toBeGreaterThan(50)
  const known = new Set(pages)
  const astray: string[] = []
  for (const path of pages) {
    const russian = path.startsWith('ru/')
    expect(html(path), path).toContain(`<html lang="${russian ? 'ru' : 'en'}"`)
    // Removes parts that are marked as the other language or link to the other edition.
    const own = html(path)
      .replace(/<li class="card" lang=[\s\S]*?<\/li>/g, '')
      .replace(/<a [^>]*(?:hreflang=|download)[^>]*>/g, '')
    for (const [, href] of own.matchAll(/<a [^>]*href="(\/[^"]*)"/g)) {
      // The launch page in the edition's language.
      if (href === (russian ? '/ru/' : '/')) continue
      if (!known.has(file(href!)) || href!.startsWith(`${RUSSIAN}/`) !== russian) astray.push(`${path} → ${href}`)
    }
  }
  expect(astray).toEqual([])
})

test('counterparts name each other for search engines; stories, which are no translations, have none', () => {
  let pairs = 0
  for (const path of pages) {
    const named = alternates(path)
    const story = /^(?:ru\/)?(?!ru\/|world\/)[a-z]+\/(?!index)/.test(path)
    if (story || path.endsWith('404.html')) {
      expect(named, path).toEqual({})
      continue
    }
    pairs++
    expect(Object.keys(named), path).toEqual(['en', 'ru', 'x-default'])
    expect(named['x-default']).toBe(named['en'])
    expect([file(named['en']!), file(named['ru']!)], path).toContain(path)
    for (const language of ['en', 'ru']) expect(alternates(file(named[language]!)), path).toEqual(named)
  }
  expect(pairs).toBe(2 * (12 + 9))
})

test('the switch leads to the counterpart by the keyboard, from a story to the section of the other edition', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/ru/space/comet-tails.html`)
  const link = page.getByRole('link', { name: 'English edition: Space' })
  await expect(link).toHaveAttribute('lang', 'en')
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/space/?lang=en')
  await page.getByRole('link', { name: 'Русский — журнал на русском языке, раздел «Космос»' }).press('Enter')
  await page.waitForURL('**/ru/space/?lang=ru')
})

test('three stories read in Russian: the Russian front page turns to their topic', async ({ context, site }) => {
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${site.magazine}/ru/`)
  await accept(page)
  const before = await order(page, 'ru-top-stories')
  expect(before).toEqual(editorsOrder('ru/index.html'))
  const three = before.filter((id) => id.startsWith(`${RUSSIAN}/nature/`)).slice(0, 3)
  for (const id of three) {
    await page.goto(`${site.magazine}/ru/nature/`)
    await untilEvent(page, 'ready')
    await readArticle(page, id)
  }
  await page.goto(`${site.magazine}/ru/`)
  await untilEvent(page, 'ranked', ({ list }) => list === 'ru-top-stories')
  const [ranked] = await eventsOf(page, 'ranked')
  const place = (ids: string[], id: string) => ids.indexOf(id)
  const unread = before.filter((id) => id.startsWith(`${RUSSIAN}/nature/`) && !three.includes(id))
  const after = ranked!['ranking'].items.map(({ id }: { id: string }) => id) as string[]
  for (const id of unread) expect(place(after, id), id).toBeLessThan(place(before, id))
})

test('one list of both languages: each item says its own, and a topic read in one rises in the other', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${site.magazine}/world/`)
  await accept(page)
  const languages = await page.$$eval('#world > li', (items) =>
    items.map((item) => (item.closest('[lang]') as HTMLElement).lang),
  )
  expect(languages.filter((language) => language === 'ru')).toHaveLength(12)
  expect(languages.filter((language) => language === 'en')).toHaveLength(12)
  // The interface texts are in the same language.
  await expect(page.locator('#world > li[lang="ru"] .card-dismiss').first()).toContainText('Меньше такого')
  for (const [heard, at] of [
    ['Космос', '#world > li[lang="ru"] .card-topic'],
    ['Space', '#world > li:not([lang]) .card-topic'],
  ] as const)
    await expect(page.locator(at, { hasText: heard })).toHaveCount(1)

  const before = await order(page, 'world')
  // Excludes the Tuvan singer's story: topics close to somebody's ethnic origin count for nothing.
  for (const id of ['bell-ringing', 'theremin-hands', 'written-silence'].map(
    (name) => `${RUSSIAN}/music/${name}.html`,
  )) {
    await page.goto(`${site.magazine}/ru/music/`)
    await untilEvent(page, 'ready')
    await readArticle(page, id)
  }
  await page.goto(`${site.magazine}/world/`)
  await untilEvent(page, 'ranked', ({ list }) => list === 'world')
  const [ranked] = await eventsOf(page, 'ranked')
  const after = ranked!['ranking'].items.map(({ id }: { id: string }) => id) as string[]
  const english = before.find((id) => id.startsWith(`${MAGAZINE}/music/`))!
  expect(after.indexOf(english)).toBeLessThan(before.indexOf(english))
})

test('a preview as somebody works in the Russian edition: who reads about food finds food first', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/ru/?inkling-persona=football-and-food`)
  await untilEvent(page, 'ranked', ({ list }) => list === 'ru-top-stories')
  const [ranked] = await eventsOf(page, 'ranked')
  const [first] = ranked!['ranking'].items as Array<{ id: string }>
  expect(first!.id.startsWith(RUSSIAN)).toBe(true)
  expect(topicOf(first!.id)).toBe('food')
})

test('what is not there is missed in the language of the edition', async ({ request, site }) => {
  for (const [path, words] of [
    ['/ru/nothing.html', 'Эта страница вырвана'],
    ['/nothing.html', 'This page has been torn out'],
  ]) {
    const answer = await request.get(site.magazine + path)
    expect(answer.status()).toBe(404)
    expect(await answer.text()).toContain(words)
  }
})

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const
const looked = [
  '/',
  '/ru/',
  '/ru/food/',
  '/ru/space/comet-tails.html',
  '/world/',
  '/ru/world/',
  '/ru/about.html',
  '/ru/nothing.html',
]

for (const { colorScheme, width } of looks) {
  for (const path of sample(looked, 1, width)) {
    test(`axe finds nothing on ${path}, ${colorScheme}, ${width} wide, and nothing sticks out`, async ({
      browser,
      site,
    }) => {
      // Swapped, so that front pages show the offer of the other edition.
      const locale = path.startsWith('/ru/') ? 'en-GB' : 'ru-RU'
      // Colours are in between during an animation.
      const context = await browser.newContext({
        colorScheme,
        locale,
        reducedMotion: 'reduce',
        viewport: { width, height: 844 },
      })
      const page = await context.newPage()
      await page.goto(site.magazine + path)
      await expect(page.locator('#consent-banner')).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      // From the fifteenth on, all cards are of one kind, and axe takes a second for every few of them.
      const { violations } = await new AxeBuilder({ page }).exclude('.cards > li:nth-child(n + 16)').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await context.close()
    })
  }
}

test('under the bonnet everything is Russian in the Russian edition, and axe finds nothing', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${site.magazine}/ru/?inkling-persona=football-and-food`)
  await page.locator('#drawer-toggle').click()
  const drawer = page.locator('#drawer')
  // On a busy machine a persona's first order takes a while.
  await expect(drawer.locator('.moves')).toContainText('Гречка пахнет орехом', { timeout: 20_000 })
  // The reason, in a sentence from Inkling.
  await expect(
    drawer
      .locator('.moves .because')
      .filter({ hasText: /^Потому что .*вы (прочли|открыли) / })
      .first(),
  ).toBeVisible()
  await expect(drawer.locator('[data-shelf="creatives"]')).toContainText('Еда (выбран)')
  const headings = await drawer.locator('h2, h3, h4, dt, th, button').allInnerTexts()
  expect(headings.filter((text) => text && !/[а-яё]/i.test(text))).toEqual([])
  const { violations } = await new AxeBuilder({ page }).include('#drawer').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await context.close()
})
