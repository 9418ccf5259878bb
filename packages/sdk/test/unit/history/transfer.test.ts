// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEvent, isItem } from '../../../src/history/event.ts'
import { toCsv } from '../../../src/history/transfer/csv.ts'
import { readExport } from '../../../src/history/transfer/import.ts'
import type { ReaderEvent } from '../../../src/types.ts'
import { event, item, NOW } from '../../cases/history.ts'

const print = (text: string) => `print of ${text}`
const read = (json: unknown) => readExport(json, print, NOW)
const whole = () => ({
  version: 1,
  consent: { state: 'granted' },
  events: [
    event(0, {
      at: NOW,
      tags: ['a', 'b'],
      topic: 't',
      author: 'n',
      published: 0,
      popularity: 1,
      list: 'l',
      seconds: 3,
    }),
  ],
  items: [item('/x', { pinned: true, topic: 't' })],
})

test('What was exported is read as it was, from text and from an object; fingerprints are made anew.', () => {
  const { events, items } = whole()
  const expected = {
    events: events.map((row) => ({ ...row, fingerprint: print(row.text) })),
    items: items.map((row) => ({ ...row, fingerprint: print(row.text) })),
  }
  expect(read(whole())).toEqual(expected)
  expect(read(JSON.stringify(whole()))).toEqual(expected)
})

const WRONG: ReadonlyArray<readonly [change: (data: ReturnType<typeof whole>) => unknown, says: string]> = [
  [() => 'not json', "it isn't JSON"],
  [() => 'null', 'exportData'],
  [() => undefined, 'exportData'],
  [() => [], '`version`'],
  [(data) => ({ ...data, version: 2 }), '`version`'],
  [(data) => ({ ...data, events: undefined }), '`events`'],
  [(data) => ({ ...data, events: {} }), '`events`'],
  [(data) => ({ ...data, items: null }), '`items`'],
  [(data) => ({ ...data, events: [...data.events, null] }), '`events[1]`'],
  [(data) => ({ ...data, events: [[]] }), '`events[0]`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], at: '2026' }] }), '`events[0].at`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], at: Number.NaN }] }), '`events[0].at`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], kind: 'clicked' }] }), '`events[0].kind`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], item: '' }] }), '`events[0].item`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], text: 'x'.repeat(301) }] }), '`events[0].text`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], tags: ['a', 5] }] }), '`events[0].tags[1]`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], popularity: 2 }] }), '`events[0].popularity`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], seconds: -1 }] }), '`events[0].seconds`'],
  [(data) => ({ ...data, events: [{ ...data.events[0], weight: 9 }] }), '`events[0].weight`'],
  [(data) => ({ ...data, events: [JSON.parse('{"__proto__": {"kind": "click"}}')] }), '`events[0].__proto__`'],
  [(data) => ({ ...data, events: Array(10_001).fill(data.events[0]) }), '`events`'],
  [(data) => ({ ...data, items: [{ ...data.items[0], pinned: 'yes' }] }), '`items[0].pinned`'],
  [(data) => ({ ...data, items: [{ text: 'x', fingerprint: 'x' }] }), '`items[0].id`'],
  [() => ' '.repeat(10_000_001), 'characters'],
]

test.each(WRONG.map(([change, says]) => [says, change] as const))('Refused, with what is wrong: %s', (says, change) => {
  expect(() => read(change(whole()))).toThrow(says)
  try {
    read(change(whole()))
  } catch (cause) {
    expect((cause as Error).name).toBe('InklingMisuse')
    expect((cause as Error).message.length).toBeLessThan(300)
  }
})

const said = (change: unknown) => {
  try {
    read(change)
  } catch (cause) {
    return (cause as Error).message.replace('inkling: this is not an export: ', '')
  }
  return 'taken'
}

test.each<[field: string, value: unknown, says: string]>([
  ['item', '', '`events[0].item` must be a text that names the item'],
  ['item', 7, '`events[0].item` must be a text of at most 10000 characters'],
  ['item', 'x'.repeat(10_000), 'taken'],
  ['item', 'x'.repeat(10_001), '`events[0].item` must be a text of at most 10000 characters'],
  ['text', 'x'.repeat(300), 'taken'],
  ['text', 7, '`events[0].text` must be a text of at most 300 characters'],
  ['seconds', 1e9, 'taken'],
  ['seconds', 0, 'taken'],
  ['seconds', 1e9 + 1, '`events[0].seconds` must be a number from 0 to 1000000000'],
  ['popularity', '1', '`events[0].popularity` must be a number from 0 to 1'],
  ['tags', Array(5000).fill('a'), 'taken'],
  ['tags', Array(5001).fill('a'), '`events[0].tags` must be a list of at most 5000'],
  ['tags', 'far', '`events[0].tags` must be a list of at most 5000'],
  ['language', 'en', 'taken'],
  ['language', 'English, mostly', "`events[0].language` must be a language's code, as 'en'"],
  ['language', 7, "`events[0].language` must be a language's code, as 'en'"],
  ['x'.repeat(50), 1, `\`events[0].${'x'.repeat(40)}\` must be left out: the field is unknown`],
])('Of an event, the field %.9s with another value: the sentence names field and bound.', (field, value, says) => {
  const data = whole()
  expect(said({ ...data, events: [{ ...data.events[0], [field]: value }] })).toBe(says)
})

test("What is wrong with the whole is said in full, and a kind that there isn't with all that there are.", () => {
  const data = whole()
  const of = (more: object) => said({ ...data, ...more })
  expect(of({ events: [7] })).toBe('`events[0]` must be an object')
  expect(of({ items: [null] })).toBe('`items[0]` must be an object')
  expect(of({ items: [{ ...data.items[0], pinned: 1 }] })).toBe('`items[0].pinned` must be true or false')
  expect(of({ events: [{ ...data.events[0], kind: 'clicked' }] })).toMatch(
    /^`events\[0\]\.kind` must be 'impression' \| 'click' \| .*'finish' \| .*'lower'/,
  )
})

test('Ten million characters are read, not one more.', () => {
  const text = JSON.stringify(whole())
  expect(said(text.padEnd(10_000_000))).toBe('taken')
  expect(said(text.padEnd(10_000_001))).toBe('inkling: an export has at most 10000000 characters, not 10000001')
})

test('An edit of a topic whose name is too long is left out; so long a topic of a story comes in.', () => {
  const [own] = whole().events
  const of = (kind: string, length: number) => ({ ...own!, kind, at: NOW, topic: 'x'.repeat(length) })
  const events = [of('raise', 200), of('raise', 201), of('read', 201)]
  expect(read({ ...whole(), events }).events.map(({ kind, topic }) => [kind, topic?.length])).toEqual([
    ['raise', 200],
    ['read', 201],
  ])
})

test('What is a day ahead is taken, a millisecond more is not.', () => {
  const [own] = whole().events
  const events = [0, 1].map((more) => ({ ...own!, at: NOW + 86_400_000 + more }))
  expect(read({ ...whole(), events }).events.map(({ at }) => at)).toEqual([NOW + 86_400_000])
})

test('A table, to the letter.', () => {
  const row: ReaderEvent = { kind: 'read', at: 0, item: '/a', text: 'plain', fingerprint: 'f' }
  const labels = { topic: 'a,b', tags: ['c', '"d"'], author: '=1', popularity: 0.5, list: 'l', seconds: 0 }
  const last = 8.64e15
  const rows = [
    row,
    { ...row, ...labels, at: last + 2048, published: last },
    { ...row, published: -last - 2048, seconds: 7 },
  ]
  expect(toCsv(rows).split('\r\n')).toEqual([
    'kind,at,item,text,topic,tags,author,published,popularity,list,seconds',
    'read,1970-01-01T00:00:00.000Z,/a,plain,,,,,,,',
    `read,,/a,plain,"a,b","c; ""d""",'=1,+275760-09-13T00:00:00.000Z,0.5,l,0`,
    'read,1970-01-01T00:00:00.000Z,/a,plain,,,,,,,7',
    '',
  ])
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('=1+1', '+A1', '-2', '@SUM(A1)', '\t=1', 'a,b', 'say "x"', 'line\r\nbreak', '', '＝1', "'"),
)
const events = fc.array(
  fc.record<ReaderEvent>(
    {
      kind: fc.constantFrom('click', 'read', 'search'),
      at: fc.integer({ min: 0, max: NOW }),
      item: texts,
      text: texts,
      fingerprint: texts,
      topic: texts,
      tags: fc.array(texts, { maxLength: 3 }),
      author: texts,
      published: fc.oneof(fc.integer(), fc.constantFrom(1e300, -1e300)),
      popularity: fc.double({ min: 0, max: 1, noNaN: true }),
      list: texts,
      seconds: fc.nat(),
    },
    { requiredKeys: ['kind', 'at', 'item', 'text', 'fingerprint'] },
  ),
  { maxLength: 5 },
)

/** A strict parser of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let value = ''
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (text[at] === '"' && text[at + 1] === '"') value += text[at++]
        else if (text[at] === '"') break
        else value += text[at]
      }
      at++
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        expect(text[at]).not.toMatch(/["\r\n]/)
        value += text[at++]
      }
    }
    row.push(value)
    if (text[at] === ',') at++
    else {
      expect(text.startsWith('\r\n', at)).toBe(true)
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

test('Any history as a table: as many rows and columns as there are, every text in it, and no cell is a formula.', () => {
  fc.assert(
    fc.property(events, (all) => {
      const [names, ...rows] = readCsv(toCsv(all))
      expect(rows).toHaveLength(all.length)
      rows.forEach((row, i) => {
        expect(row).toHaveLength(names!.length)
        const of = (name: string) => row[names!.indexOf(name)]!
        const { item, text, at, seconds, tags } = all[i]!
        for (const [cell, value] of [
          [of('item'), item],
          [of('text'), text],
          [of('tags'), (tags ?? []).join('; ')],
        ] as const) {
          expect([value, `'${value}`]).toContain(cell)
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        }
        expect(new Date(of('at')).getTime()).toBe(at)
        expect(of('seconds')).toBe(seconds === undefined ? '' : String(seconds))
      })
    }),
    { numRuns: 300 },
  )
})

test('Events more than a day ahead, which a wrong clock has dated, are left out; the rest comes in.', () => {
  const [own] = whole().events
  const ahead = { ...own!, at: NOW + 2 * 86_400_000 }
  expect(read({ ...whole(), events: [ahead, own] }).events.map(({ at }) => at)).toEqual([NOW])
})

test('What an import lets through the history takes too.', () => {
  const { events, items } = read(whole())
  expect([...events.map(isEvent), ...items.map(isItem)]).toEqual([true, true])
})
