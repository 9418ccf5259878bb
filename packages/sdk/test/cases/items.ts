import { expect } from 'vitest'
import { MAX_ITEMS } from '../../src/lib/limits.ts'
import { itemId, readItem } from '../../src/page/read/item.ts'
import { findLists, readList } from '../../src/page/read/lists/list.ts'
import { shadowRootsIn } from '../../src/page/read/lists/shadow-roots.ts'
import { readMetadata } from '../../src/page/read/metadata.ts'
import { shownChildren } from '../../src/page/read/unit.ts'
import { findSlots, prepareSlot, showCreative } from '../../src/page/slots/slot.ts'
import type { Case } from './case.ts'

export const BASE = 'https://paper.example/news/'

/** Parsed, but inert: nothing in it loads or runs. */
export function parse(html: string): Element {
  const root = document.implementation.createHTMLDocument('').createElement('div')
  root.innerHTML = html
  return root
}

const first = (html: string) => parse(html).firstElementChild!
const read = (html: string, ld?: unknown) => {
  const scripts = ld === undefined ? '' : `<script type="application/ld+json">${JSON.stringify(ld)}</script>`
  return readItem([first(html)], readMetadata(parse(scripts), BASE), BASE)
}

const CARD = `<li class="card">
  <a class="kicker" href="/science/">Science</a>
  <img src="m.jpg" alt="A crater in colour">
  <h3><a href="/2026/moons?utm_source=front&id=7#top">Twelve new moons
     around   Saturn</a></h3>
  <p>Found with a small telescope.</p>
  <span class="by">By <a rel="author" href="/authors/a-very-long-name-indeed-longer-than-the-headline">Ada B. Cassini-Huygens of the very long and
    winding name, longer than any headline</a></span>
  <time datetime="2026-11-20T08:00Z">3 min ago</time>
</li>`

export const itemCases: Case[] = [
  [
    'A messy card: the link of the headline is the id, tracking and hash dropped; title, summary, author, date.',
    () => {
      expect(read(CARD)).toEqual({
        id: '/2026/moons?id=7',
        title: 'Twelve new moons around Saturn',
        summary: 'Found with a small telescope.',
        picture: '/news/m.jpg',
        author: 'Ada B. Cassini-Huygens of the very long and winding name, longer than any headline',
        published: '2026-11-20T08:00Z',
      })
    },
  ],
  [
    'What has nothing but a picture is titled by its address; not where it leads elsewhere, as advertisements do, and not by what a script is to replace.',
    () => {
      const card = (href: string, src: string, more = '') =>
        read(`<li${more}><a href="${href}"><img src="${src}"></a></li>`)
      expect(card('/looks/31', 'p/31.jpg?utm_source=x')).toEqual({
        id: '/looks/31',
        title: '/news/p/31.jpg',
        picture: '/news/p/31.jpg',
      })
      expect(card('/looks/31', 'https://images.example/31.jpg')?.title).toBe('https://images.example/31.jpg')
      expect(card('https://shop.example/buy', '/ad.jpg')).toBeUndefined()
      expect(card('https://shop.example/buy', '/ours.jpg', ' data-inkling-item="ours"')?.title).toBe('/ours.jpg')
      expect(card('/looks/31', 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=')).toBeUndefined()
      expect(read('<li><a href="/a"><img src="data:,"><img src="/real.jpg" alt="A boot"></a></li>')).toMatchObject({
        title: 'A boot',
        picture: '/real.jpg',
      })
    },
  ],
  [
    'Attributes come before all that the markup says.',
    () => {
      const html = CARD.replace(
        '<li',
        `<li data-inkling-item=" story-17 " data-inkling-topic="Space" data-inkling-tags="a, b" data-inkling-author="Bo"
          data-inkling-published="2026-01-01" data-inkling-popularity="0.7" data-inkling-pin`,
      )
      expect(read(html)).toMatchObject({
        id: 'story-17',
        url: '/2026/moons?id=7',
        topic: 'Space',
        tags: ['a', ' b'],
        author: 'Bo',
        published: '2026-01-01',
        popularity: 0.7,
        pinned: true,
      })
    },
  ],
  [
    'The link around a heading, and the element that is itself the link.',
    () => {
      expect(read('<li><a href="/c/">News</a><a href="/a"><h2>Head</h2><p>More</p></a></li>')).toMatchObject({
        id: '/a',
        title: 'Head',
      })
      expect(read('<a href="/a"><h2>Head</h2></a>')).toMatchObject({ id: '/a', title: 'Head' })
      expect(read('<a href="/a">Only a link</a>')).toMatchObject({ id: '/a', title: 'Only a link' })
    },
  ],
  [
    'Without a heading the link with the longest text is the one; an image link beside it is not.',
    () => {
      const html =
        '<li><a href="/img"><img alt="x"></a><a href="/s/">Sport</a> <a href="/goal">A goal in the last minute</a></li>'
      expect(read(html)).toMatchObject({ id: '/goal', title: 'A goal in the last minute', summary: 'x' })
    },
  ],
  [
    'A heading that is no link leaves the id to the longest link.',
    () => {
      expect(read('<li><h2>Head</h2><a href="/c">News</a><a href="/a">Read the whole story</a></li>')).toMatchObject({
        id: '/a',
        title: 'Head',
      })
    },
  ],
  [
    'Microdata: headline, section and date, in elements and in meta.',
    () => {
      const html = `<article itemscope itemtype="https://schema.org/NewsArticle">
        <span itemprop="articleSection">Food</span>
        <meta itemprop="datePublished" content="2026-11-01">
        <div itemprop="headline"><a href="/bread">Bread</a></div><div itemprop="description">Of flour</div></article>`
      expect(read(html)).toEqual({
        id: '/bread',
        title: 'Bread',
        summary: 'Of flour',
        topic: 'Food',
        published: '2026-11-01',
      })
    },
  ],
  [
    'JSON-LD gives topic, date and tags to the item with its address, also in a graph and by mainEntityOfPage.',
    () => {
      const html = '<li><h3><a href="/a?utm_medium=x">Head</a></h3></li>'
      const article = {
        '@type': 'NewsArticle',
        articleSection: ['World', 'Asia'],
        datePublished: '2026-11-02',
        keywords: 'one, two',
      }
      const expected = { topic: 'World', published: '2026-11-02', tags: ['one', ' two'] }
      expect(read(html, { ...article, url: 'https://paper.example/a' })).toMatchObject(expected)
      expect(
        read(html, { '@graph': [{ name: 'x' }, { ...article, mainEntityOfPage: { '@id': '/a#article' } }] }),
      ).toMatchObject(expected)
      expect(
        read(html, [{ itemListElement: [{ item: { ...article, keywords: ['one', 3, ' two'], '@id': '/a' } }] }]),
      ).toMatchObject(expected)
      expect(read(html, { ...article, url: '/b' })).not.toHaveProperty('topic')
    },
  ],
  [
    'Hostile JSON-LD: broken, deep, huge, odd. Nothing is thrown, the rest is read.',
    () => {
      const deep = `${'{"x":'.repeat(5000)}{"url":"/a","genre":"deep"}${'}'.repeat(5000)}`
      const sources = [
        '{ "url": ',
        'null',
        '3',
        JSON.stringify({ url: '/a', genre: 'x'.repeat(600_000) }),
        deep,
        '{"__proto__": {"url": "/a"}, "url": 7, "keywords": {"a": 1}, "datePublished": [[]]}',
        '{"url": "javascript:alert(1)", "genre": "evil"}',
        JSON.stringify({ url: '/b', genre: 'good' }),
      ]
      const html = sources.map((source) => `<script type="application/ld+json">${source}</script>`).join('')
      expect([...readMetadata(parse(html), BASE)]).toEqual([['/b', { topic: 'good' }]])
      expect(({} as Record<string, unknown>)['url']).toBeUndefined()
    },
  ],
  [
    'What has neither link nor id, or no text, is no item.',
    () => {
      for (const html of [
        '<li>An advertisement</li>',
        '<li><a href="javascript:void(0)">Press</a></li>',
        '<li><a href="#top">Up</a></li>',
        '<li id="ad">An advertisement with an id</li>',
        '<h2>The head of a section</h2>',
        '<header><h2>The head of a section</h2></header>',
        '<li><h3>Rome from $89</h3></li>',
        '<li><a href="mailto:a@b.example">Write</a></li>',
        '<li><a name="anchor">Not a link</a></li>',
        '<li data-inkling-item="x">  </li>',
        '<li></li>',
      ])
        expect(read(html)).toBeUndefined()
      expect(read('<li data-inkling-item="x">Text enough</li>')).toEqual({ id: 'x', title: 'Text enough' })
    },
  ],
  [
    'Without a link: the id attribute, itemid or the words of the heading are the id; never words that change.',
    () => {
      expect(read('<li id="moons"><h3>Moons</h3></li>')).toEqual({ id: '#moons', title: 'Moons' })
      expect(read('<li itemscope itemid="urn:isbn:1"><h3>Moons</h3></li>')).toMatchObject({ id: 'urn:isbn:1' })
      expect(read('<li><h3> Twelve\n moons </h3><p>3 min ago</p></li>')).toMatchObject({ id: '=Twelve moons' })
      expect(read('<li><h3>Moons</h3><a href="#more">More on it</a></li>')).toMatchObject({ id: '=Moons' })
    },
  ],
  [
    'A link over the whole card, and one that only covers it.',
    () => {
      const card = '<a href="/a"><div>Science</div><div>Moons</div><img alt="Saturn"><p>Found.</p></a>'
      expect(read(`<li>${card}</li>`)).toMatchObject({ id: '/a', title: 'Science Moons Found.' })
      const cover =
        '<li><div>Moons</div><a href="/c">News</a><a class="cover" href="/a" aria-label="Twelve moons"></a></li>'
      expect(read(cover)).toMatchObject({ id: '/a', title: 'Twelve moons' })
      expect(read('<li><a href="/a"><img alt="A poster: Moons" data-src="m.jpg"></a></li>')).toMatchObject({
        id: '/a',
        title: 'A poster: Moons',
      })
    },
  ],
  [
    'Links of categories, tags and authors are no headline, however long.',
    () => {
      const html = `<li><a rel="category tag" href="/c">Everything about natural science</a> <a href="/a">Moons</a>
        by <a rel="author" href="/ada">Ada B. Cassini-Huygens</a></li>`
      expect(read(html)).toMatchObject({ id: '/a', title: 'Moons', topic: 'Everything about natural science' })
    },
  ],
  [
    'What readers of the screen do not see, and images for those without scripts, are not said twice.',
    () => {
      const html = `<li><a href="/img"><img data-src="m.jpg" alt="Saturn"><noscript>&lt;img src="m.jpg" alt="A long text on Saturn"&gt;</noscript></a>
        <h3>Moons <span class="sr-only">, science</span><svg><title>icon</title></svg><i aria-hidden="true">→</i></h3>
        <p>Found.</p><a href="/a">Read more<span class="visually-hidden"> about Moons</span></a></li>`
      expect(read(html)).toEqual({ id: '/a', title: 'Moons', summary: 'Found.' })
      expect(read('<li><a href="/a"><span class="sr-only">Moons</span></a></li>')).toMatchObject({ title: 'Moons' })
    },
  ],
  [
    'Words that only elements part are parted; letters in the middle of a word are not.',
    () => {
      expect(read('<a href="/a"><div>Moons</div><div><b>S</b>aturn</div></a>')).toMatchObject({ title: 'Moons Saturn' })
    },
  ],
  [
    'Microdata of a shop: name, category, keywords and the product’s own address; what it costs is no part of it.',
    () => {
      const html = `<li itemscope itemtype="https://schema.org/Product"><a href="/brands/long-name" itemprop="brand">A brand with a long name</a>
        <link itemprop="url" href="/p/7"><meta itemprop="category" content="Cameras"><meta itemprop="keywords" content="lens, film">
        <div itemprop="offers" itemscope><a itemprop="url" href="/offer"><span itemprop="name">An offer</span></a><meta itemprop="category" content="used"></div>
        <span itemprop="name">Camera</span></li>`
      expect(read(html)).toEqual({ id: '/p/7', title: 'Camera', topic: 'Cameras', tags: ['lens', ' film'] })
    },
  ],
  [
    'JSON-LD of lists and recipes: the address of an entry is that of its item; who wrote it, what it is about.',
    () => {
      const html = '<li><h3><a href="/soup">Soup</a></h3></li>'
      const entry = (item: object) => ({
        '@type': 'ItemList',
        itemListElement: [{ '@type': 'ListItem', url: '/soup', item }],
      })
      expect(
        read(html, entry({ '@type': 'Recipe', recipeCategory: 'Starters', author: { name: 'Ada' } })),
      ).toMatchObject({
        topic: 'Starters',
        author: 'Ada',
      })
      expect(read(html, { '@type': 'Book', url: '/soup', about: [{ name: 'Cooking' }] })).toMatchObject({
        topic: 'Cooking',
      })
      const trail = {
        '@type': 'BreadcrumbList',
        itemListElement: [
          { name: 'Food', item: '/food' },
          { name: 'Soup', item: '/soup' },
        ],
      }
      expect(read(html, trail)).not.toHaveProperty('topic')
    },
  ],
  [
    'A page that describes itself beside its article: the article is heard.',
    () => {
      const html = '<li><h3><a href="/a">Head</a></h3></li>'
      const article = { '@type': 'Article', headline: 'H', mainEntityOfPage: { '@id': '/a' }, articleSection: 'World' }
      const page = { '@type': 'WebPage', '@id': '/a', about: { name: 'Pages' } }
      for (const graph of [
        [article, page],
        [page, article],
      ])
        expect(read(html, { '@graph': graph })).toMatchObject({ topic: 'World' })
    },
  ],
  [
    'Arabic, Russian and emoji come as they are.',
    () => {
      expect(read('<li dir="rtl"><h3><a href="/أقمار">أقمار جديدة حول زحل 🌙</a></h3></li>')).toMatchObject({
        id: `/${encodeURIComponent('أقمار')}`,
        title: 'أقمار جديدة حول زحل 🌙',
      })
      expect(read('<li><h3><a href="/луны">Двенадцать лун</a></h3></li>')!.title).toBe('Двенадцать лун')
      expect(read(`<a href="/a">${'🌙'.repeat(200)}</a>`)!.title).not.toMatch(/[\uD800-\uDBFF]$/)
    },
  ],
  [
    'Hostile text is text, and bounded.',
    () => {
      const html = `<li data-inkling-item="__proto__" data-inkling-popularity="lots"><h3>&lt;img src=x onerror=alert(1)&gt; שלום</h3><p>${'x '.repeat(50_000)}</p></li>`
      const item = read(html)!
      expect(item.id).toBe('__proto__')
      expect(item.title).toBe('<img src=x onerror=alert(1)> שלום')
      expect(item.summary!.length).toBeLessThanOrEqual(5000)
      expect(item).not.toHaveProperty('popularity')
    },
  ],
  [
    'The snippet and the tag read the same id.',
    () => {
      for (const html of [
        CARD,
        '<a href="/a">A</a>',
        '<li data-inkling-item="7"><a href="/a">A</a></li>',
        '<li>no</li>',
        '<li id="x"><h3>Head</h3></li>',
        '<li><h3>Head</h3></li>',
        '<li><a href="/c">News</a><a href="/a" aria-label="Head"></a></li>',
      ]) {
        expect(itemId([first(html)], BASE)).toBe(read(html)?.id)
      }
    },
  ],
]

/** happy-dom knows no `:not()` with a descendant in it. */
export const browserItemCases: Case[] = [
  [
    'Microdata: the name of an author who stands before the headline is not the headline.',
    () => {
      const html = `<article itemscope><div itemprop="author" itemscope>
          <a href="/authors/ada" itemprop="url"><span itemprop="name">Ada</span></a></div>
        <h2 itemprop="headline"><a href="/bread">Bread</a></h2></article>`
      expect(read(html)).toMatchObject({ id: '/bread', title: 'Bread', author: 'Ada' })
    },
  ],
]

export const listCases: Case[] = [
  [
    'Lists are found by their attribute; one inside another is moved by the outer one, whole.',
    () => {
      const root = parse(
        '<ol data-inkling-list="a"><li><ul data-inkling-list="b"></ul></li></ol><ul data-inkling-list></ul><ol></ol>',
      )
      expect(findLists(root).map((list) => list.getAttribute('data-inkling-list'))).toEqual(['a', ''])
      expect(readList(findLists(root)[1]!, new Map(), BASE).name).toBe('list')
    },
  ],
  [
    'What is no item holds its place as a pinned one; so does a second element for the same id.',
    () => {
      const list =
        first(`<ol><li>Ad</li><li><a href="/a">A</a></li><script></script><li><a href="/a?utm_source=x">A again</a></li>
        <li data-inkling-pin><a href="/b">B</a></li></ol>`)
      const { entries } = readList(list, new Map(), BASE)
      expect(entries.map(({ item }) => item.title)).toEqual(['', 'A', '', 'B'])
      expect(entries.map(({ item }) => item.pinned ?? false)).toEqual([true, false, true, true])
      expect(new Set(entries.map(({ item }) => item.id)).size).toBe(4)
      expect(entries.flatMap(({ unit }) => unit)).toEqual(shownChildren(list))
    },
  ],
  [
    'Where other elements lead somewhere, a heading without a link is none of the items; where none does, all are.',
    () => {
      const headed = '<li><h3>Morning</h3></li>'
      const read = (items: string) =>
        readList(first(`<ol>${items}</ol>`), new Map(), BASE).entries.map(({ item }) => item.pinned ?? item.id)
      expect(read(`${headed}<li><h3><a href="/a">A</a></h3></li>${headed}`)).toEqual([true, '/a', true])
      expect(read(`${headed}<li><h3>Evening</h3></li>`)).toEqual(['=Morning', '=Evening'])
    },
  ],
  [
    'A definition list: a term and its descriptions are one item; the term is the title.',
    () => {
      const list = first(`<dl><dt><a href="/ink">Ink</a></dt><dd>A liquid.</dd><dd>See also pen.</dd>
        <dt>Pen</dt><dt>Quill</dt><dd><a href="/pen">More on pens</a></dd></dl>`)
      const { entries } = readList(list, new Map(), BASE)
      expect(entries.map(({ unit, item }) => [unit.length, item.id, item.title, item.summary])).toEqual([
        [3, '/ink', 'Ink', 'A liquid. See also pen.'],
        [3, '/pen', 'Pen', 'More on pens'],
      ])
    },
  ],
  [
    'A table: the rows of its first body are the items; rows that a cell spans, and rows marked as going along, are one.',
    () => {
      const list = first(`<table><thead><tr><th>Job</th></tr></thead><tbody>
        <tr><th>Job</th><th><a href="?sort=pay">Pay</a></th></tr>
        <tr><td rowspan="2"><a href="/cook">Cook</a></td><td>Day</td></tr><tr><td>Night</td></tr>
        <tr><td><a href="/clerk">Clerk</a></td></tr><tr data-inkling-with><td>12 applicants</td></tr>
        <tr><td><a href="/pilot">Pilot</a></td></tr></tbody></table>`)
      const { entries, holder } = readList(list, new Map(), BASE)
      expect(holder.tagName).toBe('TBODY')
      expect(entries[0]!.item).toMatchObject({ title: '', pinned: true })
      expect(entries.slice(1).map(({ unit, item }) => [unit.length, item.id])).toEqual([
        [2, '/cook'],
        [2, '/clerk'],
        [1, '/pilot'],
      ])
    },
  ],
  [
    'A grid of rows; a wrapper, a section or a feed with one list in it: the items are that list’s.',
    () => {
      const items = '<li><h3><a href="/a">A</a></h3></li><li><h3><a href="/b">B</a></h3></li>'
      const cards = '<div class="c"><h3><a href="/a">A</a></h3></div><div class="c"><h3><a href="/b">B</a></h3></div>'
      for (const html of [
        `<div><ul>${items}</ul></div>`,
        `<section><h2>Top <a href="/top">all</a></h2><ol>${items}</ol></section>`,
        `<section><header><h2>Top</h2></header><div><ul>${items}</ul></div><footer>more</footer></section>`,
        `<nav><p>See</p><ul>${items}</ul></nav>`,
        `<div><div>${cards}</div></div>`,
        '<div><div role="feed"><article><a href="/a">A</a></article><article><a href="/b">B</a></article></div></div>',
        '<div role="grid"><div role="rowgroup"><div role="row"><a href="/a">A</a></div><div role="row"><a href="/b">B</a></div></div></div>',
        '<div><table><tbody><tr><td><a href="/a">A</a></td></tr><tr><td><a href="/b">B</a></td></tr></tbody></table></div>',
      ]) {
        const { entries, holder } = readList(first(html), new Map(), BASE)
        expect([html, entries.map(({ item }) => item.id)]).toEqual([html, ['/a', '/b']])
        expect(entries.every(({ unit }) => unit[0]!.parentElement === holder)).toBe(true)
      }
    },
  ],
  [
    'A list of one card stays a list: the parts of a card are no items.',
    () => {
      for (const html of [
        '<div><div class="card"><div><a href="/a"><img></a></div><div><h3><a href="/a">A</a></h3></div></div></div>',
        '<ul><li><ul><li><h3><a href="/b">B</a></h3></li><li><h3><a href="/c">C</a></h3></li></ul></li></ul>',
        '<div><a href="/x">X</a><ul><li><a href="/a">A</a></li></ul></div>',
        '<div><ul><li><a href="/a">A</a></li></ul><ul><li><a href="/b">B</a></li></ul></div>',
      ]) {
        const list = first(html)
        expect([html, readList(list, new Map(), BASE).holder === list]).toEqual([html, true])
      }
    },
  ],
  [
    'Lists in open shadow roots are found, nested ones too; one in a list’s item is the inner one.',
    () => {
      const root = parse(
        '<div id="host"></div><ul data-inkling-list="outer"><li><x-card></x-card></li></ul><p id="plain"></p>',
      )
      const shadow = root.querySelector('#host')!.attachShadow({ mode: 'open' })
      shadow.innerHTML = '<x-feed></x-feed><ol data-inkling-list="b"><li><ol data-inkling-list="c"></ol></li></ol>'
      const inner = shadow.querySelector('x-feed')!.attachShadow({ mode: 'open' })
      inner.innerHTML = '<ol data-inkling-list="a"></ol>'
      root.querySelector('x-card')!.attachShadow({ mode: 'open' }).innerHTML = '<ol data-inkling-list="d"></ol>'
      root.querySelector('#plain')!.attachShadow({ mode: 'closed' }).innerHTML = '<ol data-inkling-list="e"></ol>'
      expect(findLists(root).map((list) => list.getAttribute('data-inkling-list'))).toEqual(['outer', 'b', 'a'])
      expect(shadowRootsIn(root)).toHaveLength(3)
      expect(shadowRootsIn(shadow)).toEqual([inner])
    },
  ],
  [
    'A card that is a shadow host is read by what it shows.',
    () => {
      const list = first('<div><x-card></x-card></div>')
      list.firstElementChild!.attachShadow({ mode: 'open' }).innerHTML = '<h3><a href="/a">A</a></h3><p>Said.</p>'
      expect(readList(list, new Map(), BASE).entries[0]!.item).toEqual({ id: '/a', title: 'A', summary: 'Said.' })
    },
  ],
  [
    'At most 200 elements of a list are read.',
    () => {
      const list = first(`<ol>${'<li><a href="/a">A</a></li>'.repeat(250)}</ol>`)
      expect(readList(list, new Map(), BASE).entries).toHaveLength(MAX_ITEMS)
      expect(MAX_ITEMS).toBe(200)
    },
  ],
  [
    'A list that was ordered already is read in the order that the page had given it.',
    () => {
      const list = first('<ol><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ol>')
      const original = shownChildren(list)
      list.append(original[0]!)
      expect(readList(list, new Map(), BASE, original).entries.map(({ item }) => item.id)).toEqual(['/a', '/b'])
      expect(readList(list, new Map(), BASE).entries.map(({ item }) => item.id)).toEqual(['/b', '/a'])
    },
  ],
]

export const slotCases: Case[] = [
  [
    'A slot has the creatives that name themselves; the audience is part of what they say.',
    () => {
      const root = parse(`<div data-inkling-slot="hero"><p>Default</p>
        <template data-inkling-creative="trail" data-inkling-audience="people who hike" data-inkling-topic="Outdoors"><b>Walk</b> far</template>
        <template data-inkling-creative=""><b>Nameless</b></template><template><b>Not one</b></template>
        <div><template data-inkling-creative="inner">Elsewhere</template></div></div><div data-inkling-slot></div>`)
      const [hero, empty] = findSlots(root)
      expect(hero!.name).toBe('hero')
      expect(hero!.creatives.map(({ item }) => item)).toEqual([
        { id: 'trail', title: 'people who hike. Walk far', topic: 'Outdoors' },
      ])
      expect([empty!.name, empty!.creatives.length]).toEqual(['slot', 0])
    },
  ],
  [
    'A creative is shown in place of what stood there; undo brings back the very same nodes; it can be shown again.',
    () => {
      const slot = first(
        '<div>text<p>Default</p><!-- note --><template data-inkling-creative="a"><b>A</b> and more</template></div>',
      )
      const before = [...slot.childNodes]
      const template = slot.querySelector('template')!
      for (let i = 0; i < 2; i++) {
        const undo = showCreative(slot, prepareSlot(slot, () => true).get('a')!)
        expect(slot.textContent!.trim()).toBe('A and more')
        expect(slot.querySelector('p')).toBeNull()
        expect(template.parentElement).toBe(slot)
        undo()
        expect([...slot.childNodes].every((node, i) => node === before[i])).toBe(true)
        expect(slot.childNodes.length).toBe(before.length)
      }
    },
  ],
]
