import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { shownChildren, unitsOf } from '../../../../src/page/read/unit.ts'
import { BASE, parse } from '../../../cases/items.ts'

const listOf = (html: string) => parse(html).firstElementChild!
const texts = (html: string) =>
  unitsOf(shownChildren(listOf(html))).map((unit) => unit.map((each) => each.textContent!.trim()).join(' + '))
const idsOf = (html: string) =>
  readList(listOf(html), new Map(), BASE).entries.map(({ item }) => (item.title ? item.id : undefined))

const title = (n: number) =>
  `<tr class="athing"><td>${n}.</td><td></td><td><a href="/s${n}">S${n}</a> <a href="/from?site=a-long-name.example">(a-long-name.example)</a></td></tr>`
const points = (n: number) =>
  `<tr><td colspan="2"></td><td>${n} points by <a href="/u/somebody">somebody</a> <a href="/c/${n}">and many comments</a></td></tr>`
const GAP = '<tr style="height:5px"></tr>'
const MORE = '<tr style="height:10px"></tr><tr><td colspan="2"></td><td><a href="?p=2" rel="next">More</a></td></tr>'
const story = (n: number) => title(n) + points(n) + GAP

test('A story’s rows are one item; empty rows between stories, and what turns the pages, stand alone.', () => {
  const html = `<table>${[1, 2, 3].map(story).join('')}${MORE}</table>`
  expect(texts(html).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    '1.S1 (a-long-name.example) + 1 points by somebody and many comments',
    '',
    '2.S2 (a-long-name.example) + 2 points by somebody and many comments',
    '',
    '3.S3 (a-long-name.example) + 3 points by somebody and many comments',
    '',
    '',
    'More',
  ])
})

test('An item’s link is in its first row, however long the others’ are.', () => {
  const plain = (n: number) =>
    `<tr><td><a href="/s${n}">S${n}</a></td></tr><tr><td colspan="2"><a href="/c/${n}">and many comments</a></td></tr>`
  expect(idsOf(`<table>${[1, 2, 3].map(plain).join('')}</table>`)).toEqual(['/s1', '/s2', '/s3'])
})

test.each([
  ['one with a detail row missing', [title(1) + points(1), title(2), title(3) + points(3)], [2, 1, 2]],
  [
    'column heads before them',
    ['<tr><th>No</th><th>What</th></tr>', ...[1, 2, 3].map((n) => title(n) + points(n))],
    [1, 2, 2, 2],
  ],
  [
    'a closing row behind the last',
    [...[1, 2, 3].map((n) => title(n) + points(n)), '<tr><td colspan="3"><a href="/all">All</a></td></tr>'],
    [2, 2, 2, 1],
  ],
  ['rows of one make', [1, 2, 3, 4].map(title), [1, 1, 1, 1]],
  [
    'striped rows of one make',
    [1, 2, 3, 4].map((n) => title(n).replace('athing', n % 2 ? 'bg1' : 'bg2')),
    [1, 1, 1, 1],
  ],
  ['one odd row among many', [title(1), title(2), points(2), title(3), title(4), title(5)], [1, 1, 1, 1, 1, 1]],
  [
    'sections of several rows',
    [
      '<tr><td colspan="3"><a href="/x">X</a></td></tr>',
      title(1),
      title(2),
      '<tr><td colspan="3"><a href="/y">Y</a></td></tr>',
      title(3),
      title(4),
      '<tr><td colspan="3"><a href="/z">Z</a></td></tr>',
      title(5),
      title(6),
    ],
    Array(9).fill(1),
  ],
  [
    'sections without links',
    [
      '<tr><td colspan="3">X</td></tr>',
      title(1),
      '<tr><td colspan="3">Y</td></tr>',
      title(2),
      '<tr><td colspan="3">Z</td></tr>',
      title(3),
    ],
    Array(6).fill(1),
  ],
  [
    'an advertisement between two',
    [title(1) + points(1), '<tr class="ad"><td>Buy</td></tr>', title(2) + points(2), title(3) + points(3)],
    [2, 1, 2, 2],
  ],
])('Rows of a table, with %s.', (_, rows, sizes) => {
  expect(unitsOf(shownChildren(listOf(`<table>${rows.join('')}</table>`))).map((unit) => unit.length)).toEqual(sizes)
})

test.each([
  [
    'paragraphs and rules',
    [1, 2, 3]
      .map((n) => `<h3><a href="/${n}">N${n}</a></h3><p>Text ${n}</p>${n === 2 ? '<p>More</p>' : ''}<hr>`)
      .join(''),
    [2, 1, 3, 1, 2, 1],
  ],
  [
    'a picture and a paragraph, without rules',
    [1, 2, 3].map((n) => `<h2><a href="/${n}">N${n}</a></h2><img src="${n}.jpg" alt="a">${n}`).join('') +
      '<p><a href="/archive">All that there is</a></p>',
    [2, 2, 2, 1],
  ],
  [
    'an introduction first',
    `<p>Hello</p>${[1, 2, 3].map((n) => `<h3><a href="/${n}">N${n}</a></h3><p>Text</p>`).join('')}`,
    [1, 2, 2, 2],
  ],
  [
    'a heading of the list first',
    `<h2>Latest</h2>${[1, 2, 3].map((n) => `<h3><a href="/${n}">N${n}</a></h3><p>Text</p>`).join('')}`,
    [1, 2, 2, 2],
  ],
  [
    'a pager last',
    `${[1, 2, 3].map((n) => `<h3><a href="/${n}">N${n}</a></h3><p>Text</p>`).join('')}<nav><a href="/2">2</a></nav>`,
    [2, 2, 2, 1],
  ],
  [
    'articles of their own below section heads',
    [1, 2, 3]
      .map((n) => `<h2><a href="/s${n}">S${n}</a></h2><article><h3><a href="/${n}">N${n}</a></h3></article>`)
      .join(''),
    Array(6).fill(1),
  ],
  ['no links', [1, 2, 3].map((n) => `<h2>S${n}</h2><div><a href="/${n}">N${n}</a></div>`).join(''), Array(6).fill(1)],
])('Headings of a flat list, with %s.', (_, html, sizes) => {
  const div = document.createElement('div')
  div.innerHTML = html
  expect(unitsOf([...div.children]).map((unit) => unit.length)).toEqual(sizes)
})

test('Whatever stands between the rows, none but a story’s own rows go with it, and each does.', () => {
  const between = fc.constantFrom(
    '',
    GAP,
    '<tr class="ad"><td>Buy</td></tr>',
    '<tr><td><ins class="adsbygoogle"></ins></td></tr>',
  )
  fc.assert(
    fc.property(fc.array(between, { minLength: 3, maxLength: 12 }), fc.boolean(), (gaps, more) => {
      const html = `<table>${gaps.map((gap, n) => title(n) + points(n) + gap).join('')}${more ? MORE : ''}</table>`
      const units = unitsOf(shownChildren(listOf(html)))
      expect(
        units
          .filter((unit) => unit.length > 1)
          .map((unit) => unit.map((row) => row.querySelector('a')?.getAttribute('href'))),
      ).toEqual(gaps.map((_, n) => [`/s${n}`, '/u/somebody']))
    }),
  )
})

test('A batch of an endless table is cut up as the whole.', () => {
  const list = listOf(`<table>${[1, 2, 3, 4].map((n) => title(n) + points(n)).join('')}</table>`)
  expect(unitsOf(shownChildren(list).slice(6)).map((unit) => unit.length)).toEqual([2])
})
