import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemId, readItem } from '../../../../src/page/read/item.ts'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import { unitsOf } from '../../../../src/page/read/unit.ts'
import { BASE, parse } from '../../../cases/items.ts'

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('Moons', '3 min ago', '🌙', 'قمر', '$5', '<', '&amp;', ' '),
)
const attribute = fc.constantFrom(
  'href="/a"',
  'href="#"',
  'href="http://["',
  'href="/b?utm_source=x"',
  'data-inkling-item="x"',
  'data-inkling-with',
  'itemprop="url"',
  'itemprop="name"',
  'itemprop="author"',
  'itemid="urn:x"',
  'itemscope',
  'rel="tag"',
  'rowspan="99999999999"',
  'rowspan="-1"',
  'id="a"',
  'aria-hidden="true"',
  'class="sr-only"',
  'content="c"',
  'role="rowgroup"',
  'datetime="no"',
)
const tag = fc.constantFrom(
  'a',
  'h2',
  'p',
  'div',
  'span',
  'li',
  'ul',
  'article',
  'time',
  'img',
  'dt',
  'dd',
  'section',
  'header',
)
const { html } = fc.letrec<{ html: string; element: string }>((tie) => ({
  html: fc.array(fc.oneof({ maxDepth: 4 }, text, tie('element')), { maxLength: 4 }).map((parts) => parts.join('')),
  element: fc
    .tuple(tag, fc.array(attribute, { maxLength: 3 }), tie('html'))
    .map(([name, attributes, inside]) => `<${[name, ...attributes].join(' ')}>${inside}</${name}>`),
}))

test('Whatever stands in a list: nothing is thrown, every child is in one unit, ids differ, snippet and tag read the same ones.', () => {
  fc.assert(
    fc.property(html, (inside) => {
      const list = parse(`<div>${inside}</div>`).firstElementChild!
      const { entries, holder } = readList(list, new Map(), BASE)
      const shown = [...holder.children].filter(
        (child) => !/^(?:SCRIPT|STYLE|TEMPLATE|LINK|META|NOSCRIPT)$/.test(child.tagName),
      )
      expect(entries.flatMap(({ unit }) => unit)).toEqual(shown)
      expect(new Set(entries.map(({ item }) => item.id)).size).toBe(entries.length)
      for (const unit of unitsOf(shown)) {
        const item = readItem(unit, new Map(), BASE)
        if (item) expect([item.id, item.title.length > 0]).toEqual([itemId(unit, BASE), true])
      }
    }),
    { numRuns: 500 },
  )
})

test('Whatever a page’s JSON-LD says: nothing is thrown, and no id is a thing of its own.', () => {
  const names = fc.constantFrom(
    '@type',
    '@id',
    'url',
    'name',
    'headline',
    'item',
    '@graph',
    'mainEntityOfPage',
    'about',
    'keywords',
    'author',
    '__proto__',
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('Article', 'CollectionPage', '/a', 'http://[', '', null, 7, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(value, (thing) => {
      const script = document.createElement('script')
      script.type = 'application/ld+json'
      script.textContent = JSON.stringify(thing)
      const root = document.createElement('div')
      root.append(script)
      for (const [id, { title, topic, tags }] of readMetadata(root, BASE)) {
        expect(id === '' || /^(?:\/|https:)/.test(id)).toBe(true)
        expect([title, topic, ...(tags ?? [])].every((each) => each === undefined || typeof each === 'string')).toBe(
          true,
        )
      }
    }),
    { numRuns: 500 },
  )
})
