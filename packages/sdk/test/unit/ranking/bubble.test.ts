// @vitest-environment node
// Do the defaults narrow what readers see? Uses simulated readers (test/cases/readers.ts), a thousand of them in `npm run test:full`.

import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { DEFAULTS } from '../../../src/options.ts'
import type { ItemContent } from '../../../src/types.ts'
import { catalogue, eventOf, orderOf, pageOf, randomFrom, START, visits } from '../../cases/readers.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
const READERS = FULL ? 1000 : 12
const VISITS = FULL ? 60 : 30
const BOUNCES = FULL ? 1000 : 200
const FIRST = 10
const calibration = DEFAULTS.calibration

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const sharesOf = (topics: readonly string[]) => {
  const shares = new Map<string, number>()
  for (const topic of topics) shares.set(topic, (shares.get(topic) ?? 0) + 1 / topics.length)
  return shares
}
/** In bits. */
const entropy = (shares: ReadonlyMap<string, number>) =>
  -[...shares.values()].reduce((sum, share) => sum + share * Math.log2(share), 0)
/** Jensen-Shannon divergence, in bits, 0..1: RADio's measure (Vrijenhoek et al. 2022). */
function divergence(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const middle = new Map([...a.keys(), ...b.keys()].map((key) => [key, ((a.get(key) ?? 0) + (b.get(key) ?? 0)) / 2]))
  return entropy(middle) - (entropy(a) + entropy(b)) / 2
}

function simulate(strength: number) {
  const all = catalogue(VISITS, randomFrom(1))
  const seen = { inkling: new Set<string>(), editors: new Set<string>() }
  const rows = { inkling: [] as number[][], editors: [] as number[][] }
  for (let reader = 0; reader < READERS; reader++) {
    for (const { page, order, read } of visits(all, VISITS, randomFrom(reader + 2), strength)) {
      const whole = sharesOf(page.map(({ topic }) => topic))
      for (const [who, list] of [
        ['inkling', order],
        ['editors', page],
      ] as const) {
        const first = list.slice(0, FIRST)
        for (const { id } of first) seen[who].add(id)
        const shares = sharesOf(first.map(({ topic }) => topic))
        rows[who].push([
          entropy(shares),
          divergence(shares, whole),
          read.length ? divergence(shares, sharesOf(read)) : 0,
        ])
      }
    }
  }
  const figures = (who: 'inkling' | 'editors') => {
    const [topics, representation, calibrated] = [0, 1, 2].map((column) => mean(rows[who].map((row) => row[column]!)))
    return {
      topics: topics!,
      representation: representation!,
      calibration: calibrated!,
      coverage: seen[who].size / all.length,
    }
  }
  return { inkling: figures('inkling'), editors: figures('editors') }
}

test('Over many visits the first ten hold as many topics, and all readers together see as much of the catalogue, as without.', () => {
  const { inkling, editors } = simulate(calibration)
  if (FULL) {
    const row = (name: string, { topics, coverage, calibration, representation }: typeof inkling) =>
      `| ${name} | ${[topics, coverage, calibration, representation].map((value) => value.toFixed(3)).join(' | ')} |`
    mkdirSync('docs/proof', { recursive: true })
    writeFileSync(
      'docs/proof/bubble.md',
      [
        '# Does Inkling narrow what readers see?',
        '',
        `The simulation has ${READERS} readers with one to four favourite topics, who visit ${VISITS} times each. Pages have 40 articles in twelve topics, which`,
        'are ranked in the lexical tier with the default weights. The figures cover the first ten positions and are averaged over visits. `npm run test:full`',
        'generates this page (test/unit/ranking/bubble.test.ts).',
        '',
        '| order | entropy of topics, bits | share of the catalogue shown to any reader | divergence from what the reader reads | divergence from the page |',
        '|---|---|---|---|---|',
        row('the editors’ order', editors),
        row('Inkling', inkling),
        row('Inkling, calibration off', simulate(0).inkling),
        '',
      ].join('\n'),
    )
  }
  expect(inkling.topics).toBeGreaterThanOrEqual(editors.topics)
  expect(inkling.coverage).toBeGreaterThanOrEqual(editors.coverage)
  // And it follows the reader: closer to what they read than the editors' order is.
  expect(inkling.calibration).toBeLessThan(editors.calibration)
}, 7_200_000)

test('Two seconds on one story bring at most two of its topic into the first six.', () => {
  const random = randomFrom(7)
  const all = catalogue(40, randomFrom(3))
  for (let i = 0; i < BOUNCES; i++) {
    const at = START + (20 + (i % 20)) * DAY
    // With and without popularity.
    const page = pageOf(all, at, random).map(
      ({ popularity, ...article }): ItemContent =>
        i % 2 && popularity !== undefined ? { ...article, popularity } : article,
    )
    const opened = page[Math.floor(random() * page.length)]!
    const six = (events: Parameters<typeof orderOf>[1]) => orderOf(page, events, at, calibration).slice(0, 6)
    const before = new Set(six([]).map(({ id }) => id))
    const events = [
      ...page.slice(0, 10).map((article) => eventOf(article, { kind: 'impression', at })),
      eventOf(opened, { kind: 'click', at }),
      eventOf(opened, { kind: 'dwell', at, seconds: 2 }),
    ]
    const came = six(events).filter(({ id, topic }) => !before.has(id) && topic === opened.topic)
    expect(came.length, `page ${i}`).toBeLessThanOrEqual(2)
  }
})
