/** Families of what the common publishing systems and themes write into lists: each table is where the next theme goes. */
import { expect } from 'vitest'
import { headingOf, itemId } from '../../src/page/read/item.ts'
import { readList } from '../../src/page/read/lists/list.ts'
import { isPaginationText } from '../../src/page/read/pagination.ts'
import type { Item } from '../../src/types.ts'
import type { Case } from './case.ts'
import { BASE, parse } from './items.ts'

const listOf = (html: string) => readList(parse(html).firstElementChild!, new Map(), BASE)
/** The first item of a list of two, of which the other is plain. */
const first = (html: string): Partial<Item> | undefined =>
  listOf(`<div>${html}<div><h2><a href="/other">Other</a></h2></div></div>`).entries[0]!.item

/** Turns pages, whatever the list is made of. */
const PAGERS: readonly string[] = [
  '<nav><a href="/page/2">What came before</a></nav>',
  '<nav class="navigation posts-navigation"><h2 class="screen-reader-text">Posts navigation</h2><div class="nav-links"><a href="/page/2/">Older posts</a></div></nav>',
  '<footer class="page-footer"><nav class="pagination"><a class="next" href="/page/2/">Next&nbsp;&nbsp;»</a></nav></footer>',
  '<footer><a href="/all">The whole archive</a></footer>',
  '<div role="navigation" class="pager"><a href="/2">Into the past</a></div>',
  '<a rel="next" href="/2">Into the past</a>',
  '<li><a rel="prev" href="/0">Into the future</a></li>',
  '<div class="pagination"><a href="/2">Vanhemmat</a></div>',
  '<div class="wrap"><ul class="mt-4 pagination"><li class="page-item"><a href="/2">2</a></li></ul></div>',
  '<div class="pager"><ul class="pagination"><li><a href="/page2/">2</a></li></ul></div>',
  '<a class="page-numbers" href="/page/2/">2</a>',
  '<a class="next page-numbers" href="/page/2/">Vanhemmat</a>',
  '<li><a href="/stories?page=2">Next page</a></li>',
  '<li><a href="/stories?page=2">NEXT »</a></li>',
  '<div class="d-flex"><a class="btn" href="/index2.html">Older Posts →</a></div>',
  '<div><a href="/0">← Newer posts</a> <a href="/2">Older posts →</a></div>',
  '<div>Page 1 of 9 <a href="/2">Next</a></div>',
  '<a href="/2">Load more</a>',
  '<a href="/2">Show more posts</a>',
  '<div><a href="/1">1</a> <a href="/2">2</a> <a href="/3">3</a> … <a href="/9">9</a> <a href="/2">»</a></div>',
  '<li><a href="?PAGEN_1=2">Показать ещё</a></li>',
  '<li><a href="?PAGEN_1=2">Показать еще</a></li>',
  '<li><a href="/page/2/">Следующая страница →</a></li>',
  '<li><a href="/page/2/">Предыдущие записи</a></li>',
  '<li><a href="/page/2/">Далее</a></li>',
  '<li><a href="/seite/2">Nächste Seite</a></li>',
  '<li><a href="/seite/2">Weiter</a></li>',
  '<li><a href="/page/2">Page suivante</a></li>',
  '<li><a href="/pagina/2">Página siguiente</a></li>',
  '<li><a href="/pagina/2">Más</a></li>',
]

/** Looks like it, and is an item. */
const ITEMS: readonly string[] = [
  '<li><h3><a href="/a">Next</a></h3></li>',
  '<li><h3><a href="/a">Older posts</a></h3></li>',
  '<a href="/a"><h2>Page 2</h2></a>',
  '<article><h3><a href="/a">Moons</a></h3><nav><a href="/b">Part two</a></nav></article>',
  '<article><a href="/a">Moons over Saturn</a><footer>Ada</footer></article>',
  '<article><h3><a href="/a">Moons</a></h3><a rel="next" href="/b">Part two</a></article>',
  '<div class="swiper-slide"><a href="/a">Moons over Saturn</a><div class="swiper-pagination"></div></div>',
  '<li><a href="/a">Next to the harbour</a></li>',
  '<li><a href="/a">1984</a></li>',
  '<li><a href="/a">12.10.2026</a></li>',
  '<li><a href="/a">Showing the way</a></li>',
  '<li><a href="/a">Postcards</a></li>',
  '<li><a href="/a">More than a postbox</a></li>',
  '<li>The moon rose, and nobody saw it. <a href="/a">More</a></li>',
  '<li><a href="/a">Дальше — лесом</a></li>',
  '<li><a href="/a">Страницы истории города</a></li>',
  '<nav data-inkling-item="a"><a href="/a">Marked</a></nav>',
]

type Row = readonly [what: string, html: string, expected: Partial<Item>]

const H = '<h2><a href="/a">Moons</a></h2>'
const TOPICS: readonly Row[] = [
  [
    'no link to the item itself, whatever its rel (Drupal)',
    `<div>${H}<ul><li class="node-readmore"><a href="/a#more" rel="tag">Read more<span class="visually-hidden"> about Moons</span></a></li></ul></div>`,
    {},
  ],
  [
    'a tag beside a link to the item itself',
    `<div>${H}<a href="/t/m" rel="tag">moons</a><a href="/a" rel="tag">Подробнее</a></div>`,
    { topic: 'moons' },
  ],
  ['a link to a category', `<div>${H}<a rel="category tag" href="/c/s/">Science</a></div>`, { topic: 'Science' }],
  [
    'a category before tags, wherever it stands',
    `<div>${H}<a rel="tag" href="/t/m/">moons</a><a rel="category" href="/c/s/">Science</a></div>`,
    { topic: 'Science', tags: ['moons'] },
  ],
  [
    'WordPress’ blocks, where both are rel=tag',
    `<li class="wp-block-post post-1 post hentry category-science-news tag-m">${H}<div class="taxonomy-post_tag"><a rel="tag" href="/tag/m/">M &amp; N</a></div>
      <div class="taxonomy-category"><a rel="tag" href="/category/science-news/">Science news</a></div></li>`,
    { topic: 'Science news', tags: ['M & N'] },
  ],
  [
    'classes of WordPress',
    `<article class="post-7 post type-post hentry category-science-news category-7 tag-big_moons">${H}</article>`,
    { topic: 'science news', tags: ['big moons'] },
  ],
  ['tags alone', `<article class="hentry tag-moons">${H}</article>`, { topic: 'moons' }],
  ['a link to a tag alone', `<div>${H}<a rel="tag" href="/t/moons">moons</a></div>`, { topic: 'moons' }],
  [
    'a category as a class, tags as links',
    `<article class="hentry category-science">${H}<a rel="tag" href="/t/moons">moons</a></article>`,
    { topic: 'science', tags: ['moons'] },
  ],
  [
    'WooCommerce',
    `<li class="product type-product product_cat-mugs product_tag-enamel first">${H}</li>`,
    { topic: 'mugs', tags: ['enamel'] },
  ],
  [
    'Ghost: the primary tag as it is written, the others as classes, none of its own',
    `<article class="post-card post tag-khlieb tag-zima tag-hash-long-read featured"><a href="/a"><span class="post-card-primary-tag">Хлеб</span><h2>Moons</h2></a></article>`,
    { topic: 'Хлеб', tags: ['zima'] },
  ],
  ['Ghost without it', `<article class="post-card post tag-hash-x tag-bread">${H}</article>`, { topic: 'bread' }],
  ['unfiled, as a link', `<div>${H}<a rel="category tag" href="/c/u/">Uncategorized</a></div>`, {}],
  [
    'unfiled, as a class',
    `<article class="hentry category-uncategorized tag-moons">${H}</article>`,
    { topic: 'moons' },
  ],
  ['unfiled, in Russian', `<div>${H}<a rel="category tag" href="/c/b/">Без рубрики</a></div>`, {}],
  ['a number of a term', `<article class="hentry category-12 tag-3">${H}</article>`, {}],
  ['classes of a design', `<li class="category-card tag-line">${H}</li>`, {}],
  [
    'the attribute comes first',
    `<article data-inkling-topic="Space" class="hentry category-science">${H}<a rel="category" href="/c">Physics</a></article>`,
    { topic: 'Space' },
  ],
  [
    'microdata come before links',
    `<article>${H}<a rel="category" href="/c">Physics</a><span itemprop="articleSection">Space</span></article>`,
    { topic: 'Space' },
  ],
]

const SUMMARIES: readonly Row[] = [
  [
    'Ghost: a div',
    `<article>${H}<div class="post-card-excerpt">Twelve new ones.</div></article>`,
    { summary: 'Twelve new ones.' },
  ],
  [
    'Ghost, older',
    `<article>${H}<section class="post-card-excerpt"><p>Twelve new ones.</p></section></article>`,
    { summary: 'Twelve new ones.' },
  ],
  [
    'WordPress’ block, and what links to the rest',
    `<li>${H}<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">Twelve new ones.</p><p class="wp-block-post-excerpt__more-text"><a href="/a">Read more</a></p></div><p>Written by</p><p>in</p></li>`,
    { summary: 'Twelve new ones.' },
  ],
  [
    'a subtitle',
    '<div><a href="/a"><h2>Moons</h2><h3 class="post-subtitle">Twelve new ones.</h3></a><p class="post-meta">Posted by <a href="#!">Ada</a> on May 4, 2026</p></div>',
    { summary: 'Twelve new ones.' },
  ],
  [
    'a class that means the whole card',
    `<article class="post-excerpt">${H}<p>Twelve new ones.</p></article>`,
    { summary: 'Twelve new ones.' },
  ],
  [
    'a class around the heading, too',
    `<li><div class="entry-summary">${H}<p>Twelve new ones.</p></div></li>`,
    { summary: 'Twelve new ones.' },
  ],
  [
    'words of a byline',
    `<li>${H}<p>Written by</p><p>in</p><p>—</p><p>Twelve new ones.</p></li>`,
    { summary: 'Twelve new ones.' },
  ],
  ...[
    '<p class="post-meta">4 May · 5 min</p>',
    '<p class="byline">Ada Ruhl</p>',
    '<p class="entry-meta">Ada</p>',
    '<p>Posted by Ada Ruhl on May 4, 2026</p>',
    '<p>Published May 4</p>',
    '<p>By Ada Ruhl</p>',
    '<p>by A. B. Ruhl and Bo Dahl · 4 May 2026</p>',
    '<p>Автор: Ада Руль</p>',
    '<p>Опубликовано 4 мая</p>',
    '<p>Von Ada Ruhl</p>',
    '<p>Par Ada Ruhl</p>',
    '<p>May 4, 2026</p>',
    '<p>4 мая 2026</p>',
    '<p><time datetime="2026-05-04">4 May</time> · 5 min read</p>',
    '<p>with <a rel="author" href="/ada">Ada</a></p>',
    '<p><a href="/a">Read more</a></p>',
    '<p class="more"><a href="/a">Read on</a> · <a href="/a#c">12 comments</a></p>',
    '<p class="rating-text"><span aria-hidden="true">4.5 / 5.0</span></p>',
  ].map(
    (aside): Row => [
      `a byline: ${aside}`,
      `<li>${H}${aside}<p>Twelve new ones.</p></li>`,
      { summary: 'Twelve new ones.' },
    ],
  ),
  ...[
    'Fold thirty.',
    'By the sea, a house waits.',
    'By Friday the bridge will be open.',
    'Published by the society in 1667, it was read by two people.',
    'Found',
    'Two rooms, one stove',
    'In May 2026 it opened.',
    'Луны нашлись сами.',
  ].map((text): Row => [`a sentence: ${text}`, `<li>${H}<p>${text}</p></li>`, { summary: text }]),
]

const pick = (item: Partial<Item> | undefined, keys: ReadonlyArray<keyof Item>) =>
  Object.fromEntries(keys.flatMap((key) => (item?.[key] === undefined ? [] : [[key, item[key]]])))

export const siteCases: Case[] = [
  [
    'What turns a list’s pages is none of its items and keeps its place, whatever the theme.',
    () => {
      for (const html of PAGERS)
        expect([html, first(html)]).toEqual([html, expect.objectContaining({ title: '', pinned: true })])
    },
  ],
  [
    'What only looks like it is an item: one that is called Next, a year, a card with parts.',
    () => {
      for (const html of ITEMS)
        expect([html, first(html)]).toEqual([
          html,
          expect.objectContaining({ id: html.includes('data-inkling') ? 'a' : '/a' }),
        ])
    },
  ],
  [
    'Beside a list in the marked element, too: the items are that list’s.',
    () => {
      for (const html of PAGERS.slice(0, 12)) {
        const list = `<div><ul><li><a href="/a">A moon</a></li><li><a href="/b">A bell</a></li></ul>${html}</div>`
        // What holds a pager in a box of its own can't be told from a list beside the list.
        if (html.includes('class="wrap"') || html.startsWith('<li>')) continue
        expect([html, listOf(list).entries.map(({ item }) => item.id)]).toEqual([html, ['/a', '/b']])
      }
    },
  ],
  [
    'The snippet and the tag agree on what turns pages, but for what words alone say.',
    () => {
      for (const html of [...PAGERS, ...ITEMS]) {
        const { entries } = listOf(`<div>${html}<div><h2><a href="/other">Other</a></h2></div></div>`)
        for (const { unit, item } of entries) {
          const words = isPaginationText(unit, headingOf(unit))
          expect([html, words || itemId(unit, BASE)]).toEqual([html, words || (item.title ? item.id : undefined)])
        }
      }
    },
  ],
  ...TOPICS.map(
    ([what, html, expected]): Case => [
      `Filed under: ${what}.`,
      () => expect(pick(first(html), ['topic', ...(expected.tags ? (['tags'] as const) : [])])).toEqual(expected),
    ],
  ),
  ...SUMMARIES.map(
    ([what, html, expected]): Case => [
      `Summary: ${what}`,
      () => expect(pick(first(html), ['summary'])).toEqual(expected),
    ],
  ),
]
