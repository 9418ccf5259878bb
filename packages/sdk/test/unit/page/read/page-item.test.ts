import { afterEach, expect, test } from 'vitest'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import { pageItem } from '../../../../src/page/read/page-item.ts'

afterEach(() => {
  document.head.innerHTML = ''
  document.body.innerHTML = ''
})

const ARTICLE = '<main id="main"><article id="article"><h1>Moons</h1><p>Found.</p></article></main>'

/** A page at /story, unless its head says otherwise. */
function open(body: string, head = '', path = '/story') {
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`https://paper.example${path}`)
  document.head.innerHTML = head
  document.body.innerHTML = body
  return pageItem(document, readMetadata(document, document.baseURI))
}
const ld = (...things: object[]) =>
  things.map((thing) => `<script type="application/ld+json">${JSON.stringify(thing)}</script>`).join('')
const og = (properties: Record<string, string>) =>
  Object.entries(properties)
    .map(([name, content]) => `<meta property="${name}" content="${content}">`)
    .join('')

test.each(['NewsArticle', 'Product', 'Recipe', 'VideoObject', 'MusicEvent', 'JobPosting', 'Book', 'Movie', 'Course'])(
  'JSON-LD of a %s at the page’s address: the page is that thing.',
  (type) => {
    const thing = {
      '@type': type,
      name: 'Moons',
      url: 'https://www.paper.example/story/',
      genre: 'Space',
      author: 'Ada',
    }
    expect(
      open('<main id="main"><p>Words</p></main>', ld({ '@type': 'WebSite', name: 'Paper', url: '/' }, thing)),
    ).toEqual({
      by: 'json-ld',
      element: document.querySelector('main'),
      item: { id: '/story', title: 'Moons', summary: 'Words', topic: 'Space', author: 'Ada' },
    })
  },
)

test('JSON-LD without an address is the page’s, if it is about one thing; not on the front page, and not beside a list.', () => {
  const thing = {
    '@graph': [
      { '@type': 'Organization', name: 'Paper' },
      { '@type': 'Recipe', headline: 'Soup' },
    ],
  }
  expect(open('', ld(thing))?.item).toEqual({ id: '/story', title: 'Soup' })
  expect(open('', ld(thing), '/')).toBeUndefined()
  expect(open('', ld(thing, { '@type': 'Product', name: 'Pot' }))).toBeUndefined()
  expect(open('', ld(thing, { '@type': 'CollectionPage', name: 'Soups' }))).toBeUndefined()
})

test('Items of a list that a framework renders are not the page.', () => {
  const list = '<ul data-inkling-ranked="shelf"><li data-inkling-item="/soup"><h2>Soup</h2></li></ul>'
  expect(open(`<main><h1>Shop</h1>${list}</main>`)).toBeUndefined()
  const page = '<article data-inkling-item="/pot"><h1>Pot</h1></article>'
  expect(open(`<main>${list}${page}</main>`)?.item.id).toBe('/pot')
})

test('Microdata: the outermost thing outside lists.', () => {
  const thing = `<div id="thing" itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Soup</h1>
    <meta itemprop="recipeCategory" content="Starters"><div itemscope itemtype="https://schema.org/Product">Salt</div></div>`
  const other = '<ul data-inkling-list><li itemscope itemtype="https://schema.org/Recipe">Bread</li></ul>'
  expect(open(thing + other)).toEqual({
    by: 'microdata',
    element: document.querySelector('#thing'),
    item: { id: '/story', title: 'Soup', topic: 'Starters' },
  })
})

test('Open Graph: type, title, section, date, tags; an address of a profile is no author.', () => {
  const head = og({
    'og:type': 'article',
    'og:title': 'Twelve moons',
    'og:description': 'Found.',
    'article:section': 'Science',
    'article:published_time': '2026-11-01',
    'article:tag': 'Saturn',
    'article:author': 'https://paper.example/ada',
  })
  expect(open('<main id="main"><p>Words</p></main>', head)).toEqual({
    by: 'open-graph',
    element: document.querySelector('#main'),
    item: {
      id: '/story',
      title: 'Twelve moons',
      summary: 'Found.',
      topic: 'Science',
      published: '2026-11-01',
      tags: ['Saturn'],
    },
  })
  expect(open('<main><p>Words</p></main>', og({ 'og:type': 'website', 'og:title': 'Paper' }))).toBeUndefined()
})

test('Among several articles, comments in one of them included, the one with the main heading is read.', () => {
  const more = '<article><h2>More</h2></article>'
  const head = og({ 'og:type': 'article' })
  const found = open(`${more}<article id="it"><h1>Moons</h1><article>A comment</article></article>${more}`, head)
  expect([found?.element.id, found?.item.title]).toEqual(['it', 'Moons'])
})

test('A main heading and enough text are an item; a few words or a second main heading are none.', () => {
  const text = `<p>${'word '.repeat(130)}</p>`
  expect(open(`<main><h1>Moons</h1>${text}</main>`)).toMatchObject({
    by: 'text',
    item: { id: '/story', title: 'Moons' },
  })
  expect(open('<main><h1>Moons</h1><p>Few words.</p></main>')).toBeUndefined()
  expect(open(`<main><h1>Moons</h1><h1>More</h1>${text}</main>`)).toBeUndefined()
  for (const beside of [`<div data-inkling-list>${text}</div>`, `<aside>${text}</aside>`, `<footer>${text}</footer>`])
    expect(open(`<main><h1>Moons</h1>${beside}</main>`)).toBeUndefined()
  expect(open(`<main><h1>Science</h1></main>${text}`)).toBeUndefined()
})

const teaser = (n: number) =>
  `<article><header><h2><a href="/${n}">Story ${n}</a></h2></header><p>What it says.</p></article>`
const link = (n: number) => `<li><a href="/${n}">A story of which the title alone is here, ${n}</a></li>`
const six = (each: (n: number) => string) => [1, 2, 3, 4, 5, 6].map(each).join('')

test.each([
  ['a marked list', `<ul data-inkling-list="all">${six(link)}</ul>`],
  ['a marked list of articles', `<div data-inkling-list="all">${six(teaser)}</div>`],
  ['articles that lead elsewhere', six(teaser)],
  ['articles that are links', six((n) => `<article><a href="/${n}"><h3>Story ${n}</h3></a></article>`)],
  ['a list of links', `<ul>${six(link)}</ul>`],
])('An index page in one <article> is no story: %s.', (_, html) => {
  expect(open(`<main><article><h1>Latest</h1><p>All that we have written.</p>${html}</article></main>`)).toBeUndefined()
})

test('A story is one, whatever stands below it in its <article>.', () => {
  const text = `<p>${'Words that were written. '.repeat(12)}</p>`
  for (const below of [`<ul data-inkling-list="related">${six(link)}</ul>`, six(teaser), `<ul>${six(link)}</ul>`])
    expect(open(`<main><article><h1>Moons</h1>${text}${below}</article></main>`)?.item.title).toBe('Moons')
  const short = '<p>Found.</p>'
  const nav = `<footer><ul>${six(link)}</ul></footer>`
  const comments = six((n) => `<article><h3>Ada ${n}</h3><p>Yes. <a href="#c${n}">Reply</a></p></article>`)
  for (const below of [nav, comments])
    expect(open(`<main><article><h1>Moons</h1>${short}${below}</article></main>`)?.item.title).toBe('Moons')
})

test('A front page is no item, whatever stands on it; nor is a page of many articles.', () => {
  expect(open(ARTICLE, '', '/')).toBeUndefined()
  expect(open('<article><h1>A</h1></article><article><h1>B</h1></article>')).toBeUndefined()
  expect(open('<h1>Science</h1><ul data-inkling-list><li><article><h2>A</h2></article></li></ul>')).toBeUndefined()
})

test('The id is the canonical address as lists write it; a canonical address elsewhere, or of the front page, is none.', () => {
  const id = (head: string) => open(ARTICLE, head)?.item.id
  expect(id('<link rel="canonical" href="http://www.paper.example/moons/?utm_source=x">')).toBe('/moons')
  expect(id('<link rel="x-canonical" href="/no"><meta property="og:url" content="/moons">')).toBe('/moons')
  expect(id('<link rel="canonical" href="https://agency.example/moons">')).toBe('/story')
  expect(id('<link rel="canonical" href="/">')).toBe('/story')
  expect(id('')).toBe('/story')
})

test('What is marked comes first, with its attributes; the rest is filled in from what the page says.', () => {
  const marked = '<div data-inkling-item="story-17" data-inkling-topic="Moons"><h1>Marked</h1></div>'
  const thing = {
    '@type': 'Article',
    headline: 'H',
    url: '/story',
    articleSection: 'Space',
    datePublished: '2026-11-01',
  }
  expect(open(ARTICLE + marked, ld(thing))).toMatchObject({
    by: 'mark',
    item: { id: 'story-17', title: 'H', topic: 'Moons', published: '2026-11-01' },
  })
})

test('Hostile heads: nothing is thrown.', () => {
  for (const head of [
    '<link rel="canonical" href="javascript:alert(1)">',
    '<link rel="canonical">',
    '<meta property="og:url" content="http://[">',
    '<meta property="og:type"><meta property="og:title" content="">',
    ld({ '@type': [3, null, 'Article'], headline: { a: 1 }, url: [[]], about: [null] }),
  ])
    expect(() => open(ARTICLE, head)).not.toThrow()
})
