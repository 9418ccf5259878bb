// @vitest-environment node
// The command, from its input to the file that pages load: its messages, and later runs with a state.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { checkPopularity, checkUnlisted } from '../../../sdk/src/runtime/site-files/check-popularity.ts'
import { type PopularityFlags, popularity } from '../../src/commands/popularity.ts'
import { captured } from '../captured.ts'
import { bytesOf, chance, DAY, fortnight, lineOf, START, view } from './make.ts'

const here = captured('popularity')

const path = (name: string) => join(here.folder, name)
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(path(name), content)
  return path(name)
}
const log = (requests: ReadonlyArray<Parameters<typeof lineOf>[0]>) => bytesOf(requests.map(lineOf))
const readers = (target: string, count: number, at = START) =>
  Array.from({ length: count }, (_, i) => view(target, `192.0.2.${i}`, at + i))

async function count(files: readonly string[], flags: Partial<PopularityFlags> = {}) {
  here.said = here.printed = ''
  await popularity({ files, now: '2026-11-24', ...flags })
  return JSON.parse(here.printed)
}

const days = () => {
  const all = fortnight().sort((a, b) => a.at - b.at)
  return Array.from({ length: 14 }, (_, day) => all.filter(({ at }) => Math.floor((at - START) / DAY) === day))
}

test('With the examination of places, a showing further down counts less, so equally attractive items get equal figures.', async () => {
  const items = Array.from({ length: 10 }, (_, place) => `item ${place}`)
  const events = Array.from({ length: 2000 }, (_, n) => {
    const [at, user] = [START + n * 1000, `reader ${n}`]
    const opened = items.filter((item, place) => chance(n, item) < 0.5 / (1 + place))
    return [
      { event: 'ranking', id: `${n}`, timestamp: at, user, items: items.map((id) => ({ id })) },
      ...opened.map((item) => ({ event: 'interaction', ranking: `${n}`, item, timestamp: at, user })),
    ]
  })
  const file = put('events.jsonl', bytesOf(events.flat().map((event) => JSON.stringify(event))))
  const spread = async (flags: Partial<PopularityFlags>) => {
    const figures = Object.values((await count([file], flags)).popularity as Record<string, number>)
    return Math.max(...figures) - Math.min(...figures)
  }
  expect(await spread({})).toBeGreaterThan(0.3)
  expect(await spread({ examination: '1' })).toBeLessThan(0.1)
  for (const examination of ['-1', '3', 'x']) await expect(count([file], { examination })).rejects.toThrow('0 to 2')
})

describe('files', () => {
  test('a log in any order, in several files, compressed, or through a link gives the same bytes', async () => {
    const all = fortnight()
    await count([put('one.log', log(all))])
    const once = here.printed
    expect(Object.keys(checkPopularity(JSON.parse(once))).length).toBeGreaterThan(30)
    expect(here.said).toContain('reading one.log: 100 %\n')
    expect(here.said).toMatch(/one\.log: 4,000 lines of combined, [\d,]+ counted\n59 addresses have a figure\n$/)
    await count([put('back.log.gz', gzipSync(log([...all].reverse())))])
    expect(here.printed).toBe(once)
    await count([put('a.log', log(all.slice(0, 999))), put('b.log.gz', gzipSync(log(all.slice(999))))])
    expect(here.printed).toBe(once)
  })

  test('malformed lines are reported by number, at most the first few, and the others count', async () => {
    const good = readers('/a', 12).map(lineOf)
    const lines = [
      ...good.slice(0, 5),
      'Dear reader,',
      ...good.slice(5),
      lineOf(view('/a', '192.0.2.99', START + 400 * DAY)),
    ]
    expect((await count([put('a.log', bytesOf(lines))])).popularity).toEqual({ '/a': 0.5 })
    expect(here.said).toContain(`${path('a.log')} line 6 is left out: it is not a line of a combined log\n`)
    expect(here.said).toContain('line 14 is left out: it is in the future: 2027-12-15T00:00:00.000Z\n')
    expect(here.said).toContain('a.log: 14 lines of combined, 12 counted, 2 left out as wrong\n')
    await count([put('b.log', bytesOf([...good, ...Array(100).fill('broken')]))])
    expect(here.said.match(/ is left out: /g)).toHaveLength(20)
    expect(here.said).toContain('more lines are left out: they are counted, and told no more\n')
  })

  test('a very long line, even in a compressed file, doesn’t exhaust memory', async () => {
    const good = readers('/a', 12).map(lineOf)
    const lines = [...good, 'x'.repeat(30_000_000), ...good]
    expect((await count([put('a.log.gz', gzipSync(bytesOf(lines)))])).popularity).toEqual({ '/a': 0.5 })
    expect(here.said).toContain('line 13 is left out: it is longer than 10 MB')
  })

  test('an export in UTF-16 is read and dated correctly', async () => {
    const table = `\uFEFFlabel,nb_visits,nb_uniq_visitors\n${Array.from({ length: 5 }, (_, i) => `/story/${i},9,${10 * 2 ** i}`).join('\n')}\n/few,9,9\n`
    const { popularity: figures, newest } = await count([put('matomo.csv', Buffer.from(table, 'utf16le'))])
    expect(newest).toBe('2026-11-24')
    expect(figures).toEqual({
      '/story/4': 0.773,
      '/story/3': 0.643,
      '/story/2': 0.5,
      '/story/1': 0.375,
      '/story/0': 0.286,
    })
    expect(here.said).toContain('matomo.csv: 7 lines of matomo, 6 counted\n')
  })

  test("Metarank's events give figures by item", async () => {
    const events = Array.from({ length: 40 }, (_, user) => [
      { event: 'ranking', id: `r${user}`, user: `u${user}`, timestamp: START, items: [{ id: 'a' }, { id: 'b' }] },
      {
        event: 'interaction',
        id: `c${user}`,
        ranking: `r${user}`,
        user: `u${user}`,
        timestamp: START,
        type: 'click',
        item: user % 4 ? 'a' : 'b',
      },
    ]).flat()
    const file = put('events.jsonl', bytesOf(events.map((each) => JSON.stringify(each))))
    expect((await count([file], { now: '2026-11-10' })).popularity).toEqual({ a: 0.571, b: 0.4 })
    await expect(count([file, put('a.log', log(readers('/a', 12)))])).rejects.toThrow(
      /a\.log counts pages, but earlier files counted the other/,
    )
  })

  test('nothing is written if no address had ten readers, and the reason is reported', async () => {
    await expect(count([put('a.log', log(readers('/a', 9)))], { out: path('p.json') })).rejects.toThrow(
      'no address had 10 readers, so nothing is written: 1 had some',
    )
    expect(() => readFileSync(path('p.json'))).toThrow('ENOENT')
    await expect(count([path('none.log')])).rejects.toThrow("none.log isn't there")
    await expect(count([put('empty.log', '')])).rejects.toThrow('empty.log is empty')
    await expect(count([put('letter.txt', 'Dear reader,\n')])).rejects.toThrow('has no known format')
  })
})

describe('a state', () => {
  test('daily runs give the same result as a single run, in any order of days', async () => {
    const flags = { minReaders: '1' }
    await count([put('all.log', log(days().flat()))], flags)
    const once = here.printed
    for (const order of [(a: number, b: number) => a - b, (a: number, b: number) => b - a]) {
      const state = path(`state-${order(1, 2)}`)
      const all = days().map((requests, day) => [day, put(`day-${day}.log`, log(requests))] as const)
      for (const [, file] of all.sort(([a], [b]) => order(a, b))) await count([file], { ...flags, state })
      expect(here.printed).toBe(once)
    }
  })

  test('reading continues in a log that has grown, moved or been compressed', async () => {
    const all = days().flat()
    const state = path('state')
    await count([put('all.log', log(all))])
    const once = here.printed
    await count([put('access.log', log(all.slice(0, 2500)))], { state })
    await count([put('access.log', log(all))], { state })
    expect(here.said).toContain('2,500 read before')
    await count([put('access.log.1', log(all)), put('access.log.2.gz', gzipSync(log(all)))], { state })
    expect(here.said).toContain('access.log.1: 4,000 lines of combined, 0 counted, 4,000 read before\n')
    expect(here.said).toContain('access.log.2.gz: 4,000 lines of combined, 0 counted, 4,000 read before\n')
    const { popularity: figures } = JSON.parse(here.printed)
    // Readers who came both before and after the cut are counted twice on that day.
    for (const [address, figure] of Object.entries(JSON.parse(once).popularity as Record<string, number>))
      expect(figures[address]).toBeCloseTo(figure, 1)
  })

  test('an export counts once even if it is read repeatedly', async () => {
    const state = path('state')
    const table = (readers: number) => `name,visitors,pageviews\n/a,${readers},99\n/b,20,99\n`
    const flags = { state, now: '2026-11-10' }
    await count([put('pages.csv', table(40))], flags)
    const once = here.printed
    await count([put('again.csv', table(40))], flags)
    expect(here.said).toContain('again.csv: 3 lines of plausible, 0 counted, 3 read before\n')
    expect(here.printed).toBe(once)
    await count([put('more.csv', table(41))], flags)
    expect(here.printed).not.toBe(once)
  })

  test('it contains no data about readers, and outdated counts are dropped', async () => {
    const state = path('state')
    const requests = readers('/a', 12)
    await count([put('a.log', log(requests))], { state })
    const text = readFileSync(state, 'utf8')
    expect(text).not.toMatch(/192\.0\.2|Mozilla|Firefox/)
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      kind: 'views',
      addresses: { '/a': [10, START / DAY, [START / DAY, 12]] },
    })
    await count([put('b.log', log(readers('/b', 12, START + 25 * DAY)))], { state, now: '2026-12-06' })
    expect(Object.keys(JSON.parse(readFileSync(state, 'utf8')).addresses)).toEqual(['/b'])
  })

  test('a night with few readers is saved even if no file is written', async () => {
    const state = path('state')
    await expect(count([put('a.log', log(readers('/a', 9)))], { state })).rejects.toThrow('they are kept in the state')
    expect(JSON.parse(readFileSync(state, 'utf8')).addresses['/a'][0]).toBe(9)
  })

  test.each([
    '',
    '{}',
    '{"version":1,"kind":"views","logs":{},"addresses":{"/a":[1]}}',
    '{"version":1,"kind":"views","logs":{},"addresses":{"/a":[1,2,[3]]}}',
  ])('any other file is rejected and left unchanged (%#)', async (text) => {
    const state = put('state', text)
    await expect(count([put('a.log', log(readers('/a', 12)))], { state })).rejects.toThrow('is not a popularity state')
    expect(readFileSync(state, 'utf8')).toBe(text)
  })

  test('a state of pages rejects lists', async () => {
    const state = path('state')
    await count([put('a.log', log(readers('/a', 12)))], { state })
    const event = JSON.stringify({ event: 'ranking', id: 'r', user: 'u', timestamp: START, items: [{ id: 'a' }] })
    await expect(count([put('e.jsonl', `${event}\n`)], { state })).rejects.toThrow(
      'counts pages, but e.jsonl has the other: use a separate state for each',
    )
  })
})

test('a story behind more pages than are kept has its figure, and by how much counts may be too low is told', async () => {
  const archive = Array.from({ length: 70_000 }, (_, i) => view(`/archive/${i}`, '192.0.2.1'))
  const story = Array.from({ length: 20_000 }, (_, i) => view('/story', `2001:db8::${i.toString(16)}`, START + DAY))
  const { popularity: figures, unknown } = await count([put('a.log', log([...archive, ...story]))], {
    now: '2026-11-11',
  })
  expect(figures).toEqual({ '/story': 0.5 })
  expect(unknown).toBe(0.01)
  expect(here.said).toContain(
    'there are more than 60,000 addresses: 10,001 with few readers were dropped, and counts may be too low by up to 1 readers; --include selects which count\n',
  )
})

describe('a page that isn’t in the file', () => {
  test('counts like pages with too few readers, and never above one in the file', async () => {
    const now = { now: '2026-11-10' }
    const file = put(
      'a.log',
      log([...readers('/a', 90), ...readers('/b', 40), ...readers('/c', 8), ...readers('/d', 2)]),
    )
    // Median 65; mean of the unlisted 5: 15 / (5 + 65 + 20).
    expect((await count([file], now)).unknown).toBe(0.167)
    expect(checkUnlisted(JSON.parse(here.printed))).toEqual({ figure: 0.167, until: START })
    // Including /b, which didn't fit, the mean is 16 2/3.
    expect((await count([file], { ...now, limit: '1' })).unknown).toBe(0.262)
    // With every counted page in the file, the others have no readers.
    expect((await count([file], { ...now, minReaders: '1' })).unknown).toBe(0.227)
  })

  test('figures of lists don’t apply to an item that was in no list', async () => {
    const events = Array.from({ length: 40 }, (_, user) => [
      { event: 'ranking', id: `r${user}`, user: `u${user}`, timestamp: START, items: [{ id: 'a' }, { id: 'b' }] },
      { event: 'interaction', id: `c${user}`, ranking: `r${user}`, user: `u${user}`, timestamp: START, item: 'a' },
    ]).flat()
    const file = put('events.jsonl', bytesOf(events.map((each) => JSON.stringify(each))))
    expect(await count([file], { now: '2026-11-10' })).not.toHaveProperty('unknown')
    expect(checkUnlisted(JSON.parse(here.printed))).toBeUndefined()
  })

  test.each([
    {},
    { unknown: 0.1 },
    { unknown: 0.1, newest: 'today' },
    { unknown: '0.1', newest: '2026-11-10' },
    { unknown: -1, newest: '2026-11-10' },
    { unknown: null, newest: '2026-11-10' },
  ])('a file without a usable value for it is still read (%#)', (file) => {
    expect(checkUnlisted({ popularity: { '/a': 0.5 }, ...file })).toBeUndefined()
  })
})

test.each([
  [{ halfLife: '3' }, '--half-life takes 12h to 365d: write --half-life 3d or --half-life 36h'],
  [{ halfLife: '6h' }, '--half-life takes 12h to 365d: write --half-life 3d or --half-life 36h'],
  [{ minReaders: '0' }, "--min-readers takes a whole number from 1 to 1000000, not '0'"],
  [{ limit: 'all' }, "--limit takes a whole number from 1 to 60000, not 'all'"],
  [{ now: 'today' }, '--now takes a date: write --now 2026-11-25'],
  [{ base: '/inkling' }, "--base takes the site's address: write --base https://paper.example"],
  [{ format: 'xml' }, "--format takes combined, json, ga4, matomo, plausible, metarank, not 'xml'"],
  [{ sql: 'oracle' }, "--sql takes duckdb, clickhouse, spark, not 'oracle'"],
  [{ files: [] }, 'popularity needs a log: write popularity access.log, or - for standard input'],
])('wrong usage is reported with what to write instead (%#)', async (flags, why) => {
  await expect(popularity({ files: ['a.log'], ...flags })).rejects.toThrow(new Error(why))
})

test('options determine what counts, and how', async () => {
  const now = { now: '2026-11-10' }
  const file = put('a.log', log([...readers('/a', 40), ...readers('/b', 20, START - 3 * DAY), ...readers('/c', 5)]))
  expect((await count([file], now)).popularity).toEqual({ '/a': 0.588, '/b': 0.364 })
  expect((await count([file], { ...now, exclude: '/b,/x' })).popularity).toEqual({ '/a': 0.5 })
  expect((await count([file], { ...now, include: '/b*' })).popularity).toEqual({ '/b': 0.5 })
  expect((await count([file], { ...now, minReaders: '5', limit: '2' })).popularity).toEqual({ '/a': 0.714, '/b': 0.5 })
  expect((await count([file], { ...now, halfLife: '1d' })).popularity['/b']).toBeLessThan(0.364)
  await count([], { sql: 'duckdb' }).catch(() => undefined)
  expect(here.printed).toMatch(/^-- Popularity of pages/)
  expect(here.printed).toMatch(/LIMIT 5000\n$/)
})
