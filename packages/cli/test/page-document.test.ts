// @vitest-environment node
import fc from 'fast-check'
import { parse, serialize } from 'parse5'
import { expect, test } from 'vitest'
import { pageDocument } from '../src/pages/page-document.ts'
import { DEEPEST, shallow } from '../src/pages/shallow.ts'

const ADDRESS = 'http://localhost/'

function depthOf(document: Document): number {
  const depths = new Map<Element | null, number>([[null, 0]])
  // Parents precede their children.
  for (const each of document.querySelectorAll('*')) depths.set(each, depths.get(each.parentElement)! + 1)
  return Math.max(...depths.values())
}

test.each([
  ['one in the other', (n: number) => Array.from({ length: n }, (_, i) => `<div id="n${i}">${i}`).join('')],
  [
    'with others beside',
    (n: number) => Array.from({ length: n }, (_, i) => `<section><i id="n${i}">${i}</i>`).join(''),
  ],
  [
    'in tables',
    (n: number) => Array.from({ length: n / 4 }, (_, i) => `<table><tbody><tr><td id="n${i}">${i}`).join(''),
  ],
])(
  'Nested %s, no element lies deeper than in a browser, and each is there once, in order, with its text.',
  (_, make) => {
    const document = pageDocument(`<body>${make(4000)}`, ADDRESS)
    expect(depthOf(document)).toBeLessThanOrEqual(DEEPEST)
    const named = [...document.querySelectorAll('[id^=n]')].map(({ id, firstChild }) => [id, firstChild?.textContent])
    expect(named.length).toBeGreaterThanOrEqual(1000)
    expect(named).toEqual(named.map((_, i) => [`n${i}`, String(i)]))
  },
)

test('Nested templates don’t exceed the depth either.', () => {
  expect(() => pageDocument('<template>'.repeat(20_000), ADDRESS)).not.toThrow()
})

test('A document within the maximum depth is unchanged.', () => {
  const piece = fc.constantFrom(
    '<div>',
    '</div>',
    '<p>',
    '<b>',
    '</b>',
    '<table>',
    '<tr>',
    '<td>',
    'text',
    '<template>',
    '</template>',
    '<!-- c -->',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const html = pieces.join('')
      expect(serialize(shallow(parse(html)))).toBe(serialize(parse(html)))
    }),
  )
})
