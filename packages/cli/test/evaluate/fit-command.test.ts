// @vitest-environment node
// The command, from a log to a ranker: it reports the gain, and doesn't write weights that aren't better than the default.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkRanker } from '../../../sdk/src/ranking/ranker.ts'
import { fit, LEAST_LISTS } from '../../src/commands/fit.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { click, type Event, embedWords, fileOf, item, ranking } from './make.ts'

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
  expect(said).toMatch(/over popularity alone: \+0\.\d{4} \(95 %: /)
  expect(said).toContain('the ranker is in ')
  // Nothing but the author decides what is opened.
  for (const tier of ['semantic', 'lexical']) {
    const { features, loss, error } = ranker.dropped[tier]
    expect(features).toContain('popularity')
    for (const feature of features) expect(ranker.weights[tier]).not.toHaveProperty(feature)
    expect(features).not.toContain('author')
    expect(loss).toBeLessThanOrEqual(error)
  }
  expect(said).toMatch(
    /with vectors, .*popularity.* are dropped: on held-out readers, the log loss per list changes by /,
  )
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
