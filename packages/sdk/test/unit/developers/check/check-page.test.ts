import { afterEach, expect, test } from 'vitest'
import { checkBlocks } from '../../../../../cli/src/check/report.ts'
import { pageDocument } from '../../../../../cli/src/pages/page-document.ts'
import { toText } from '../../../../../cli/src/report/to-text.ts'
import { TERMINAL_WIDTH } from '../../../../../cli/src/report/wrap.ts'
import { type CheckOptions, checkPage } from '../../../../src/developers/check/check-page.ts'
import { foundLines } from '../../../../src/developers/check/report/found-lines.ts'
import type { Finding } from '../../../../src/developers/check/report/report.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

const SNIPPET = '<script>localStorage["inkling.snapshot"]</script>'
const TAG = '<script async src="/inkling/1/inkling.js" data-model="/inkling/1/encoder-en/"></script>'

function check(
  body: string,
  { head = SNIPPET + TAG, lang = 'en', ...options }: CheckOptions & { head?: string; lang?: string } = {},
) {
  const page = pageDocument(
    `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`,
    'https://paper.example/',
  )
  const report = checkPage(page, options)
  const codes = report.findings.map(({ code }) => code)
  return { ...report, codes, of: (code: string) => report.findings.find((each) => each.code === code) as Finding }
}

const story = (i: number, more = '') =>
  `<li class="card" data-inkling-topic="t" data-inkling-published="2026-11-0${i}"${more}><h3><a href="/${i}">Story ${i}</a></h3></li>`
const stories = (count: number) => Array.from({ length: count }, (_, i) => story(i + 1)).join('')
const list = (items: string, attributes = 'data-inkling-list="top"') =>
  `<ol ${attributes}>${items}</ol><footer id="footer"></footer>`

test('A page that is as it should be has one note: front pages are no items.', () => {
  const { codes, lists, page } = check(list(stories(4)))
  expect(codes).toEqual(['no-page-item'])
  expect(page).toBeUndefined()
  expect(lists).toMatchObject([
    {
      name: 'top',
      at: 'ol',
      fixed: 0,
      from: {
        id: { 'the link of the heading': 4 },
        title: { 'the heading': 4 },
        topic: { 'data-inkling-topic': 4 },
        published: { 'data-inkling-published': 4 },
      },
    },
  ])
  expect(lists[0]!.items.map(({ id }) => id)).toEqual(['/1', '/2', '/3', '/4'])
})

test('Where ids, titles, topics and dates come from is told.', () => {
  const items = `<li data-inkling-item="x"><h3>Marked</h3></li><li><a href="/a">A link alone</a><time datetime="2026-11-01"></time></li>
    <li><a href="/c">News</a><a href="/b" aria-label="Only a label"></a></li><li itemscope itemid="urn:isbn:1"><h3>A book</h3></li>
    <li itemscope><link itemprop="url" href="/p"><h3>A product</h3></li><li><a href="/d"><img alt="A picture"></a></li>`
  const ld = '<script type="application/ld+json">{"url": "/a", "genre": "Science"}</script>'
  expect(check(list(items) + ld).lists[0]!.from).toEqual({
    id: {
      'data-inkling-item': 1,
      'the link with the longest text': 3,
      itemid: 1,
      'itemprop=url': 1,
    },
    title: { 'the heading': 3, 'the text of the link': 1, 'the label of the link': 1, 'the alt of the image': 1 },
    topic: { 'JSON-LD': 1 },
    published: { 'the markup': 1 },
  })
  const linkless = '<li id="here"><h3>No link</h3></li><li><h3>Its words</h3></li>'
  expect(check(list(linkless)).lists[0]!.from.id).toEqual({ 'the id attribute': 1, 'the words of the heading': 1 })
})

test.each([
  ['no-list', 'error', '<p>Nothing</p>', '<ul data-inkling-list="a-name">'],
  ['empty', 'error', list(''), undefined],
  ['no-items', 'error', list('<li>One</li><li>Two</li>'), '<li data-inkling-item="an-id-that-stays">'],
  [
    'no-item',
    'note',
    list(`${stories(3)}<li class="ad">Advertisement</li>`),
    '<li class="ad" data-inkling-item="an-id-that-stays">',
  ],
  ['duplicate', 'warning', list(stories(3) + story(1)), '<li class="card" data-inkling-item="an-id-that-stays">'],
  ['pinned', 'note', list(stories(3) + story(4, ' data-inkling-pin')), undefined],
  [
    'pin-until',
    'warning',
    list(stories(3) + story(4, ' data-inkling-pin-until="soon"')),
    '<li class="card" data-inkling-pin-until="2027-01-31T18:00Z">',
  ],
  ['wrong-rule', 'error', list(stories(3), 'data-inkling-list="top" data-inkling-strength="half"'), undefined],
  ['wrong-rule', 'error', list(stories(3), 'data-inkling-list="top" data-inkling-max-run="2.5"'), undefined],
  ['wrong-rule', 'error', list(stories(3), 'data-inkling-list="top" data-inkling-order="best"'), undefined],
  ['no-name', 'note', list(stories(3), 'id="river" data-inkling-list'), '<ol id="river" data-inkling-list="a-name">'],
  [
    'inner-list',
    'note',
    `<section data-inkling-list="top"><h2>Top</h2><ol>${stories(3)}</ol></section><i id="x"></i>`,
    undefined,
  ],
  ['short', 'error', list(stories(2)), undefined],
  [
    'short',
    'error',
    list(stories(3) + story(4), 'data-inkling-list="top"').replaceAll('<li class="card"', '<li data-inkling-pin'),
    undefined,
  ],
  [
    'short',
    'error',
    `<div data-inkling-list="top"><main><aside><ol class="posts">${stories(3)}</ol></aside></main></div>`,
    '<ol class="posts" data-inkling-list="top">',
  ],
  [
    'other-host',
    'warning',
    '<div data-inkling-slot="a"><template data-inkling-creative="x">X<img src="https://images.example/x.jpg"></template></div>',
    undefined,
  ],
  [
    'counted-ids',
    'warning',
    list('<li id="item-1"><h3>A</h3></li><li id="item-2"><h3>B</h3></li><li id="item-3"><h3>C</h3></li>'),
    '<li id="item-1" data-inkling-item="an-id-that-stays">',
  ],
  [
    'no-links',
    'note',
    list('<li><h3>Words</h3></li><li><h3>More words</h3></li><li><h3>Other words</h3></li>'),
    '<li data-inkling-item="an-id-that-stays">',
  ],
  ['other-template', 'warning', list(story(9).replace('card', 'card lead') + stories(3)), undefined],
  [
    'no-topics',
    'note',
    list(stories(3).replace(/ data-inkling-topic="t"/g, '')),
    '<li class="card" data-inkling-topic="science">',
  ],
  [
    'no-dates',
    'note',
    list(stories(3).replace(/ data-inkling-published="[^"]*"/g, '')),
    '<li class="card" data-inkling-published="2026-11-20T08:00Z">',
  ],
  ['too-long', 'warning', list(stories(9).repeat(23)), undefined],
  ['nested', 'note', list(stories(3) + story(4).replace('</li>', '<ul data-inkling-list="b"></ul></li>')), undefined],
  ['same-name', 'warning', list(stories(3)) + list(stories(3)), undefined],
  ['across-lists', 'note', list(stories(3)) + list(stories(3), 'data-inkling-list="more"'), undefined],
  [
    'unmarked',
    'note',
    `${list(stories(3))}<ul class="river">${stories(5)}</ul>`,
    '<ul class="river" data-inkling-list="a-name">',
  ],
  [
    'slot-name',
    'error',
    '<div data-inkling-slot="a/b"><template data-inkling-creative="x">X</template></div>',
    '<div data-inkling-slot="a-b">',
  ],
  [
    'no-creatives',
    'error',
    '<div data-inkling-slot="a"></div>',
    '<template data-inkling-creative="an-id" data-inkling-audience="people who hike">…</template>',
  ],
  [
    'same-creative',
    'warning',
    `<div data-inkling-slot="a">${'<template data-inkling-creative="x">X</template>'.repeat(2)}</div>`,
    undefined,
  ],
  [
    'silent-creative',
    'warning',
    '<div data-inkling-slot="a"><template data-inkling-creative="x"><img></template></div>',
    '<template data-inkling-creative="an-id" data-inkling-audience="people who hike">…</template>',
  ],
  [
    'campaign-mark',
    'error',
    '<div data-inkling-slot="a"><template data-inkling-creative="x" data-inkling-cap="2/day">X</template></div>',
    undefined,
  ],
  [
    'unsafe-creative',
    'error',
    '<div data-inkling-slot="a"><template data-inkling-creative="x" data-inkling-sponsored><b onclick="x">X</b></template></div>',
    undefined,
  ],
  [
    'empty-template',
    'error',
    '<div data-inkling-slot="a"><template data-inkling-template="card"><b>X</b></template></div>',
    '<template data-inkling-template="card"><a data-inkling-href="link"><b data-inkling-text="title"></b></a></template>',
  ],
  [
    'audience',
    'error',
    '<div data-inkling-slot="a"><template data-inkling-creative="x" data-inkling-audience="people with diabetes">X</template></div>',
    '<template data-inkling-audience="trail runners">',
  ],
  ['no-page-item', 'note', list(stories(3)), '<article data-inkling-item="/the/address">'],
])('%s is told as %s', (code, severity, body, write) => {
  const finding = check(body).of(code)
  expect(finding).toMatchObject({ severity, message: expect.stringMatching(/^\S.*\.$/s) })
  expect(finding.write).toBe(write)
  // The correct page has none of these findings.
  if (code !== 'no-page-item') expect(check(list(stories(4))).codes).not.toContain(code)
})

test.each([
  ['no-tag', 'error', SNIPPET],
  ['second-tag', 'warning', SNIPPET + TAG + TAG],
  ['tag-blocks', 'warning', SNIPPET + TAG.replace(' async', '')],
  ['no-model', 'warning', SNIPPET + TAG.replace(/ data-model="[^"]*"/, '')],
  ['model-path', 'error', SNIPPET + TAG.replace('en/"', 'en"')],
  ['bits', 'note', SNIPPET + TAG.replace(' async', ' async data-holdout="0.1" data-report="/inkling/bit"')],
  ['no-arms', 'warning', SNIPPET + TAG.replace(' async', ' async data-report="/inkling/bit"')],
  ['no-snippet', 'warning', TAG],
  ['snippet-waits', 'warning', `<link rel="stylesheet" href="/a.css">${SNIPPET}${TAG}`],
  ['snippet-waits', 'warning', `<script src="/a.js"></script>${SNIPPET}${TAG}`],
  ['late-snippet', 'warning', `<script async src="/snippet.js"></script>${TAG}`],
])('Of the head, %s is told as %s', (code, severity, head) => {
  expect(check(list(stories(4)), { head }).of(code)).toMatchObject({ severity })
})

test('Files that nothing waits for may stand before the snippet.', () => {
  const head = `<link rel="preload" href="/a.css"><link rel="stylesheet" media="print" href="/p.css">
    <script async src="/a.js"></script><script type="module" src="/b.js"></script>${SNIPPET}${TAG}`
  expect(check(list(stories(4)), { head }).codes).toEqual(['no-page-item'])
})

test('A snippet in the body is too late; a page in another language than the model’s is told.', () => {
  expect(check(SNIPPET + list(stories(4)), { head: TAG }).codes).toContain('late-snippet')
  expect(check(list(stories(4)), { lang: 'de-CH' }).codes).toContain('language')
})

test.each([
  ['Masonry’s attribute', '<div data-masonry="{}" data-inkling-list="a"><div><a href="/a">A</a></div></div>'],
  ['Isotope’s class', '<div class="js-isotope" data-inkling-list="a"><div><a href="/a">A</a></div></div>'],
  ['places in the items’ style', list(stories(3).replaceAll('<li', '<li style="position: absolute; top: 0px"'))],
])('A list that a script places, by %s, is an error.', (_, body) => {
  expect(check(body).of('placed-by-script')).toMatchObject({ severity: 'error' })
  expect(check(list(stories(3))).codes.join()).not.toContain('placed')
})

test('What turns pages is no item, and that is the reason given.', () => {
  const { of, lists } = check(
    list(`${stories(3)}<li><a href="/page/2">Older posts</a></li><nav><a href="/2">2</a></nav>`),
  )
  expect(of('no-item').message).toMatch(/it turns the list’s pages.*<nav> beside the items/)
  expect(lists[0]).toMatchObject({ fixed: 2 })
})

test('A list that a framework made is an error.', () => {
  const { of } = check(list(stories(4)), {
    frameworkOf: (element) => (element.localName === 'ol' ? 'React' : undefined),
  })
  expect(of('framework')).toMatchObject({ severity: 'error', message: expect.stringContaining('React') })
})

test('A list in a shadow root is told as one that the snippet does not reach.', () => {
  const inner = `<div><template shadowrootmode="open">${list(stories(4))}</template></div>`
  const { codes, lists } = check(`<x-page><template shadowrootmode="open"><p>Head</p>${inner}</template></x-page>`)
  expect(lists).toMatchObject([{ name: 'top', fixed: 0 }])
  expect(codes).toContain('shadow')
})

test('The page as an item is told, with what says so.', () => {
  const { page } = check('<div data-inkling-item="story-17"><h1>Moons</h1></div>')
  expect(page).toEqual({ by: 'mark', at: 'div', item: { id: 'story-17', title: 'Moons' } })
})

/** Markup of WordPress block themes, Ghost themes and shops, marked one level too far out or in. */
test.each([
  [
    'the main element of a block theme, whose query holds the posts and a pagination',
    `<main data-inkling-list="top"><div class="wp-block-query alignfull"><ul class="wp-block-post-template">${stories(5)}</ul>
      <nav class="wp-block-query-pagination"><a href="/page/2">Next Page</a></nav></div></main>`,
    'ul.wp-block-post-template',
    5,
  ],
  [
    'a card in place of the feed around it',
    `<div class="post-feed">${[1, 2, 3, 4]
      .map(
        (
          i,
        ) => `<article class="post-card"${i === 2 ? ' data-inkling-list="top"' : ''}><h2><a href="/s${i}">Story ${i}</a></h2>
      <ul class="tags"><li><a href="/a">Politics</a></li><li><a href="/b">Science</a></li></ul></article>`,
      )
      .join('')}</div>`,
    'div.post-feed',
    4,
  ],
  [
    'a section with a heading, a filter and a grid',
    `<section data-inkling-list="top"><h2>Shop</h2><form class="filter"></form><div class="page"><div class="grid">${stories(6).replaceAll('li', 'article')}</div><aside>About us</aside></div></section>`,
    'div.grid',
    6,
  ],
])('Marked: %s. The element to mark is named, and marked there is nothing to say.', (_, body, selector, items) => {
  const short = check(`${body}<p id="end"></p>`).of('short')
  expect(short).toMatchObject({ severity: 'error', at: selector })
  expect(short.message).toContain(`Mark ${selector} instead, which has ${items} items alike`)
  expect(short.write).toContain('data-inkling-list="top"')
  // Following the advice: the mark moves to the suggested element.
  const page = pageDocument(`<body>${body}<p id="end"></p>`, 'https://paper.example/')
  page.querySelector('[data-inkling-list]')!.removeAttribute('data-inkling-list')
  page.querySelector(selector)!.setAttribute('data-inkling-list', 'top')
  const again = checkPage(page)
  expect(again.findings.map(({ code }) => code)).not.toContain('short')
  expect(again.lists[0]!.items).toHaveLength(items)
})

test.each([
  ['semantic', 'first page view', SNIPPET + TAG, 'en'],
  ['semantic', 'first page view', SNIPPET + TAG, 'en-GB'],
  ['lexical', 'the page is in de', SNIPPET + TAG, 'de'],
  ['lexical', 'no data-model', SNIPPET + TAG.replace(/ data-model="[^"]*"/, ''), 'en'],
  [
    'lexical',
    'data-table and data-download are never',
    SNIPPET + TAG.replace('data-model', 'data-table="never" data-download="never" data-model'),
    'en',
  ],
  ['semantic', 'language', SNIPPET + TAG.replace('data-model', 'data-download="never" data-model'), 'en'],
  ['semantic', 'language', SNIPPET + TAG.replace('data-model', 'data-languages="en,ru" data-model'), 'ru'],
  ['lexical', 'no tag', SNIPPET, 'en'],
] as const)('A list is told to reach the tier %s: %s', (tier, why, head, lang) => {
  const { lists, ...rest } = check(list(stories(4)), { head, lang })
  expect(lists[0]!.reach).toEqual({ tier, why: expect.stringContaining(why) })
  const said = toText({ blocks: checkBlocks({ lists, ...rest }) }).replace(/\s+/g, ' ')
  expect(said).toContain(`Ranked by ${tier === 'lexical' ? 'words, topics and authors alone' : 'the model'}, because`)
})

test('Hosts that creatives would ask are named, once each; the page’s own are none.', () => {
  const slot = (markup: string) =>
    `<div data-inkling-slot="a"><template data-inkling-creative="x">Text ${markup}</template></div>`
  const told = (markup: string, head = SNIPPET + TAG) => check(slot(markup), { head }).of('other-host')?.message ?? ''
  for (const markup of [
    '<img src="https://images.example/x.jpg">',
    '<img srcset="/a.jpg 1x, //images.example/b.jpg 2x">',
    '<picture><source srcset="https://images.example/x.avif"></picture>',
    '<video poster="https://images.example/x.jpg"></video>',
    '<iframe src="https://images.example/"></iframe>',
    '<p style="background: url(\'https://images.example/x.jpg\')"></p>',
  ])
    expect(told(markup), markup).toContain('images.example:')
  for (const markup of [
    '<img src="/x.jpg">',
    '<img src="https://paper.example/x.jpg">',
    '<img src="data:image/png,x">',
    '<a href="https://images.example/">',
  ])
    expect(told(markup), markup).toBe('')
  const canonical = `${SNIPPET}${TAG}<link rel="canonical" href="https://www.paper.example/">`
  expect(told('<img src="https://www.paper.example/x.jpg">', canonical)).toBe('')
})

test('Lists of one name are named, where they are.', () => {
  const { message } = check(
    list(stories(3), 'class="a" data-inkling-list="top"') + list(stories(3), 'class="b" data-inkling-list="top"'),
  ).of('same-name')
  expect(message).toContain('ol.a; ol.b')
})

test.each([
  [
    'classic WordPress',
    (n: number) =>
      `<article class="post-${n} post type-post hentry"><header class="entry-header"><h2 class="entry-title"><a href="/${n}">Story ${n}</a></h2></header><p>Text</p></article>`,
  ],
  [
    'NexT',
    (n: number) =>
      `<article class="post-block"><header class="post-header"><h2 class="post-title"><a class="post-title-link" href="/${n}">Story ${n}</a></h2></header></article>`,
  ],
  [
    'Stack',
    (n: number) =>
      `<article class="has-image"><header class="article-header"><div class="article-details"><h2 class="article-title"><a href="/${n}">Story ${n}</a></h2></div></header></article>`,
  ],
  [
    'Olivero',
    (n: number) =>
      `<div class="views-row"><article class="node node--type-article node--view-mode-teaser"><header><h2 class="node__title"><a href="/${n}">Story ${n}</a></h2></header></article></div>`,
  ],
  [
    'in a footer of an item',
    (n: number) => `<li class="card"><footer><h3><a href="/${n}">Story ${n}</a></h3></footer></li>`,
  ],
])('A list whose headlines lie in headers of their own is suggested: %s.', (_, story) => {
  const { of } = check(
    `<header><h2><a href="/about">All about this paper of ours</a></h2></header><main><div class="river">${[1, 2, 3, 4, 5].map(story).join('')}</div></main>`,
  )
  expect(of('unmarked')?.message).toContain('div.river looks like a list, of 5 items')
})

test('The header and the footer of the page are no lists, whatever they hold.', () => {
  const links = [1, 2, 3, 4, 5]
    .map((n) => `<article><header><h3><a href="/${n}">A story of the header ${n}</a></h3></header></article>`)
    .join('')
  expect(
    check(`<header><div class="ticker">${links}</div></header><footer><section>${links}</section></footer>`).codes,
  ).not.toContain('unmarked')
})

const pairs = (pair: (n: number) => string) =>
  list([1, 2, 3, 4].map(pair).join(''), 'data-inkling-list="top"').replace(/^<ol/, '<div').replace('</ol>', '</div>')

test.each([
  [
    'a headline and its text',
    (n: number) =>
      `<div class="title"><a href="/${n}">Story ${n}</a></div><p class="text">What it says, <em>by</em> <a href="/u/${n}">somebody</a></p>`,
  ],
  [
    'three',
    (n: number) =>
      `<div class="title"><h3><a href="/${n}">Story ${n}</a></h3></div><div class="by"><span>Somebody</span></div><div class="text">Text</div>`,
  ],
])('Items of several elements are an error: %s.', (_, pair) => {
  const { of } = check(pairs(pair))
  expect(of('loose-parts')).toMatchObject({ severity: 'error', write: expect.stringContaining('data-inkling-with') })
})

test.each([
  ['one element each', (n: number) => `<div class="card"><h3><a href="/${n}">Story ${n}</a></h3></div>`],
  ['striped', (n: number) => `<div class="row${n % 2}"><a href="/${n}">Story ${n}</a></div>`],
  [
    'two kinds of card',
    (n: number) => `<div class="wide${n % 2 ? '' : ' lead'}"><h3><a href="/${n}">Story ${n}</a></h3></div>`,
  ],
  ['rules between', (n: number) => `<div class="card"><a href="/${n}">Story ${n}</a></div><hr>`],
  [
    'joined by hand',
    (n: number) => `<div class="title"><a href="/${n}">Story ${n}</a></div><p data-inkling-with>Text</p>`,
  ],
  ['headings that begin items', (n: number) => `<h3><a href="/${n}">Story ${n}</a></h3><p>Text</p>`],
])('Items that are whole are none: %s.', (_, pair) => {
  expect(check(pairs(pair)).codes).not.toContain('loose-parts')
})

test('Products of a shop are of one template; what is for sale elsewhere, and advertisements, are told as such.', () => {
  const product = (n: number) =>
    `<li class="product type-product post-${n} status-publish ${n % 3 ? '' : 'first '}${n % 2 ? 'instock' : 'outofstock'} product_cat-c${n}x sale"><a href="/${n}"><h2>Mug ${n}</h2></a></li>`
  const { codes, of } = check(
    list(
      [1, 2, 3, 4, 5].map(product).join('') +
        '<li><a rel="sponsored" href="https://a.example/">Boots</a></li><li class="ad"><a href="/ad">Boots</a></li>',
    ),
  )
  expect(codes).not.toContain('other-template')
  expect(of('no-item').message).toMatch(/a sponsored link.*an advertisement/)
})

test('Menus, footers and lists in marked ones are not suggested.', () => {
  const links = stories(6)
  for (const body of [
    `<nav><ul>${links}</ul></nav>`,
    `<footer><ul>${links}</ul></footer>`,
    list(`<li><ul>${links}</ul></li>`),
  ])
    expect(check(body).codes).not.toContain('unmarked')
})

test('Selectors match what they are about, and nothing else.', () => {
  const body = `<div class="a"><ol data-inkling-list="x">${stories(3)}</ol></div><div class="a"><ol data-inkling-list="y">${stories(3)}</ol></div>`
  document.body.innerHTML = body
  for (const { name, at } of checkPage(document).lists)
    expect([...document.querySelectorAll(at)]).toEqual([document.querySelector(`[data-inkling-list=${name}]`)])
})

test('Nothing of the page is changed.', () => {
  document.body.innerHTML = `${list(stories(4))}<ul>${stories(6)}</ul>`
  const before = document.documentElement.outerHTML
  checkPage(document)
  expect(document.documentElement.outerHTML).toBe(before)
})

test('As text no line but markup is wider than 80 columns, and errors come first.', () => {
  const {
    codes: _,
    of: __,
    ...report
  } = check(`${list(stories(9).repeat(23))}<div data-inkling-slot="a/b"></div>`, { head: '' })
  const text = toText({ blocks: checkBlocks(report) }, TERMINAL_WIDTH)
  for (const line of text.split('\n')) if (!line.trim().startsWith('<')) expect(line.length).toBeLessThanOrEqual(80)
  expect(text.indexOf('Errors')).toBeLessThan(text.indexOf('Warnings'))
  expect(text.indexOf('Warnings')).toBeLessThan(text.indexOf('Notes'))
})

test('The order of a list is stated by its attribute, or recognised, and told.', () => {
  const dated = [9, 8, 7, 6, 5, 4, 3, 2]
    .map(
      (day) => `<li><h3><a href="/${day}">Story of day ${day}</a></h3><time datetime="2026-11-0${day}">x</time></li>`,
    )
    .join('')
  const orderOf = (attributes: string) => {
    const report = check(list(dated, attributes))
    return [report.lists[0]!.order, foundLines(report)[0]]
  }
  const newest = orderOf('data-inkling-list="top"')
  expect(newest).toEqual(['newest', expect.stringContaining('dates count instead of places')])
  const stated = orderOf('data-inkling-list="top" data-inkling-order="none"')
  expect(stated).toEqual(['none', expect.stringContaining('Its places don’t count.')])
  const unknown = check(list(stories(3)))
  expect(unknown.lists[0]).not.toHaveProperty('order')
  expect(foundLines(unknown)[0]).toContain('Its order isn’t recognised.')
})
