import { expect, test } from 'vitest'
import { templateOf, withinTemplates } from '../../../../src/page/order/template.ts'
import type { Unit } from '../../../../src/page/read/unit.ts'

function unitsIn(html: string): Unit[] {
  const root = document.createElement('div')
  root.innerHTML = html
  return [...root.children].map((child) => [child])
}
const same = (a: string, b: string) => {
  const [one, other] = unitsIn(a + b)
  return templateOf(one!) === templateOf(other!)
}
const CARD = `<article class="card"><a href="/science/moons"><img src="m.jpg" alt="" width="300" height="200"></a>
  <div class="card__body"><h3 class="card__title"><a href="/science/moons">Moons</a></h3><p>Twelve new ones.</p></div></article>`
const card = (from: string | RegExp, to: string) => CARD.replace(from, to)

test.each([
  ['another text', card('Twelve new ones.', 'One.')],
  ['no summary', card(/<p>.*<\/p>/, '')],
  ['no picture', card(/<a href.*<\/a>\n/, '')],
  ['a badge before all else', card('<a href', '<span class="badge badge--live">Live</span><a href')],
  ['a badge in the headline', card('Moons</a></h3>', 'Moons</a> <em class="new">new</em></h3>')],
  ['the class of a post, of its category and tag', card('"card"', '"card post-4711 category-space tag-moon"')],
  ['its stock', card('"card"', '"card card--sold-out on-sale out-of-stock"')],
  ['its place', card('"card"', '"card odd card--last"')],
  ['a state', card('"card"', '"card is-new card--visited has-video js-loaded"')],
  ['a headline in a state', card('"card__title"', '"card__title is-read"')],
  ['its topic’s colour, named like the path', card('"card"', '"card card--science"')],
  [
    'its topic’s colour, named like the attribute',
    card('"card"', '"card card_space-flight" data-inkling-topic="Space-Flight"'),
  ],
  ['a lazily loaded picture', card('<img', '<img class="lazy" loading="lazy" sizes="33vw"')],
  ['a colour of its own', card('"card"', '"card" style="--hue: 12; background: url(grid.png)"')],
])('%s makes no other template.', (_, other) => {
  expect(same(CARD, other)).toBe(true)
})

test.each([
  ['a lead card', card('"card"', '"card card--lead"')],
  ['a featured one, named like a state', card('"card"', '"card is-featured"')],
  ['a wide column', card('"card"', '"card col-12"')],
  ['a span of the grid', card('"card"', '"card col-span-2"')],
  ['another block', card('"card"', '"newsletter"')],
  ['another body', card('"card__body"', '"card__body card__body--wide"')],
  ['a span in its style', card('"card"', '"card" style="grid-column: span 2"')],
  ['another level of heading', CARD.replaceAll('h3', 'h2')],
  ['a large picture', card('width="300"', 'width="1200"')],
  ['a film', card('<img', '<video></video><img')],
  ['another element', CARD.replaceAll('article', 'section')],
  ['a name that the site gave', card('"card"', '"card" data-inkling-template="lead"')],
])('%s is another template.', (_, other) => {
  expect(same(CARD, other)).toBe(false)
})

/** An entry as WordPress writes it: the theme's own classes, then those with everything it knows of the entry. */
const entry = (classes: string) =>
  `<li class="${classes}"><a href="/p/1"><img src="p.jpg" alt="" width="300"><h2 class="name">Mug</h2></a></li>`
const PRODUCT = 'product type-product post-12 status-publish instock product_cat-mugs has-post-thumbnail purchasable'

test.each([
  ['category', 'product type-product post-13 status-publish instock product_cat-jugs has-post-thumbnail purchasable'],
  ['category with a size in its name', `${PRODUCT} product_cat-large-mugs product_tag-full-set category-big-data`],
  ['attribute', `${PRODUCT} pa_size-large pa_cup_colour-blue`],
  ['stock', PRODUCT.replace('instock', 'outofstock').replace(' purchasable', '')],
  ['sale and the flag of the shop', `${PRODUCT} sale featured shipping-taxable product-type-variable`],
  ['place in a row', PRODUCT.replace('instock', 'first instock last')],
  ['taxonomy that a plugin adds', `${PRODUCT} brand-oak genre-plain virtual sold-individually any-plugins-own`],
])('Products in a list differ by their %s, and are of one template.', (_, other) => {
  expect(same(entry(PRODUCT), entry(other))).toBe(true)
})

test.each([
  ['the theme’s own class', `top-story ${PRODUCT}`],
  ['a theme’s own class behind all others', `${PRODUCT} product--lead`],
  ['a column', `${PRODUCT} col-12`],
])('%s makes a product’s place another one.', (_, other) => {
  expect(same(entry(PRODUCT), entry(other))).toBe(false)
})

test('An entry of Ghost’s is no lead card because it is featured, or has no picture.', () => {
  expect(same(entry('gh-card post tag-moons'), entry('gh-card post tag-hills tag-hash-x featured no-image'))).toBe(true)
  expect(same(entry('post-card post tag-moons'), entry('post-card post tag-moons post-card-large'))).toBe(false)
})

test('Names that the site gives say it all.', () => {
  const named = (html: string) => html.replace('<article', '<article data-inkling-template="a"')
  expect(same(named(CARD), named(card('"card"', '"card card--lead"')))).toBe(true)
})

test('A wide cell makes a row of its own kind; more cells don’t.', () => {
  const rows = (html: string) => {
    const table = document.createElement('table')
    table.innerHTML = `<tbody>${html}</tbody>`
    return [...table.querySelectorAll('tr')].map((row) => templateOf([row]))
  }
  const [row, headline, other] = rows(
    '<tr><td><a href="/a">a</a><td>1</tr><tr><td colspan="2"><a href="/b">b</a></tr><tr><td><a href="/c">c</a><td>2<td>3</tr>',
  )
  expect(row).toBe(other)
  expect(row).not.toBe(headline)
})

const texts = (units: readonly Unit[]) => units.map((unit) => unit[0]!.textContent).join(' ')
const MIXED = ['lead', 'small', 'ad', 'small', 'lead', 'small'].map((kind, i) => `<p class="${kind}">${i}</p>`).join('')

test('Each place takes the best that is left of its own template; one alone of its kind stays.', () => {
  const units = unitsIn(MIXED)
  expect(texts(withinTemplates([...units].reverse(), units))).toBe('4 5 2 3 0 1')
})

test('What is wanted nowhere stays.', () => {
  const units = unitsIn(MIXED)
  const others = [5, 4, 3, 2].map((i) => units[i]!)
  expect(texts(withinTemplates(others, units))).toBe('0 1 2 5 4 3')
})
