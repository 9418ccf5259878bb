// @vitest-environment node
// Replays a log over saved pages, and compares the results with counts made by hand.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resolveOptions } from '../../../sdk/src/client/option-table.ts'
import { DEFAULT_RANKER } from '../../../sdk/src/ranking/ranker.ts'
import { type PageViews, readPageViews } from '../../src/replay/page-views.ts'
import { replayViews } from '../../src/replay/replay-views.ts'
import { replayReport, reportOf } from '../../src/replay/report.ts'
import { readSavedSite } from '../../src/replay/saved-pages.ts'
import { toText } from '../../src/report/to-text.ts'
import { TERMINAL_WIDTH } from '../../src/report/wrap.ts'
import { bytesOf, DAY, lineOf, START, view } from '../popularity/make.ts'

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const MINUTE = 60_000
const KITCHEN = ['lentil soup', 'rye bread', 'plum cake', 'onion tart', 'bean stew', 'apple pie']
const SKY = ['comet tail', 'comet dust', 'comet orbit', 'comet core', 'comet hunters', 'comet season']
const slug = (title: string) => title.replace(' ', '-')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-replay-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, content: string | Uint8Array): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

const page = (title: string, body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`

/** A front page with kitchen stories above sky stories, and a page for each. */
function saveSite({ link = (path: string) => path, attributes = '', head = '' } = {}): string {
  const all = [...KITCHEN, ...SKY]
  const item = (title: string) => `<li><h2><a href="${link(`/stories/${slug(title)}`)}">About a ${title}</a></h2></li>`
  put(
    'site/index.html',
    page('Front', `<ol data-inkling-list="front" ${attributes}>${all.map(item).join('')}</ol>`, head),
  )
  for (const title of all)
    put(
      `site/stories/${slug(title)}.html`,
      page(title, `<article><h1>About a ${title}</h1><p>${'Words. '.repeat(200)}</p></article>`),
    )
  return join(folder, 'site')
}

const read = (base?: string) => readSavedSite(join(folder, 'site'), base, resolveOptions({}), () => undefined)

async function viewsOf(requests: ReadonlyArray<Parameters<typeof lineOf>[0]>, base?: string): Promise<PageViews> {
  const file = put('access.log', bytesOf(requests.map(lineOf)))
  return readPageViews(file, base, { onProgress: () => undefined, onMalformed: () => undefined })
}

const ranked = { ranker: DEFAULT_RANKER, vectors: new Map() }

/** A reader of two stories about comets who returns to a front page where such stories come last. */
const STARGAZER = [
  view('/', '192.0.2.1', START),
  view('/stories/comet-tail', '192.0.2.1', START + MINUTE),
  view('/stories/comet-dust', '192.0.2.1', START + 4 * MINUTE),
  view('/', '192.0.2.1', START + DAY),
  view('/stories/comet-orbit', '192.0.2.1', START + DAY + MINUTE),
]

async function replayed(requests: ReadonlyArray<Parameters<typeof lineOf>[0]>) {
  const [site, { readers }] = [await read(), await viewsOf(requests)]
  return replayViews(site, readers, ranked, () => undefined)
}

describe('readers of a site', () => {
  test('a reader of comets finds them first the next day; a new reader gets the page’s own order', async () => {
    saveSite()
    const result = await replayed([
      ...STARGAZER,
      view('/', '192.0.2.2', START),
      view('/about', '192.0.2.2', START + MINUTE),
    ])
    expect(result).toMatchObject({
      readers: 2,
      visits: 3,
      withList: 3,
      known: 1,
      moved: 1,
      lists: 1,
      views: 7,
      unknown: 1,
    })
    const [clicked, ...others] = result.clicks
    expect(others).toEqual([])
    // Ninth in the page's own order.
    expect(clicked!.mrr[0]).toBeCloseTo(1 / 9)
    expect(clicked!.mrr[1]).toBeGreaterThan(clicked!.mrr[0])
    expect(clicked!.ndcg10[0]).toBeCloseTo(1 / Math.log2(10))
    expect(clicked!.ndcg10[1]).toBeGreaterThan(clicked!.ndcg10[0])
    expect(result.exchanged[0]).toBeGreaterThan(0)
  })

  test('Safari forgets a reader who stays away for eight days; Firefox doesn’t', async () => {
    saveSite()
    const twice = (ip: string, agent: string, days: number) =>
      [view('/stories/comet-tail', ip, START, { agent }), view('/', ip, START + days * DAY, { agent })] as const
    const after = async (agent: string, days: number) => {
      const { known, emptied } = await replayed(twice('192.0.2.1', agent, days))
      return [known, emptied]
    }
    expect(await after(SAFARI, 8)).toEqual([0, 1])
    expect(await after(SAFARI, 6)).toEqual([1, 0])
    const { agent } = view('/', '')
    expect(await after(agent, 8)).toEqual([1, 0])
    expect(
      await after(`${SAFARI.replace('iPhone', 'X11')} Chrome/140.0 Safari/537.36`.replace('iPhone OS', 'OS'), 8),
    ).toEqual([1, 0])
  })

  test('pages on health, religion or politics are not remembered, as on devices', async () => {
    saveSite()
    put('site/stories/church.html', page('Church', '<article><h1>Prayers of the Catholic church</h1></article>'))
    const { known } = await replayed([
      view('/stories/church', '192.0.2.1', START),
      view('/', '192.0.2.1', START + MINUTE),
    ])
    expect(known).toBe(0)
  })

  test('a visit ends after half an hour: later views are not clicks in its lists', async () => {
    saveSite()
    const late = STARGAZER.map((each, i) => (i === 4 ? { ...each, at: each.at + 40 * MINUTE } : each))
    const { visits, clicks } = await replayed(late)
    expect([visits, clicks.length]).toEqual([3, 0])
  })

  test('options of page and list apply: with strength 0 nothing moves; invalid values are ignored', async () => {
    saveSite({ attributes: 'data-inkling-strength="0"' })
    expect(await replayed(STARGAZER)).toMatchObject({ known: 1, moved: 0 })
    saveSite({ head: '<script async src="/inkling/1/inkling.js" data-strength="0"></script>' })
    expect(await replayed(STARGAZER)).toMatchObject({ known: 1, moved: 0 })
    saveSite({ attributes: 'data-inkling-strength="much"' })
    expect(await replayed(STARGAZER)).toMatchObject({ known: 1, moved: 1 })
    saveSite({ head: '<script async src="/inkling/1/inkling.js" data-strength="much"></script>' })
    await expect(read()).rejects.toThrow(/the tag of index\.html has invalid options: .*write strength/)
  })

  test('copies whose links and files end in .html match the log’s addresses without it', async () => {
    saveSite({ link: (path) => `${path.slice(1)}.html` })
    const [first] = (await replayed(STARGAZER)).clicks
    expect(first!.mrr[1]).toBeGreaterThan(first!.mrr[0])
  })

  test('links and log may contain the site’s address', async () => {
    saveSite({ link: (path) => `https://paper.example${path}` })
    const site = await read('https://paper.example')
    const requests = STARGAZER.map((each) => ({ ...each, host: 'www.paper.example' }))
    const others = requests.map((each) => ({ ...each, host: 'shop.example' }))
    const { readers } = await viewsOf([...requests, ...others], 'https://paper.example/')
    const result = replayViews(site, readers, ranked, () => undefined)
    expect(result).toMatchObject({ readers: 1, views: 5, unknown: 0, moved: 1 })
  })

  test('for any log, each share is part of the previous one, and figures are between 0 and 1', async () => {
    saveSite()
    const site = await read()
    const addresses = ['/', '/stories/comet-tail', '/stories/plum-cake', '/nowhere', '/stories/apple-pie/']
    const views = fc.array(
      fc.record({
        at: fc.integer({ min: START, max: START + 30 * DAY }),
        page: fc.constantFrom(...addresses.map((each) => (each === '/' ? each : each.replace(/\/$/, '')))),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(fc.array(fc.record({ views, isSafari: fc.boolean() }), { maxLength: 5 }), (drawn) => {
        const readers = drawn.map((each) => ({ ...each, views: [...each.views].sort((a, b) => a.at - b.at) }))
        const result = replayViews(site, readers, ranked, () => undefined)
        const { visits, withList, known, moved, clicks, lists } = result
        const falling = [visits, withList, known, moved]
        expect([...falling].sort((a, b) => b - a)).toEqual(falling)
        expect(clicks.length).toBeLessThanOrEqual(lists)
        expect(result.views).toBe(readers.reduce((sum, each) => sum + each.views.length, 0))
        for (const { ndcg10, mrr, three } of clicks)
          for (const value of [...ndcg10, ...mrr, ...three]) expect(value >= 0 && value <= 1).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('untrusted input', () => {
  test('links out of the folder and back, hidden folders and huge files are not pages', async () => {
    saveSite()
    put('elsewhere/other.html', page('Other', '<ul data-inkling-list="other"><li><a href="/x">A story</a></ul>'))
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'site/elsewhere'))
    symlinkSync(join(folder, 'site'), join(folder, 'site/again'))
    put('site/.git/page.html', page('Hidden', '<ul data-inkling-list="hidden"></ul>'))
    put('site/huge.html', Buffer.alloc(5_000_001, ' '))
    const site = await read()
    expect([...site.pages.values()].flat().map(({ name }) => name)).toEqual(['front'])
    expect([...site.left.values()]).toEqual(['larger than 5 MB'])
  })

  test('markup that clobbers document properties has no effect', async () => {
    const names = ['body', 'baseURI', 'querySelectorAll', 'location', 'head', 'children', 'constructor', '__proto__']
    saveSite({ head: '' })
    put(
      'site/index.html',
      page(
        'Front',
        `${names.map((name) => `<img name="${name}" id="${name}"><form name="${name}"><input name="${name}"></form>`).join('')}<ol data-inkling-list="front"><li><a href="/stories/comet-tail">About a comet tail</a><li><a href="/stories/rye-bread">About a rye bread</a></ol>`,
      ),
    )
    const site = await read()
    const [list] = site.pages.get('/')!
    expect(list!.items.map(({ id }) => id)).toEqual(['/stories/comet-tail', '/stories/rye-bread'].map(site.idOf))
  })

  test('malformed lines, crawlers, page assets and other exports are skipped or reported', async () => {
    const wrong: number[] = []
    const file = put(
      'access.log',
      bytesOf([
        lineOf(view('/', '192.0.2.1')),
        'Dear reader,',
        lineOf(view('/', '192.0.2.2', START, { agent: 'Googlebot/2.1' })),
        lineOf(view('/style.css', '192.0.2.1')),
        lineOf(view('/', '192.0.2.1', START, { status: 404 })),
      ]),
    )
    const listeners = { onProgress: () => undefined, onMalformed: (line: number) => wrong.push(line) }
    const { readers, lines, malformed } = await readPageViews(file, undefined, listeners)
    expect([readers.flatMap(({ views }) => views.map((each) => each.page)), lines, malformed, wrong]).toEqual([
      ['/'],
      5,
      1,
      [2],
    ])
    const exported = put('pages.csv', 'page,visitors\n/a,12\n')
    await expect(readPageViews(exported, undefined, listeners)).rejects.toThrow(
      /export of plausible, which has no individual views/,
    )
  })
})

test('the report states its limits and never promises clicks', async () => {
  saveSite()
  const text = toText(
    replayReport(
      reportOf(await replayed(STARGAZER), {
        log: 'access.log',
        pages: 'site',
        lines: 5,
        malformed: 0,
        saved: { files: 13, left: 0, lists: 1, items: 12 },
        readersInLog: 1,
      }),
    ),
    TERMINAL_WIDTH,
  )
  expect(text).toMatch(/and another order of the first 10\s+1\s+50\.0 %/)
  expect(text).toMatch(/upper bounds/)
  expect(text).toMatch(/no forecast of clicks/)
  expect(
    Math.max(
      ...text
        .split('\n')
        .slice(3)
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(90)
})
