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

/** RFC 4180, read by the letter. */
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
