// @vitest-environment node
// The command, from logs to the file that pages load.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkCoReading } from '../../../sdk/src/ranking/co-reading.ts'
import type { Evidence } from '../../../sdk/src/ranking/features/evidence.ts'
import { type TogetherFlags, together } from '../../src/commands/together.ts'
import { readCoReading } from '../../src/files/co-reading-file.ts'
import { captured } from '../captured.ts'
import { bytesOf, chance, DAY, lineOf, START, view } from '../popularity/make.ts'

const here = captured('together')

const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(here.folder, name), content)
  return join(here.folder, name)
}

async function learn(files: readonly string[], flags: Partial<TogetherFlags> = {}) {
  here.said = here.printed = ''
  await together({ files, ...flags })
  return here.printed
}

const STORIES = 20
/** Readers of two tastes: each opens half of the stories on their subject, and now and then one of the other. */
function openings(readers = 200): ReadonlyArray<{ readonly reader: number; readonly story: string }> {
  return Array.from({ length: readers }, (_, reader) => reader).flatMap((reader) =>
    ['space', 'food'].flatMap((subject, s) =>
      Array.from({ length: STORIES }, (_, n) => n)
        .filter((n) => chance(reader, subject, n) < (reader % 2 === s ? 0.5 : 0.05))
        .map((n) => ({ reader, story: `/${subject}/${n}` })),
    ),
  )
}

const requests = (all = openings()) =>
  all.map(({ reader, story }, i) => view(`${story}?utm_source=letter`, `2001:db8::${reader.toString(16)}`, START + i))

const values = (text: string, opened: readonly string[], candidates: readonly string[]) =>
  checkCoReading(JSON.parse(text))(
    opened.map((item) => ({ item, weight: 1 }) as Evidence),
    candidates.map((id) => ({ id, text: id, fingerprint: id })),
  )

test('readers of space are told what else readers of space read, from a log in any order, in parts or compressed', async () => {
  const lines = requests().map(lineOf)
  const text = await learn([put('one.log', bytesOf(lines))])
  expect(here.said).toMatch(/one\.log: [\d,]+ lines of combined, [\d,]+ counted\n/)
  expect(here.said).toMatch(/40 items, 24 numbers each, from \d+ readers; [\d,]+ bytes\n/)
  expect(here.said).toMatch(/\nfewer than 1,000 readers: [^\n]+\n$/)
  const [space, food, other] = values(text, ['/space/1', '/space/2'], ['/space/3', '/food/3', '/other'])
  expect(space! - food!).toBeGreaterThan(0.4)
  expect(other).toBeNaN()

  const back = [...lines].reverse()
  expect(await learn([put('back.log.gz', gzipSync(bytesOf(back)))])).toBe(text)
  expect(await learn([put('a.log', bytesOf(back.slice(0, 99))), put('b.log', bytesOf(back.slice(99)))])).toBe(text)
})

test("events in Metarank's format teach by clicks, not by what was shown or refused", async () => {
  const clicks = openings().flatMap(({ reader, story }, i) => [
    { event: 'ranking', id: `l${i}`, timestamp: START, user: `u${reader}`, items: [{ id: story }, { id: '/shown' }] },
    { event: 'interaction', ranking: `l${i}`, timestamp: START, user: `u${reader}`, item: story, type: 'click' },
    { event: 'interaction', ranking: `l${i}`, timestamp: START, user: `u${reader}`, item: '/hidden', type: 'hide' },
  ])
  const text = await learn([put('events.jsonl', clicks.map((each) => JSON.stringify(each)).join('\n'))], {
    dimensions: '16',
  })
  const { items, dimensions } = JSON.parse(text)
  expect(dimensions).toBe(16)
  expect(items).toHaveLength(40)
  const [space, food] = values(text, ['/space/1', '/space/2'], ['/space/3', '/food/3'])
  expect(space! - food!).toBeGreaterThan(0.4)
})

test('an item of nine readers is left out, however often they come back; one of ten is in', async () => {
  const rare = (story: string, readers: number) =>
    Array.from({ length: 3 * readers }, (_, i) =>
      view(story, `2001:db8::${(i % readers).toString(16)}`, START + Math.floor(i / readers) * DAY),
    )
  const log = bytesOf([...requests(), ...rare('/nine', 9), ...rare('/ten', 10)].map(lineOf))
  const { items } = JSON.parse(await learn([put('a.log', log)]))
  expect(items).toContain('/ten')
  expect(items).not.toContain('/nine')
})

test('readers of a single page do not count as readers of it, because nothing can be learned from them', async () => {
  const single = Array.from({ length: 30 }, (_, i) => view('/alone', `198.51.100.${i}`))
  const { items } = JSON.parse(await learn([put('a.log', bytesOf([...requests(), ...single].map(lineOf)))]))
  expect(items).not.toContain('/alone')
})

test('paths and a limit select items, and the file is written whole', async () => {
  const file = put('a.log', bytesOf(requests().map(lineOf)))
  const out = join(here.folder, 'co-reading.json')
  await learn([file], { out, include: '/space/*,/food/1*', limit: '28', dimensions: '16' })
  expect(here.printed).toBe('')
  const { items } = JSON.parse(readFileSync(out, 'utf8'))
  expect(items).toHaveLength(28)
  expect(items).not.toContain('/food/2')
  expect(here.said).toContain(`bytes in ${out}\n`)
})

test.each([
  [{ minReaders: '9' }, '--min-readers takes 10 or more'],
  [{ dimensions: '15' }, '--dimensions takes a whole number from 16 to 32'],
  [{ dimensions: '24.5' }, '--dimensions takes a whole number from 16 to 32'],
  [{ limit: '0' }, '--limit takes a whole number from 1 to 5000'],
])('%o is refused', async (flags, why) => {
  await expect(learn(['-'], flags)).rejects.toThrow(why)
})

test('a log with too few readers, an export, and an empty file are refused, with the reason', async () => {
  const few = put('few.log', bytesOf(requests(openings(9)).map(lineOf)))
  await expect(learn([few])).rejects.toThrow('0 items have 10 readers who opened another such item')
  const report = put('report.csv', 'Page path,Active users\n/a,20\n')
  await expect(learn([report])).rejects.toThrow(
    "is an export of ga4, which counts pages and doesn't tell who read which",
  )
  await expect(learn([put('empty.log', '')])).rejects.toThrow('is empty')
})

test('evaluate and fit read the file, and refuse others', async () => {
  const file = put('co-reading.json', await learn([put('a.log', bytesOf(requests().map(lineOf)))]))
  const coReading = await readCoReading(file)
  expect(
    coReading?.([{ item: '/space/1', weight: 1 } as Evidence], [{ id: '/space/2', text: '', fingerprint: '' }]),
  ).toEqual([expect.closeTo(0.3, 0)])
  expect(await readCoReading(undefined)).toBeUndefined()
  await expect(readCoReading(put('popularity.json', '{"popularity": {}}'))).rejects.toThrow(
    'is not a file about co-reading: `version` must be 1',
  )
  await expect(readCoReading(join(here.folder, 'none.json'))).rejects.toThrow('none.json')
})
