// @vitest-environment node
// The command, from a log to a ranker: it reports the gain, and doesn't write weights that aren't better than the default.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkRanker } from '../../../sdk/src/ranking/ranker.ts'
import { fit, LEAST_LISTS } from '../../src/commands/fit.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { BROWSER, stampOf } from '../popularity/make.ts'
import { click, type Event, embedWords, fileOf, item, ranking, START } from './make.ts'

let said = ''
beforeEach(() => {
  said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(() => void vi.restoreAllMocks())

const AUTHORS = ['Ada', 'Ben', 'Cleo', 'Dana']
const SHOWN = 8
const CATALOGUE = Array.from({ length: 60 }, (_, i) => ({ id: `${i}`, author: AUTHORS[i % AUTHORS.length]! }))

/** Readers who open items at random, or all by one author, a feature to which the default ranker gives no weight. */
function log(readers: number, opens: 'anything' | 'an author', lists = 3): Event[] {
  const random = uniform(readers)
  const described = CATALOGUE.map(({ id, author }) => item(id, { title: `Story ${id}`, author }))
  const events = Array.from({ length: readers }, (_, reader) =>
    Array.from({ length: lists }, (_, turn) => {
      const shown = new Set<number>()
      while (shown.size < SHOWN) shown.add(Math.floor(random() * CATALOGUE.length))
      const items = [...shown].map((i) => CATALOGUE[i]!)
      const name = `${reader}-${turn}`
      const liked = AUTHORS[reader % AUTHORS.length]
      const clicked = items.filter(({ author }) => (opens === 'anything' ? random() < 0.25 : author === liked))
      return [
        ranking(
          name,
          `reader ${reader}`,
          items.map(({ id }) => id),
          turn * 10,
        ),
        ...clicked.map(({ id }) => click(name, id, turn * 10)),
      ]
    }),
  )
  return [...described, ...events.flat(2)]
}

async function fitted(events: readonly Event[], force = false) {
  const file = fileOf(events)
  const out = join(dirname(file), 'ranker.json')
  const failure = await fit({ events: file, out, name: 'mine', licence: 'none', force }, embedWords).then(
    () => undefined,
    (cause: Error) => cause.message,
  )
  return { failure, ranker: existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined }
}

test('Weights that are better than the default are written, and the gain is told with its interval, for each tier.', async () => {
  const { failure, ranker } = await fitted(log(320, 'an author'))
  expect(failure).toBeUndefined()
  expect(checkRanker(ranker).weights.lexical.author).toBeGreaterThan(0)
  expect(said).toMatch(/gain over the default, nDCG@10 of \d{3} lists of \d{3} readers, each ordered by weights/)
  for (const tier of ['with vectors', 'without vectors'])
    expect(said).toMatch(
      new RegExp(`${tier}: \\+0\\.\\d{4} \\(95 %: \\+0\\.\\d{4} to \\+0\\.\\d{4}\\), 0\\.\\d{4} against 0\\.\\d{4}`),
    )
  // Items are in random order, and places don't matter.
  expect(said).toMatch(/readers look at place k in proportion to k\^−-?0\.\d\d \(95 %: .* by items that changed places/)
  expect(Math.abs(ranker.examination.exponent)).toBeLessThan(0.1)
  expect(said).toMatch(/over popularity alone: \+0\.\d{4} \(95 %: /)
  expect(said).toContain('the ranker is in ')
  for (const tier of ['semantic', 'lexical']) {
    const { features, loss, error } = ranker.dropped[tier]
    expect(features).not.toHaveLength(0)
    for (const feature of features) expect(ranker.weights[tier]).not.toHaveProperty(feature)
    expect(features).not.toContain('author')
    expect(loss).toBeLessThanOrEqual(error)
  }
  expect(said).toMatch(/with vectors, .* (?:is|are) dropped: on held-out readers, the log loss per list changes by /)
})

test('Where there is nothing to learn nothing is written, unless it is forced.', async () => {
  const events = log(320, 'anything')
  const refused = await fitted(events)
  expect(refused.ranker).toBeUndefined()
  expect(refused.failure).toMatch(
    /with vectors and without vectors, fitted weights are not shown to be better than the default .* --force writes them anyway$/,
  )
  expect(said).toContain('gain over the default')
  expect(said).not.toContain('the ranker is in')
  const forced = await fitted(events, true)
  expect(forced.failure).toBeUndefined()
  expect(checkRanker(forced.ranker).name).toBe('mine')
})

test('Too few lists are refused before they are judged, with how many there are and how many it takes.', async () => {
  const { failure, ranker } = await fitted(log(60, 'an author'))
  const [, lists] = /has (\d+) lists to judge by, and (\d+) are needed/.exec(failure ?? '') ?? []
  expect(Number(lists)).toBeGreaterThan(80)
  expect(Number(lists)).toBeLessThan(120)
  expect(failure).toContain(`and ${LEAST_LISTS} are needed to tell a gain from chance`)
  expect(failure).toContain('--force writes weights anyway')
  expect(ranker).toBeUndefined()
  expect(said).not.toContain('gain over')
  expect((await fitted(log(60, 'an author'), true)).ranker).toBeDefined()
})

test('A log with one list per reader is rejected, even if forced.', async () => {
  for (const force of [false, true]) {
    const { failure, ranker } = await fitted(log(40, 'an author', 1), force)
    expect(failure).toMatch(/^no reader in .* was shown a second list/)
    expect(ranker).toBeUndefined()
  }
})

test('A server’s log and a file of what pages listed take the place of showings.', async () => {
  const folder = dirname(fileOf([]))
  const [views, listed, out] = ['access.log', 'listed.jsonl', 'ranker.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const items = CATALOGUE.slice(0, SHOWN).map(({ id, author }) => ({ id: `/stories/${id}`, author }))
  writeFileSync(
    listed,
    [
      { page: '/', items },
      { page: '/more', items },
    ]
      .map((page) => JSON.stringify(page))
      .join('\n'),
  )
  const view = (reader: number, minute: number, target: string, referrer = '-') =>
    `192.0.2.${reader} - - [${stampOf(START + minute * 60_000)}] "GET ${target} HTTP/1.1" 200 512 "${referrer}" "${BROWSER}"`
  const lines = Array.from({ length: 40 }, (_, reader) => [
    view(reader, 60 * reader, '/'),
    view(reader, 60 * reader + 1, items[reader % SHOWN]!.id, 'https://paper.example/'),
    view(reader, 60 * reader + 2, '/more'),
    view(reader, 60 * reader + 3, items[(reader + 4) % SHOWN]!.id, 'https://paper.example/more'),
    view(reader, 60 * reader + 4, items[0]!.id, 'https://paper.example/elsewhere'),
  ])
  writeFileSync(views, `${lines.flat().join('\n')}\n`)
  const flags = { events: views, listed, out, name: 'mine', licence: 'none', force: true }
  await fit(flags, embedWords)
  expect(said).toContain('200 page views: 80 showings of listing pages and 80 clicks are reconstructed')
  expect(said).toContain('every item listed counts as shown')
  expect(checkRanker(JSON.parse(readFileSync(out, 'utf8'))).name).toBe('mine')
  writeFileSync(listed, JSON.stringify({ page: '/other', items }))
  await expect(fit(flags, embedWords)).rejects.toThrow('there are no clicks')
})
