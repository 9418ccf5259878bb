// @vitest-environment node
// Logs, tables and bits, both genuine and manipulated by attackers who can write to them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measure } from '../../../measure/src/estimator/measure.ts'
import { experiment } from '../../../measure/test/estimator/make.ts'
import { LogError } from '../../src/evaluate/log/lines.ts'
import { type ReadOptions, read } from '../../src/measure/read.ts'
import { UsageError } from '../../src/terminal/usage.ts'
import { OPTIONS, tableOf } from './make.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-measure-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const RULES: ReadOptions = { experiment: undefined, counted: new Set(['click', 'view']), days: 14, epsilon: undefined }

let files = 0
async function readText(text: string | Uint8Array, rules: Partial<ReadOptions> = {}) {
  const file = join(folder, `${files++}`)
  writeFileSync(file, text)
  const told: string[] = []
  const reading = await read(file, { ...RULES, ...rules }, { onMalformed: (line, why) => told.push(`${line}: ${why}`) })
  return { ...reading, told, devices: [...reading.devices] }
}

const DAY = 86_400_000
const NOON = Date.parse('2026-11-02T12:00Z')
const line = (event: string, device: string, days = 0, more: object = {}) =>
  JSON.stringify({ event, device, time: NOON + days * DAY, ...more })
const log = (...lines: readonly string[]) => `${lines.join('\n')}\n`
const RANKED = { arm: 'ranked' }

test('an outcome counts from the first exposure on; earlier outcomes are covariates', async () => {
  const { devices, kind } = await readText(
    log(
      line('click', 'a', 1, { value: 3 }),
      line('click', 'a', -1),
      line('click', 'a', -13.9, { value: 2 }),
      line('click', 'a', -14.1, { value: 100 }),
      line('exposure', 'a', 2, RANKED),
      line('exposure', 'a', 0, { ...RANKED, segments: { platform: 'phone' } }),
      line('view', 'a', 0),
      line('scroll', 'a', 0),
    ),
  )
  expect(kind).toBe('events')
  expect(devices).toEqual([
    {
      arm: 'ranked',
      counts: { click: 3, view: 1 },
      before: { click: 3 },
      segments: { platform: 'phone' },
      exposed: true,
    },
  ])
})

test('a device that was assigned, or whose outcome names its arm, is counted without an exposure', async () => {
  const { devices, unexposed } = await readText(
    log(
      line('assignment', 'a', 0, RANKED),
      line('click', 'b', 0, { arm: 'holdout' }),
      line('click', 'c', 0),
      line('exposure', 'd', 0, RANKED),
    ),
  )
  expect(devices.map(({ arm, exposed }) => [arm, exposed])).toEqual([
    ['ranked', false],
    ['holdout', false],
    ['ranked', true],
  ])
  expect(unexposed).toBe(2)
})

test('a device in two arms counts in neither, and one in two segments in neither segment', async () => {
  const { devices, mixed } = await readText(
    log(
      line('exposure', 'a', 0, RANKED),
      line('exposure', 'a', 1, { arm: 'holdout' }),
      line('exposure', 'b', 0, { ...RANKED, segments: { platform: 'phone', kind: 'new' } }),
      line('exposure', 'b', 1, { ...RANKED, segments: { platform: 'desk', kind: 'new' } }),
    ),
  )
  expect(mixed).toBe(1)
  expect(devices).toMatchObject([{ arm: 'ranked', segments: { kind: 'new' } }])
  expect(devices[0]!.segments).not.toHaveProperty('platform')
})

test('one of several experiments is selected, and lines that name none belong to all', async () => {
  const text = log(
    line('exposure', 'a', 0, { ...RANKED, experiment: 'front' }),
    line('exposure', 'b', 0, { ...RANKED, experiment: 'sport' }),
    line('click', 'a', 1, { experiment: 'sport' }),
    line('click', 'a', 1, { experiment: 'front' }),
    line('click', 'a', 1),
  )
  await expect(readText(text)).rejects.toThrow('several experiments: write --experiment and one of front, sport')
  const { devices } = await readText(text, { experiment: 'front' })
  expect(devices).toEqual([expect.objectContaining({ counts: { click: 2 } })])
})

test('the order of lines and repeated exposures change nothing', async () => {
  const lines = experiment(40).flatMap(({ arm, counts, before }, i) => [
    line('exposure', `d${i}`, 0, { arm }),
    line('exposure', `d${i}`, 3, { arm }),
    line('click', `d${i}`, 1, { value: counts['click']! }),
    line('click', `d${i}`, -1, { value: before!['click']! }),
  ])
  const sorted = (devices: readonly unknown[]) => devices.map((device) => JSON.stringify(device)).sort()
  const wanted = sorted((await readText(log(...lines))).devices)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.constantFrom(...lines),
      async (shuffled, again) => {
        const repeated = JSON.parse(again).event === 'exposure' ? [...shuffled, again] : shuffled
        expect(sorted((await readText(log(...repeated))).devices)).toEqual(wanted)
      },
    ),
    { numRuns: 30 },
  )
})

test('a table gives the same as its devices, compressed or not, with several rows per device', async () => {
  const devices = experiment()
  const wanted = measure(devices, OPTIONS)
  const counted = new Set(['click', 'view', 'subscribe'])
  const text = tableOf(devices)
  for (const bytes of [text, gzipSync(text), `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`, text.replaceAll(',', ';')]) {
    const reading = await readText(bytes, { counted })
    expect(reading.kind).toBe('devices')
    expect(measure(reading.devices, OPTIONS)).toEqual(wanted)
  }
  const twice = await readText(`${text}\n${text.split('\n').slice(1).join('\n')}`, { counted })
  expect(twice.devices.length).toBe(devices.length)
  expect(measure(twice.devices, OPTIONS).metrics[0]!.comparison!.control).toBeCloseTo(
    2 * wanted.metrics[0]!.comparison!.control,
    9,
  )
})

test('cells in quotes, empty cells, and devices without an exposure', async () => {
  const { devices, told } = await readText(
    'device,arm,click,view,exposures,before_click,segment_city\n"a,1","ra""nked",1,,2,3,"Bonn, West"\nb,x,1,2,0,,\nc,x,"1,2\nd,x,1e3,-2,1,,\n',
  )
  expect(devices).toEqual([
    {
      arm: 'ra"nked',
      counts: { click: 1, view: 0, exposures: 2 },
      before: { click: 3 },
      segments: { city: 'Bonn, West' },
      exposed: true,
    },
    { arm: 'x', counts: { click: 1, view: 2, exposures: 0 }, before: { click: 0 }, segments: {}, exposed: false },
    { arm: 'x', counts: { click: 1000, view: -2, exposures: 1 }, before: { click: 0 }, segments: {}, exposed: true },
  ])
  expect(told).toEqual([expect.stringMatching(/^4: its quotes don't match/)])
})

test('each bit is a device, and is debiased for the noise', async () => {
  const bits = log('{"arm":"ranked","bit":1}', '{"arm":"holdout","bit":0}', '{"arm":"ranked","bit":2}', '{"bit":1}')
  const { devices, told, kind, arms } = await readText(bits, { epsilon: 1 })
  expect([kind, arms]).toEqual(['bits', ['ranked', 'holdout']])
  expect(devices.map(({ arm, counts }) => [arm, counts['bit']!.toFixed(4)])).toEqual([
    ['ranked', '1.5820'],
    ['holdout', '-0.5820'],
  ])
  expect(told).toEqual(['3: "bit" is neither 0 nor 1', '4: "arm" is missing'])
  await expect(readText(bits)).rejects.toThrow('write --epsilon')
  await expect(readText(log(line('exposure', 'a', 0, RANKED)), { epsilon: 1 })).rejects.toThrow('leave it out')
})

test.each<[string, string]>([
  ['not JSON', '{"device": "a"'],
  ['a list', '["exposure"]'],
  ['a hostile key', '{"__proto__": {"arm": "x"}, "event": "exposure", "device": "a", "time": 1, "arm": "ranked"}'],
  ['a hostile segment', line('exposure', 'a', 0, { ...RANKED, segments: JSON.parse('{"constructor": "x"}') })],
  ['no arm', line('exposure', 'a')],
  ['an arm that is none', line('exposure', 'a', 0, { arm: { toString: 1 } })],
  ['an arm as long as a book', line('exposure', 'a', 0, { arm: 'x'.repeat(10_000) })],
  ['an arm that speaks to the terminal', line('exposure', 'b', 0, { arm: '\u001B[2J' })],
  ['an experiment that turns the text', line('exposure', 'b', 0, { ...RANKED, experiment: 'a\u202Eb' })],
  ['no device', JSON.stringify({ event: 'exposure', time: NOON, arm: 'ranked' })],
  ['no time', JSON.stringify({ event: 'click', device: 'a' })],
  ['a time that is none', JSON.stringify({ event: 'click', device: 'a', time: 'soon' })],
  ['a number that is none', line('click', 'a', 0, { value: 'many' })],
  ['a number without end', `{"event":"click","device":"a","time":${NOON},"value":1e999}`],
  ['a number that outweighs all', line('click', 'a', 0, { value: 1e13 })],
  ['an event without a name', line('', 'a')],
  ['an event with a name of its own', line('<script>', 'a')],
  ['segments that are none', line('exposure', 'b', 0, { ...RANKED, segments: { platform: 7 } })],
])('%s is skipped, reported with its line number, and changes nothing', async (_, wrong) => {
  const good = [line('exposure', 'a', 0, RANKED), line('click', 'a', 1)]
  const { devices, told, malformed } = await readText(log(good[0]!, wrong, good[1]!))
  expect(told).toEqual([expect.stringMatching(/^2: /)])
  expect(malformed).toBe(1)
  expect(devices.filter(({ counts }) => Object.keys(counts).length)).toEqual([
    { arm: 'ranked', counts: { click: 1 }, before: {}, segments: {}, exposed: true },
  ])
})

test('arbitrary bytes are read, or rejected in a sentence', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.json(), { maxLength: 5 }).map((lines) => lines.join('\n')),
    fc
      .array(fc.string({ maxLength: 20 }), { maxLength: 5 })
      .map((lines) => `device,arm,click,view\n${lines.join('\n')}`),
    fc.string({ maxLength: 60 }).map((rest) => `${line('exposure', 'a', 0, RANKED)}\n${rest}`),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (text) => {
      try {
        const { devices } = await readText(text)
        for (const { arm, counts } of devices)
          expect([typeof arm, Object.values(counts).every(Number.isFinite)]).toEqual(['string', true])
      } catch (cause) {
        if (!(cause instanceof LogError || cause instanceof UsageError)) throw cause
        expect(cause.message.length).toBeLessThan(800)
      }
    }),
    { numRuns: 100 },
  )
})

test.each<[string, string, RegExp]>([
  ['an empty file', '', /is empty/],
  ['a table without devices', 'arm,click,view\nx,1,2\n', /has no column device: there are arm, click, view/],
  ['a table without the metric', 'device,arm,view\na,x,2\n', /has no column click/],
  ['a column twice', 'device,arm,click,view,click\n', /the column click twice/],
  ['columns without end', Array.from({ length: 300 }, (_, i) => `c${i}`).join(','), /300 columns, but at most 200/],
  [
    'arms without end',
    log(...Array.from({ length: 300 }, (_, i) => line('exposure', `d${i}`, 0, { arm: `a${i}` }))),
    /more than 254 names of arms/,
  ],
  [
    'dimensions without end',
    log(...Array.from({ length: 10 }, (_, i) => line('exposure', 'a', 0, { ...RANKED, segments: { [`d${i}`]: 'x' } }))),
    /more than 8 dimensions of segments/,
  ],
])('%s is refused', async (_, text, sentence) => {
  await expect(readText(text)).rejects.toThrow(sentence)
})

test('events can’t come from standard input, which can only be read once', async () => {
  const { stdin } = process
  const source = (async function* () {
    yield Buffer.from(log(line('exposure', 'a', 0, RANKED)))
  })()
  Object.defineProperty(process, 'stdin', { value: source, configurable: true })
  try {
    await expect(read('-', RULES)).rejects.toThrow('is read twice: save it to a file')
  } finally {
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  }
})
