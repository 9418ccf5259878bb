/** Lists as common sites write them, with the order that each is in; undefined for the editors' own. */
import type { RecognisedOrder } from '../../src/page/read/lists/recognise-order.ts'

export interface PageOrderCase {
  readonly name: string
  readonly html: string
  readonly order: RecognisedOrder | undefined
  /** Objects for the page's JSON-LD. */
  readonly ld?: unknown
}

const TITLES = [
  'Council approves the new tram line',
  'A quiet week for the harbour',
  'Rye bread without a starter',
  'Twelve new moons around Saturn',
  'Banks raise interest rates again',
  'The goalkeeper who paints',
  'Why the library stays open at night',
  'Night trains return to the coast',
  'How to prune an old apple tree',
  'Electric ferries on trial',
  'Museum finds a lost notebook',
  'Teachers and the four-day week',
  'A village without street lights',
  'The last typewriter repairer',
  'Zoo welcomes two lynx cubs',
  'Floods: what the maps show',
]

const slug = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
const DAY = 86_400_000
/** A date so many days before 1 December 2026. */
const ago = (days: number) => new Date(Date.UTC(2026, 11, 1, 8) - days * DAY).toISOString()
const day = (days: number) => ago(days).slice(0, 10)

type Card = (title: string, at: number) => string
const list = (titles: readonly string[], card: Card, tag = 'div') =>
  `<${tag} data-inkling-list="list">${titles.map(card).join('\n')}</${tag}>`
const first = (n: number) => TITLES.slice(0, n)
const link = (title: string) => `<a href="/${slug(title)}">${title}</a>`

/** Markup of common publishing systems, given the days since publication. */
const wordpress =
  (days: readonly number[]): Card =>
  (title, i) =>
    `<article class="post hentry"><h2 class="entry-title">${link(title)}</h2><div class="entry-meta"><time class="entry-date published" datetime="${ago(days[i]!)}">A day</time></div><p>An excerpt about it.</p></article>`
const wordpressBlock =
  (days: readonly number[]): Card =>
  (title, i) =>
    `<li class="wp-block-post post"><h3 class="wp-block-post-title">${link(title)}</h3><div class="wp-block-post-date"><time datetime="${day(days[i]!)}">A day</time></div></li>`
const ghost =
  (days: readonly number[]): Card =>
  (title, i) =>
    `<article class="post-card post"><a class="post-card-content-link" href="/${slug(title)}"><h2 class="post-card-title">${title}</h2></a><footer><time class="post-card-meta-date" datetime="${day(days[i]!)}">A day</time></footer></article>`
const jekyll =
  (days: readonly number[]): Card =>
  (title, i) =>
    `<li><span class="post-meta"><time datetime="${day(days[i]!)}">A day</time></span><h3><a class="post-link" href="/${slug(title)}">${title}</a></h3></li>`
const microdata =
  (days: readonly number[]): Card =>
  (title, i) =>
    `<article itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="${ago(days[i]!)}"><h3 itemprop="headline">${link(title)}</h3></article>`
const plain: Card = (title) => `<li><h3>${link(title)}</h3><p>A line about it.</p></li>`

/** Markup of common shops, given prices. */
const woocommerce =
  (prices: readonly string[], former: readonly (string | undefined)[] = []): Card =>
  (title, i) => {
    const amount = (price: string) =>
      `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">€</span>${price}</bdi></span>`
    const price = former[i]
      ? `<del aria-hidden="true">${amount(former[i])}</del> <ins aria-hidden="true">${amount(prices[i]!)}</ins>`
      : amount(prices[i]!)
    return `<li class="product type-product"><a href="/product/${slug(title)}" class="woocommerce-LoopProduct-link"><img src="/p${i}.jpg" alt=""><h2 class="woocommerce-loop-product__title">${title}</h2><span class="price">${price}</span></a><a href="?add-to-cart=${i}" class="button">Add to cart</a></li>`
  }
const shopify =
  (prices: readonly string[]): Card =>
  (title, i) =>
    `<li class="grid__item"><div class="card"><h3 class="card__heading">${link(title)}</h3><div class="price"><div class="price__regular"><span class="visually-hidden">Regular price</span><span class="price-item price-item--regular">${prices[i]}</span></div></div></div></li>`
const untagged =
  (prices: readonly string[]): Card =>
  (title, i) =>
    `<li>${link(title)} <b>${prices[i]}</b></li>`
const offers = (prices: readonly number[]) =>
  prices.map((price, i) => ({
    '@type': 'Product',
    url: `https://paper.example/${slug(TITLES[i]!)}`,
    name: TITLES[i],
    offers: { '@type': 'Offer', price: String(price), priceCurrency: 'EUR' },
  }))

const TERMS = ['Accessibility', 'Bandwidth', 'Cache', 'Daemon', 'Encoder', 'Firewall', 'Gateway', 'Hash', 'Iterator']
const DOCS = [
  'Introduction',
  'Installation',
  'Quick start',
  'Configuration',
  'Routing',
  'Data',
  'Testing',
  'Deployment',
  'Upgrading',
  'FAQ',
]
const AUTHORS = [
  'Abe, Kōbō',
  'Ålund, Nina',
  'Borges, Jorge Luis',
  'Çelik, Zeynep',
  'Dürrenmatt, Friedrich',
  'Eco, Umberto',
  'Šalamun, Tomaž',
  'Świrszczyńska, Anna',
  'Zweig, Stefan',
]
const CYRILLIC = ['Архив', 'Библиотека', 'Вокзал', 'Гавань', 'Дом культуры', 'Ёлочный базар', 'Жилой квартал', 'Завод']
const LESSONS = ['Variables', 'Loops', 'Functions', 'Lists', 'Files', 'Classes', 'Tests', 'Packages']

/** An editors' page: the main stories of the last two days, mixed. */
const EDITORS = [0.2, 0.1, 1.1, 0.4, 0.3, 2.2, 0.6, 1.4, 0.5, 0.9, 3.1, 0.8]
/** An editors' page that tends towards the newest, as most do. */
const TENDING = [0.1, 0.4, 0.2, 0.5, 0.9, 0.6, 1.2, 0.8, 1.5, 2.1, 1.1, 2.4, 1.9, 2.8, 3.5, 2.6]
const DAILY = [...TITLES.keys()]

export const PAGE_ORDERS: readonly PageOrderCase[] = [
  // Newest first.
  { name: 'WordPress archive, ten posts', html: list(first(10), wordpress(DAILY)), order: 'newest' },
  {
    name: 'WordPress blog with a sticky post',
    html: list(first(10), wordpress([90, 1, 2, 4, 5, 9, 11, 12, 15, 20])),
    order: 'newest',
  },
  {
    name: 'WordPress blog with two sticky posts',
    html: list(first(12), wordpress([300, 41, 1, 2, 4, 5, 9, 11, 12, 15, 20, 21])),
    order: 'newest',
  },
  {
    name: 'WordPress query loop with dates alone',
    html: list(first(9), wordpressBlock([0, 0, 1, 2, 2, 3, 5, 8, 9]), 'ul'),
    order: 'newest',
  },
  {
    name: 'Ghost front page: a featured post, then by date',
    html: list(first(10), ghost([30, 1, 3, 8, 9, 15, 16, 22, 29, 36])),
    order: 'newest',
  },
  {
    name: 'Jekyll index, years apart',
    html: list(first(8), jekyll([3, 200, 410, 800, 1210, 1500, 2200, 2900]), 'ul'),
    order: 'newest',
  },
  { name: 'Newswire: minutes apart', html: list(first(16), microdata(DAILY.map((i) => i / 200))), order: 'newest' },
  {
    name: 'Blog with dates in JSON-LD alone',
    html: list(first(8), plain, 'ul'),
    order: 'newest',
    ld: first(8).map((title, i) => ({
      '@type': 'BlogPosting',
      url: `https://paper.example/${slug(title)}`,
      datePublished: ago(3 * i),
    })),
  },
  {
    name: 'River of a magazine: one story moved by an editor',
    html: list(first(14), wordpress([0, 1, 2, 3, 4, 5, 20, 6, 7, 8, 9, 10, 11, 12])),
    order: 'newest',
  },
  {
    name: 'Changelog of six releases',
    html: list(
      ['3.2 released', 'A faster start', '3.1 released', 'Two fixes', '3.0 released', 'The road to 3.0'],
      jekyll([2, 20, 40, 41, 90, 130]),
      'ul',
    ),
    order: 'newest',
  },
  {
    name: 'Podcast: numbered episodes, newest first',
    html: list(
      first(8).map((title, i) => `Episode ${88 - i}: ${title}`),
      wordpress(DAILY.map((i) => 7 * i)),
    ),
    order: 'newest',
  },
  // Oldest first.
  {
    name: 'Events by coming date',
    html: list(first(8), jekyll([-1, -2, -2, -5, -9, -14, -30, -31]), 'ul'),
    order: 'oldest',
  },
  {
    name: 'Archive of a year from its beginning',
    html: list(first(12), wordpress(DAILY.map((i) => 700 - 30 * i))),
    order: 'oldest',
  },
  {
    name: 'Serial in order of publication',
    html: list(first(9), ghost([90, 83, 76, 69, 62, 55, 48, 41, 34])),
    order: 'oldest',
  },
  // By price.
  {
    name: 'WooCommerce, cheapest first',
    html: list(
      first(9),
      woocommerce(['4.50', '9.00', '9.00', '12.95', '19.00', '24.00', '79.00', '120.00', '1,299.00']),
      'ul',
    ),
    order: 'price',
  },
  {
    name: 'WooCommerce, dearest first, with sales',
    html: list(
      first(9),
      woocommerce(
        ['1,299.00', '120.00', '79.00', '24.00', '19.00', '12.95', '9.50', '9.00', '4.50'],
        [undefined, '150.00', undefined, '99.00', undefined, undefined, '12.00', undefined, undefined],
      ),
      'ul',
    ),
    order: 'price',
  },
  {
    name: 'Shopify, cheapest first',
    html: list(
      first(8),
      shopify([
        '$5.00 USD',
        '$8.50 USD',
        '$12.00 USD',
        '$12.00 USD',
        '$30.00 USD',
        '$45.00 USD',
        '$99.00 USD',
        '$1,050.00 USD',
      ]),
      'ul',
    ),
    order: 'price',
  },
  {
    name: 'German shop, prices in plain text',
    html: list(
      first(8),
      untagged(['4,99 €', '9,90 €', '19,00 €', '49,00 €', '129,00 €', '899,00 €', '1.049,00 €', '2.300,00 €']),
      'ul',
    ),
    order: 'price',
  },
  {
    name: 'Russian shop, prices in plain text',
    html: list(
      first(8),
      untagged(['990 ₽', '1 490 ₽', '2 300 ₽', '4 999 ₽', '9 900 ₽', '12 000 ₽', '49 990 ₽', '120 000 ₽']),
      'ul',
    ),
    order: 'price',
  },
  {
    name: 'Shop whose prices are in JSON-LD',
    html: list(first(8), plain, 'ul'),
    order: 'price',
    ld: offers([5, 8, 13, 21, 34, 55, 89, 144]),
  },
  // By title.
  {
    name: 'Glossary from A to Z',
    html: `<dl data-inkling-list="list">${TERMS.map((term) => `<dt><a href="#${term}">x</a><a href="/glossary/${slug(term)}">${term}</a></dt><dd>What it means.</dd>`).join('')}</dl>`,
    order: 'name',
  },
  {
    name: 'Index of authors with accents',
    html: list(AUTHORS, (name, i) => `<li><a href="/author-${i}">${name}</a></li>`, 'ul'),
    order: 'name',
  },
  {
    name: 'Places in Russian',
    html: list(CYRILLIC, (name, i) => `<li><a href="/place-${i}">${name}</a></li>`, 'ul'),
    order: 'name',
  },
  {
    name: 'Archive sorted by title, with dates',
    html: list([...TITLES].sort(), wordpress([5, 90, 3, 44, 61, 8, 2, 150, 33, 21, 70, 12, 1, 18, 200, 9])),
    order: 'name',
  },
  // Numbered.
  {
    name: 'Most read, 1 to 10',
    html: list(first(10), (title, i) => `<li><span class="rank">${i + 1}</span> ${link(title)}</li>`, 'ol'),
    order: 'number',
  },
  {
    name: 'Hacker News: ranks and ages',
    html: `<table data-inkling-list="list"><tbody>${first(12)
      .map(
        (title, i) =>
          `<tr class="athing" id="4${i}"><td class="title"><span class="rank">${i + 1}.</span></td><td class="title"><span class="titleline">${link(title)}</span></td></tr><tr><td colspan="2"></td><td class="subtext">${90 - i} points ${i + 1} hours ago | <a href="/item?id=4${i}">${3 * i} comments</a></td></tr><tr class="spacer"></tr>`,
      )
      .join('')}</tbody></table>`,
    order: 'number',
  },
  {
    name: 'Course of eight lessons',
    html: list(LESSONS, (title, i) => `<li><a href="/lesson-${i + 1}">Lesson ${i + 1}: ${title}</a></li>`, 'ol'),
    order: 'number',
  },
  {
    name: 'Countdown from 10',
    html: list(first(10), (title, i) => `<article><h2>${10 - i}. ${link(title)}</h2></article>`),
    order: 'number',
  },
  // The editors' own order.
  { name: 'Editors’ front page with mixed dates', html: list(first(12), microdata(EDITORS)), order: undefined },
  {
    name: 'Editors’ front page that tends towards the newest',
    html: list(TITLES, wordpress(TENDING)),
    order: undefined,
  },
  { name: 'Editors’ front page without dates', html: list(TITLES, plain, 'ul'), order: undefined },
  {
    name: 'Five editors’ picks, then the newest',
    html: list(TITLES, wordpress([9, 2, 30, 1, 14, 0, 0.5, 1.5, 3, 4, 5, 6, 7, 8, 10, 11])),
    order: undefined,
  },
  {
    name: 'Section of a paper: all from today',
    html: list(first(10), wordpressBlock([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'ul'),
    order: undefined,
  },
  { name: 'Three newest posts beside an article', html: list(first(3), wordpress([1, 5, 9])), order: undefined },
  {
    name: 'Five stories, by chance the newest first',
    html: list(first(5), microdata([0.1, 0.3, 0.6, 1, 2])),
    order: undefined,
  },
  {
    name: 'Shop by popularity',
    html: list(
      first(9),
      woocommerce(['19.00', '4.50', '79.00', '9.00', '24.00', '12.95', '120.00', '9.00', '35.00']),
      'ul',
    ),
    order: undefined,
  },
  { name: 'Shop with one price', html: list(first(9), woocommerce(DAILY.map(() => '9.00')), 'ul'), order: undefined },
  {
    name: 'Shopify: featured, nearly by price',
    html: list(
      first(9),
      shopify(['$5.00', '$8.50', '$30.00', '$12.00', '$45.00', '$20.00', '$99.00', '$60.00', '$120.00']),
      'ul',
    ),
    order: undefined,
  },
  { name: 'Contents of a manual', html: list(DOCS, (title) => `<li>${link(title)}</li>`, 'ul'), order: undefined },
  {
    name: 'Headlines with numbers',
    html: list(
      [
        '10 ways to sleep',
        '3 dead in storm',
        '25 years of the euro',
        '7 books for June',
        '2026 in pictures',
        '5 rivers',
        '12 new moons',
        '100 days',
      ],
      plain,
      'ul',
    ),
    order: undefined,
  },
  {
    name: 'Related stories, two of them dated',
    html: list(first(8), (title, i) => (i < 2 ? wordpress(DAILY)(title, i) : plain(title, i))),
    order: undefined,
  },
  {
    name: 'Editors’ list of films with years',
    html: list(
      first(8),
      (title, i) =>
        `<li>${link(title)} <time datetime="${[1972, 1994, 1957, 2001, 1941, 1999, 1982, 2016][i]}">A year</time></li>`,
      'ul',
    ),
    order: undefined,
  },
]
