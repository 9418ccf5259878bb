// @vitest-environment node
// Any report as HTML and as text: its strings add no markup or control characters, and both have the same content.

import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import {
  type Block,
  figure,
  findings,
  list,
  numberColumn,
  paragraph,
  type ReportDocument,
  section,
  table,
  textColumn,
} from '../../src/report/document.ts'
import { toHtml } from '../../src/report/to-html.ts'
import { toText } from '../../src/report/to-text.ts'
import { wrap } from '../../src/report/wrap.ts'

/** Strings as logs and pages may hold them, and some that want to be markup or to command a terminal. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        ...['<script>', '</title>', '</style>', '<!--', '-->', '"', "'", '>', '<', '&', '&lt;', ' onload=x ', ']]>'],
        ...['</svg>', '<img src=x>', '\u001b[31m', '\u202e', '\u2066', '\u0000', '\u009b', '\n', '\r', '\t', '\u2028'],
        ...['\u200f', '\u0085', 'word', ' '],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
)
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
const severity = fc.constantFrom('alarm', 'warning', 'fine', 'open')

const cell = fc.oneof(hostile, fc.record({ value: hostile, interval: hostile }))
const tables = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record(
    {
      columns: fc.array(
        fc.record({ head: hostile, unit: hostile, numeric: fc.boolean() }, { requiredKeys: ['head'] }),
        { minLength: columns, maxLength: columns },
      ),
      rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 3 }),
      caption: hostile,
      notes: fc.array(hostile, { maxLength: 2 }),
      empty: hostile,
    },
    { requiredKeys: ['columns', 'rows'] },
  ),
)
const points = fc.array(fc.record({ label: hostile, value: number, interval: fc.tuple(number, number) }), {
  maxLength: 3,
})
const figures = fc.record(
  {
    caption: hostile,
    plot: fc.record({
      series: fc.array(fc.record({ name: hostile, points }), { minLength: 1, maxLength: 2 }),
      signed: fc.boolean(),
      format: hostile.map((unit) => (value: number) => `${value}${unit}`),
    }),
    inTable: fc.boolean(),
    empty: hostile,
  },
  { requiredKeys: ['plot'] },
)
const found = fc.array(
  fc.record(
    { severity, text: hostile, subject: hostile, action: hostile, code: hostile },
    { requiredKeys: ['severity', 'text'] },
  ),
  { maxLength: 3 },
)
const labels = fc.record({ alarm: hostile, warning: hostile, fine: hostile, open: hostile })

const { blocks } = fc.letrec<{ blocks: Block[]; block: Block }>((tie) => ({
  blocks: fc.array(tie('block'), { maxLength: 4 }),
  block: fc.oneof(
    { depthSize: 'small' },
    hostile.map(paragraph),
    fc.array(hostile, { maxLength: 3 }).map(list),
    tables.map((parts) => table(parts)),
    figures.map((parts) => figure(parts)),
    fc.tuple(found, fc.option(labels, { nil: undefined })).map(([all, names]) => findings(all, names)),
    fc.tuple(hostile, tie('blocks')).map(([title, inside]) => section(title, ...inside)),
  ),
}))
const reports: fc.Arbitrary<ReportDocument> = fc.record({ lang: fc.constant('en-GB'), title: hostile, blocks })

/** The same report with letters alone: different strings stay different, empty ones stay empty. */
function harmless(report: ReportDocument): ReportDocument {
  const names = new Map<string, string>()
  const rename = (text: string) => {
    if (!text) return text
    if (!names.has(text)) names.set(text, `s${names.size}`)
    return names.get(text)!
  }
  const copy = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return ['kind', 'severity', 'lang'].includes(key) ? value : rename(value)
    if (Array.isArray(value)) return value.map((each) => copy(each))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, name)]))
  }
  return copy(report) as ReportDocument
}

/** Errors of characters, which are text all the same. */
const OF_CHARACTERS: ReadonlySet<string> = new Set(['noncharacter-in-input-stream', 'surrogate-in-input-stream'])

/** Elements with the names of their attributes, in the page's order; comments and errors too. */
function structureOf(html: string): string[] {
  const errors: string[] = []
  const nodes: string[] = []
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node) nodes.push([node.tagName, ...node.attrs.map(({ name }) => name)].join(' '))
    else if (node.nodeName !== '#text') nodes.push(node.nodeName)
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html, { onParseError: ({ code }) => !OF_CHARACTERS.has(code) && errors.push(code) }))
  return [...nodes, ...errors]
}

const textOf = (html: string) => {
  let text = ''
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('value' in node) text += node.value
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html))
  return text
}

/** Category Cc without line feed, and what changes the direction of text or breaks a line. */
const COMMANDS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u
const commandsIn = (text: string) => COMMANDS.exec(text.replaceAll('\n', ''))?.[0]

describe('any report', () => {
  test('as HTML has the elements and attributes of the same report with plain strings, and no control character', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const html = toHtml(report)
        expect(structureOf(html)).toEqual(structureOf(toHtml(harmless(report))))
        expect(commandsIn(html)).toBeUndefined()
      }),
    )
  })

  test('as text has the lines of the same report with plain strings, and no control character', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = toText(report)
        expect(commandsIn(text)).toBeUndefined()
        // Code keeps its own line feeds.
        const lines = (each: string) => each.split('\n').length
        const codeLines = JSON.stringify(report).split('"code":').slice(1)
        const more = codeLines.reduce(
          (sum, code) => sum + lines(JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(code)![0])) - 1,
          0,
        )
        expect(lines(text)).toBe(lines(toText(harmless(report))) + more)
      }),
    )
  })
})

const REPORT: ReportDocument = {
  lang: 'en',
  title: 'A title',
  blocks: [
    paragraph('A paragraph of several words.'),
    section(
      'Numbers',
      table({
        columns: [textColumn('Name'), { head: 'Time', unit: 'ms', numeric: true }, numberColumn('Change')],
        rows: [
          ['one', '5', { value: '+1', interval: '[0, 2]' }],
          ['second', '1,250', '–'],
        ],
        notes: ['2 rows'],
      }),
      section(
        'Drawn',
        figure({
          caption: 'A figure',
          plot: {
            series: [{ name: 'all', points: [{ label: 'one', value: 0.5, interval: [0.25, 0.75] }] }],
            format: (value, digits) => value.toFixed(digits),
          },
        }),
      ),
    ),
    section('Left out', list([]), table({ columns: [textColumn('Name')], rows: [] })),
    section('Empty', table({ caption: 'Nothing', columns: [textColumn('Name')], rows: [], empty: 'No rows.' })),
    findings(
      [
        { severity: 'alarm', subject: 'clicks', text: 'Fewer than before.', action: 'Look at the log.' },
        { severity: 'fine', text: 'All good.' },
      ],
      { alarm: 'ALARM', warning: 'WARNING', fine: 'FINE', open: 'OPEN' },
    ),
    findings([{ severity: 'warning', text: 'An element without an id.', code: '<li\n  id="a">' }]),
  ],
}

test('as text: blocks and columns, without empty ones', () => {
  expect(toText(REPORT, 20)).toBe(`A title

A paragraph of
several words.

Numbers
2 rows
Name    Time (ms)     Change
one             5  +1 [0, 2]
second      1,250          –

Drawn
A figure
one  0.500 [0.250, 0.750]

Empty
Nothing
No rows.

ALARM   clicks:
        Fewer than
        before.
        Look at the
        log.
FINE    All good.

- An element without
  an id.
    <li
      id="a">
`)
})

test('as HTML: headings in order, tables with a name and heads, figures with their numbers in words', () => {
  const html = toHtml(REPORT)
  expect([...html.matchAll(/<h(\d)[^>]*>([^<]*)/g)].map(([, level, title]) => `${level} ${title}`)).toEqual([
    '1 A title',
    '2 Numbers',
    '3 Drawn',
    '2 Empty',
  ])
  const [, id] = /<h2 id="([^"]+)">Numbers/.exec(html)!
  expect(html).toContain(`<table aria-labelledby="${id}">`)
  expect(html).toContain('<th scope="col" class="number">Time (ms)</th>')
  expect(html).toContain('<th scope="row">second</th>')
  expect(html).toMatch(/<desc id="[^"]+">one 0\.500 \[0\.250, 0\.750\]\.<\/desc>/)
  const said = textOf(html)
  for (const each of [
    'A paragraph of several words.',
    'No rows.',
    'clicks: Fewer than before.',
    '<li\n  id=&#34;a&#34;>',
  ])
    expect(said).toContain(each.replaceAll('&#34;', '"'))
})

test.each([
  ['one two three', 8, '', 'one two\nthree'],
  ['one two three', 8, '- ', '- one\n  two\n  three'],
  ['a-word-that-is-longer', 5, '', 'a-word-that-is-longer'],
  ['a-word-that-is-longer', 5, '- ', '- a-word-that-is-longer'],
  ['', 5, '', ''],
])('%j in %i columns', (text, width, lead, wrapped) => {
  expect(wrap(text, width, lead)).toBe(wrapped)
})
