// @vitest-environment node
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_LINE_BYTES } from '../../src/evaluate/log/lines.ts'
import { type Log, LogError, parseLog, readLog } from '../../src/evaluate/log/read-log.ts'
import { instantOf } from '../../src/evaluate/log/time.ts'
import { click, type Event, item, jsonl, parse, ranking, START } from './make.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const SOUND: readonly Event[] = [
  item('a', { title: 'Луна над Киевом' }),
  item('b', { title: '東京の月 🌙' }),
  ranking('one', 'ann', ['a', 'b']),
  click('one', 'b'),
]
const plain = (log: Log) => JSON.stringify({ ...log, items: [...log.items] })
const itemOf = async (fields: Readonly<Record<string, unknown>>) =>
  (await parse([...SOUND, item('x', fields)])).items.get('x')

describe('reading', () => {
  test('Lists are in time order with their clicks, regardless of where the interactions are in the file.', async () => {
    const log = await parse([
      click('late', 'b', 9, 'purchase'),
      ranking('late', 'ann', ['a', 'b'], 5),
      ranking('early', 'bob', ['b', 'a'], 1),
      click('late', 'b', 6),
      click('early', 'a', 2, 'like'),
    ])
    expect(log.lists.map(({ id, user, at, items }) => ({ id, user, at, items }))).toEqual([
      { id: 'early', user: 'bob', at: START + 60_000, items: ['b', 'a'] },
      { id: 'late', user: 'ann', at: START + 300_000, items: ['a', 'b'] },
    ])
    expect(log.lists.map(({ clicked }) => [...clicked])).toEqual([['a'], ['b']])
    expect(log.lists[1]!.kinds.get('b')).toBe('purchase')
    expect(log.lists[1]!.clickedAt.get('b')).toBe(START + 361_000)
  })

  test('Without a user, the session is the user; whole numbers are ids; a type may be missing.', async () => {
    const { user: _, ...anonymous } = ranking('7', 'ann', ['3'])
    const { type: __, ...untyped } = click('7', '3')
    const log = await parse([
      { ...anonymous, items: [{ id: 3 }] },
      { ...untyped, ranking: 7 },
    ])
    expect(log.lists[0]).toMatchObject({ id: '7', user: 'session of ann', items: ['3'] })
    expect([...log.lists[0]!.kinds]).toEqual([['3', 'click']])
  })

  test('An item that appears twice in a list counts once.', async () => {
    const log = await parse([ranking('one', 'ann', ['a', 'b', 'a']), click('one', 'a')])
    expect(log.lists[0]!.items).toEqual(['a', 'b'])
  })

  test('Gzip, CRLF, a byte order mark and a missing final line break don’t change the log.', async () => {
    const expected = plain(await parse(SOUND))
    const variants = [
      gzipSync(jsonl(SOUND)),
      Buffer.concat([gzipSync(jsonl(SOUND.slice(0, 2))), gzipSync(jsonl(SOUND.slice(2)))]),
      bytes(jsonl(SOUND).replaceAll('\n', '\r\n')),
      bytes(`\uFEFF${jsonl(SOUND)}`),
      bytes(jsonl(SOUND).trimEnd()),
      bytes(jsonl(SOUND).replaceAll('\n', '\n\n  \n')),
    ]
    for (const variant of variants) expect(plain(await parseLog([variant], 'log'))).toBe(expected)
  })

  test('Chunks may end anywhere, even within a character.', async () => {
    const expected = plain(await parse(SOUND))
    const sources = [bytes(jsonl(SOUND)), new Uint8Array(gzipSync(jsonl(SOUND)))]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), fc.array(fc.nat(800), { maxLength: 40 }), async (source, cuts) => {
        const at = [0, ...cuts.map((cut) => cut % source.length).sort((a, b) => a - b), source.length]
        const chunks = at.slice(1).map((to, n) => source.slice(at[n], to))
        expect(plain(await parseLog(chunks, 'log'))).toBe(expected)
      }),
      { numRuns: 60 },
    )
    expect(
      plain(
        await parseLog(
          Array.from(sources[0]!, (byte) => Uint8Array.of(byte)),
          'log',
        ),
      ),
    ).toBe(expected)
  })

  test('Files are read by path, and progress is reported in bytes of the file on disk.', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'inkling-log-')), 'log.gz')
    const packed = gzipSync(jsonl(SOUND))
    writeFileSync(path, packed)
    const told: unknown[] = []
    const log = await readLog(path, { onProgress: (...progress) => told.push(progress) })
    expect(plain(log)).toBe(plain(await parse(SOUND)))
    expect(told.at(-1)).toEqual([packed.length, packed.length])
  })
})

describe('unusable input', () => {
  const BROKEN: ReadonlyArray<readonly [string, string]> = [
    ['{"event":', 'it is not JSON'],
    ['[]', 'the line is not an object'],
    ['null', 'the line is not an object'],
    ['7', 'the line is not an object'],
    ['{}', '"event" is missing'],
    ['{"event":5}', '"event" is missing'],
    ['{"__proto__":{"event":"item"},"event":"item","item":"x","timestamp":1}', 'the line has the key __proto__'],
    ['{"\\u005f_proto__":1,"event":"item","item":"x","timestamp":1}', 'the line has the key __proto__'],
    ['{"constructor":1,"event":"item","item":"x","timestamp":1}', 'the line has the key constructor'],
    ['{"event":"item","timestamp":1}', '"item" is missing'],
    ['{"event":"item","item":"","timestamp":1}', '"item" is not an id'],
    ['{"event":"item","item":["x"],"timestamp":1}', '"item" is not an id'],
    ['{"event":"item","item":"x"}', '"timestamp" is not a time: write milliseconds since 1970'],
    ['{"event":"item","item":"x","timestamp":"soon"}', '"timestamp" is not a time: write milliseconds since 1970'],
    ['{"event":"item","item":"x","timestamp":1e300}', '"timestamp" is not a time: write milliseconds since 1970'],
    ['{"event":"item","item":"x","timestamp":1,"fields":{}}', '"fields" is not a list'],
    ['{"event":"item","item":"x","timestamp":1,"fields":["title"]}', 'a field is not an object'],
    ['{"event":"item","item":"x","timestamp":1,"fields":[{"value":1}]}', 'a field lacks its name or value'],
    ['{"event":"ranking","id":"x","user":"u","timestamp":1}', '"items" is not a list'],
    ['{"event":"ranking","id":"x","user":"u","timestamp":1,"items":["a"]}', 'an item is not an object'],
    ['{"event":"ranking","id":"x","user":"u","timestamp":1,"items":[{"id":null}]}', '"id" is missing'],
    ['{"event":"ranking","id":"x","timestamp":1,"items":[{"id":"a"}]}', '"user" and "session" are missing'],
    ['{"event":"interaction","item":"a","ranking":"one","timestamp":1,"type":1}', '"type" is not a string'],
    ['{"event":"interaction","item":"a","ranking":1.5,"timestamp":1}', '"ranking" is not an id'],
  ]

  test('Every malformed line is skipped and reported with its number and the reason.', async () => {
    const told: Array<readonly [number, string]> = []
    const text = `${BROKEN.map(([line]) => line).join('\n')}\n${jsonl(SOUND)}`
    const log = await parseLog([bytes(text)], 'log', { onMalformed: (line, why) => told.push([line, why]) })
    expect(told).toEqual(BROKEN.map(([, why], n) => [n + 1, why]))
    expect(log.problems.malformed).toBe(BROKEN.length)
    expect(plain({ ...log, problems: { ...log.problems, malformed: 0 } })).toBe(plain(await parse(SOUND)))
  })

  test('A line over 10 MB and one that is not UTF-8 are malformed; the lines after them are read.', async () => {
    const told: Array<readonly [number, string]> = []
    const long = new Uint8Array(3_000_000).fill(0x20)
    const chunks = [long, long, long, long, bytes('\n'), Uint8Array.of(0x22, 0xff, 0x22, 10), bytes(jsonl(SOUND))]
    const log = await parseLog(chunks, 'log', { onMalformed: (line, why) => told.push([line, why]) })
    expect(4 * long.length).toBeGreaterThan(MAX_LINE_BYTES)
    expect(told).toEqual([
      [1, 'it is longer than 10 MB'],
      [2, 'it is not UTF-8'],
    ])
    expect(log.lists).toHaveLength(1)
  })

  test('Other events, repeated rankings, interactions without a list and undescribed items are counted.', async () => {
    const { ranking: _, ...homeless } = click('one', 'a')
    const log = await parse([
      ...SOUND,
      { event: 'user', user: 'ann', timestamp: 1, fields: [] },
      ranking('one', 'bob', ['b']),
      ranking('two', 'bob', ['b', 'nobody knows it']),
      homeless,
      click('three', 'a'),
      click('one', 'c'),
    ])
    expect(log.problems).toEqual({
      malformed: 0,
      otherEvents: 1,
      repeatedLists: 1,
      unknownList: 2,
      notInList: 1,
      undescribedItems: 1,
    })
    expect(log.lists[0]!.user).toBe('ann')
  })

  test('A log in which nothing was clicked is refused with what is needed.', async () => {
    await expect(parse([ranking('one', 'ann', ['a']), click('two', 'a')])).rejects.toThrow(
      /^no list in made\.jsonl was clicked: evaluation needs .*1 rankings and 1 interactions; 1 interactions name no ranking/,
    )
    for (const empty of ['', '\n\n', 'PK\u0003\u0004'])
      await expect(parseLog([bytes(empty)], 'log')).rejects.toThrow(LogError)
    await expect(parseLog([], 'log')).rejects.toThrow(LogError)
  })

  test('A missing file, a folder, and a truncated or damaged file are reported as such.', async () => {
    await expect(readLog(join(tmpdir(), 'there', 'is', 'no.such'))).rejects.toThrow(LogError)
    await expect(readLog(tmpdir())).rejects.toThrow(/is a folder/)
    const packed = gzipSync(jsonl(SOUND))
    await expect(parseLog([packed.subarray(0, packed.length - 12)], 'log')).rejects.toThrow(/damaged or truncated/)
    const damaged = Buffer.from(packed).fill(0xff, 12, 40)
    await expect(parseLog([damaged], 'log')).rejects.toThrow(LogError)
  })

  test('Arbitrary bytes never throw anything other than a LogError.', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'item',
        'ranking',
        'one',
        'a',
        START,
        String(START),
        -1,
        Number.MAX_VALUE,
      ),
    )
    const key = fc.constantFrom(
      'event',
      'item',
      'items',
      'id',
      'ranking',
      'user',
      'timestamp',
      'fields',
      'name',
      'value',
      '__proto__',
    )
    const event = fc
      .tuple(fc.constantFrom(...SOUND), fc.array(fc.tuple(key, value), { maxLength: 4 }))
      .map(([sound, changes]) => JSON.stringify(Object.assign(Object.create(null), sound, Object.fromEntries(changes))))
    const line = fc.oneof(event, fc.string(), fc.json()).map(bytes)
    const chunk = fc.oneof(line, fc.uint8Array({ maxLength: 30 }), fc.constant(bytes('\n')))
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 30 }), async (chunks) => {
        try {
          await parseLog(chunks, 'log')
        } catch (cause) {
          expect(cause).toBeInstanceOf(LogError)
        }
        expect(({} as Record<string, unknown>).event).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  test('An id such as __proto__ is treated like any other.', async () => {
    const log = await parse([
      item('__proto__', { __proto__: 'x', title: 'A hostile title', constructor: ['y'] }),
      ranking('constructor', '__proto__', ['__proto__', 'toString']),
      click('constructor', '__proto__', 0, '__proto__'),
    ])
    expect(log.items.get('__proto__')!.title).toBe('A hostile title')
    expect(log.lists[0]).toMatchObject({ user: '__proto__', items: ['__proto__', 'toString'] })
    expect([...log.lists[0]!.kinds]).toEqual([['__proto__', '__proto__']])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('items', () => {
  test('The fields of a film.', async () => {
    expect(
      await itemOf({
        title: 'Grumpier Old Men',
        popularity: 9.9,
        release_date: 8.195904e8,
        genres: ['romance', 'comedy'],
        tags: ['fishing', 'sequel', 'comedy'],
        actors: ['sophia loren'],
        director: 'howard deutch',
        runtime: 101,
        colour: true,
        prices: [1, 2],
      }),
    ).toEqual({
      id: 'x',
      title: 'Grumpier Old Men',
      topic: 'romance',
      tags: ['comedy', 'fishing', 'sequel'],
      author: 'howard deutch',
      published: Date.UTC(1995, 11, 22),
    })
  })

  test('The fields of an article, under their other names.', async () => {
    expect(
      await itemOf({
        headline: ' Bread ',
        description: 'Of rye',
        section: 'food',
        categories: ['baking', 'food'],
        keywords: ['rye'],
        creator: ['Ann', 'Bob'],
        published_at: '2026-11-20T08:00Z',
      }),
    ).toEqual({
      id: 'x',
      title: 'Bread',
      summary: 'Of rye',
      topic: 'food',
      tags: ['baking', 'rye'],
      author: 'Ann',
      published: Date.UTC(2026, 10, 20, 8),
    })
    expect(await itemOf({})).toEqual({ id: 'x', title: 'x' })
  })

  test.each([
    [819590400, 819590400000],
    ['819590400', 819590400000],
    [-5e8, -5e11],
    [1.6e12, 1.6e12],
    ['1636907100000', 1636907100000],
    ['8.195904E8', 819590400000],
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['2026-11-20 08:00:30', Date.UTC(2026, 10, 20, 8, 0, 30)],
    ['2026-11-20T08:00:00.5+02:00', Date.UTC(2026, 10, 20, 6, 0, 0, 500)],
    ['1970-01-02', 86_400_000],
    ['1995', Date.UTC(1995)],
    ['last spring', undefined],
    [true, undefined],
    ['2026-13-45', undefined],
  ])('published %s → %s', async (value, expected) => {
    expect((await itemOf({ date: value }))?.published).toBe(expected)
  })

  test('The latest value of a field wins, regardless of line order; other fields are kept.', async () => {
    const log = await parse([
      ...SOUND,
      item('x', { title: 'New', topic: 'moon' }, START + 2),
      item('x', { title: 'Old', author: 'Ann' }, new Date(START + 1).toISOString()),
    ])
    expect(log.items.get('x')).toEqual({ id: 'x', title: 'New', topic: 'moon', author: 'Ann' })
  })

  test('Times without a zone are UTC.', () => {
    expect(instantOf('2026-11-24T12:00')).toBe(START)
    expect(instantOf('2026-11-24 12:00 +0000')).toBe(START)
    expect(instantOf('')).toBeUndefined()
    expect(instantOf(null)).toBeUndefined()
  })
})
