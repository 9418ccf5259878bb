// @vitest-environment node
// Converts a report of showings to the priors that pages read.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_PRIORS, Posterior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import { fitPriors, LEAST_SHOWINGS } from '../../src/campaigns/fit-priors.ts'
import { onlyPriors, withPriors } from '../../src/campaigns/priors-file.ts'
import { type Count, countsOf } from '../../src/campaigns/read-counts.ts'
import { uniform } from '../../src/evaluate/random.ts'

const fit = (counts: readonly Count[]) => fitPriors(counts, DEFAULT_PRIORS).priors
const count = (creative: string, showings: number, goals: number, ...cells: string[]): Count => ({
  creative,
  showings,
  goals,
  cells,
})

describe('columns', () => {
  test.each([
    'age',
    'gender',
    'user_id',
    'city',
    'country',
    'IP address',
    'email',
    'segment',
    'audience',
    'referrer',
    'keyword',
  ])('a report by %s is rejected with the reason', (column) => {
    const read = () => countsOf(`creative,showings,goals,${column}\na,100,1,x\n`, 'report.csv')
    expect(read).toThrow(`a column "${column}"`)
    expect(read).toThrow("priors go to everybody's pages, so they must not contain or depend on anything about readers")
  })

  test('if a report has both, reads count rather than clicks', () => {
    const { counts } = countsOf('creative,showings,clicks,reads\na,100,9,4\n', 'report.csv')
    expect(counts.map(({ goals }) => goals)).toEqual([4])
  })

  test('a misspelt column is reported', () => {
    expect(() => countsOf('creative,showngs,goals\na,100,1\n', 'report.csv')).toThrow('Call it "showings"')
    expect(() => countsOf('creative,goals\na,1\n', 'report.csv')).toThrow('no column of showings: call it showings or')
    expect(() => countsOf('creative,clicks,conversions,views\na,1,1,5\n', 'report.csv')).toThrow('two columns of goals')
    expect(() => countsOf('', 'report.csv')).toThrow('report.csv is empty')
    expect(() => countsOf('[1, 2]', 'report.json')).toThrow('row 1 is not an object')
    expect(() => countsOf('{"creative": ', 'report.json')).toThrow('neither a list of JSON objects nor JSON lines')
  })

  test('CSV as ad servers export it, and both forms of JSON, give the same counts', () => {
    const csv = `\uFEFFCreative ID;Impressions;Clicks;Device category;Hour;Section;Date
trail;"1,200";12;Mobile;7;Sport;2026-11-24
trail;800;9;mobile;11;sport;2026-11-25
sail;500;3;Desktop;19;(not set);2026-11-25
`
    const rows = [
      { creative: 'trail', showings: 2000, goals: 21, device: 'phone', daypart: 'morning', topic: 'sport' },
      { creative: 'sail', showings: 500, goals: 3, device: 'desktop', daypart: 'evening', topic: null },
    ]
    const lines = rows.map((row) => JSON.stringify(row)).join('\n')
    // 11 o'clock still counts as morning.
    const expected = [
      count('trail', 2000, 21, 'device=phone', 'daypart=morning', 'topic=sport'),
      count('sail', 500, 3, 'device=desktop', 'daypart=evening'),
    ]
    for (const text of [csv, lines, JSON.stringify(rows)]) expect(countsOf(text, 'report').counts).toEqual(expected)
  })

  test.each([
    ['topic', 'anna@example.org', "doesn't look like a page's topic"],
    ['topic', 'https://paper.example/a', "doesn't look like a page's topic"],
    ['topic', 'user 1234567', "doesn't look like a page's topic"],
    ['topic', '6f9619ff-8b86-d011-b42d-00cf4fc964ff', "doesn't look like a page's topic"],
    ['topic', 'x'.repeat(61), "doesn't look like a page's topic"],
    ['device', 'iPhone 15 Pro', 'is not a device class'],
    ['device', 'constructor', 'is not a device class'],
    ['daypart', '25', 'is not a daypart'],
    ['goals', '101', 'more goals (101) than showings (100)'],
    ['goals', '-1', 'not a number of goals'],
    ['showings', 'NaN', 'not a number of showings'],
    ['showings', '1e300', 'not a number of showings'],
    ['creative', '', 'no creative'],
    ['creative', 'x'.repeat(101), 'no creative'],
  ])('%s %s is skipped', (name, value, why) => {
    const told: string[] = []
    const row = { creative: 'a', showings: '100', goals: '1', device: 'phone', daypart: '3', topic: 'sport' }
    const { counts, malformed } = countsOf(
      JSON.stringify([row, { ...row, [name]: value }]),
      'report',
      (line, because) => told.push(`${line}: ${because}`),
    )
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`2: `)
    expect(told[0]).toContain(why)
    expect([counts.length, malformed]).toEqual([1, 1])
  })

  test('Readers disguised as topics exceed the limit', () => {
    const rows = Array.from({ length: 501 }, (_, n) => `a,100,1,reader ${n}`).join('\n')
    expect(() => countsOf(`creative,showings,goals,topic\n${rows}`, 'report')).toThrow('more than 500 topics')
  })
})

const rates = fc.array(
  fc.record({ showings: fc.integer({ min: LEAST_SHOWINGS, max: 20_000 }), rate: fc.integer({ min: 0, max: 500 }) }),
  { minLength: 1, maxLength: 12 },
)

describe('priors', () => {
  test('A rate is between the observed rate and that of the others, and pages can read it', () => {
    fc.assert(
      fc.property(rates, (all) => {
        const counts = all.map(({ showings, rate }, n) =>
          count(`c${n}`, showings, Math.round((showings * rate) / 1000)),
        )
        const priors = fit(counts)
        const shares = counts.map(({ showings, goals }) => goals / showings)
        for (const { creative } of counts) {
          const { rate, showings } = priors[creative]!
          expect(rate).toBeGreaterThan(0)
          expect(rate).toBeGreaterThanOrEqual(Math.min(...shares) * 0.99)
          expect(rate).toBeLessThanOrEqual(Math.max(...shares) * 1.01 + 0.02)
          expect(showings).toBeGreaterThanOrEqual(0)
        }
        readCampaigns(JSON.parse(onlyPriors(priors, new Map()).text))
      }),
      { numRuns: 40 },
    )
  })

  test('Reordered rows and split rows give the same priors', () => {
    const counts = [
      count('a', 900, 9, 'device=phone'),
      count('a', 400, 8, 'device=desktop'),
      count('b', 700, 21, 'device=phone'),
    ]
    const priors = fit(counts)
    expect(fit([...counts].reverse())).toEqual(priors)
    const cut = counts.flatMap(({ showings, goals, ...rest }) => [
      { ...rest, showings: showings - 100, goals: goals - 1 },
      { ...rest, showings: 100, goals: 1 },
    ])
    expect(fit(cut)).toEqual(priors)
  })

  test('Creatives with few showings are shrunk towards the others, those with many are not', () => {
    const others = Array.from({ length: 10 }, (_, n) => count(`o${n}`, 5000, 50 + (n % 3)))
    const few = fit([...others, count('new', 60, 3)])['new']!
    const many = fit([...others, count('new', 60_000, 3000)])['new']!
    expect(few.rate).toBeLessThan(0.03)
    expect(many.rate).toBeCloseTo(0.05, 3)
    expect(many.showings).toBeGreaterThan(10 * few.showings)
  })

  test('Creatives with few showings are shrunk towards their own campaign, not towards others', () => {
    const counts = Array.from({ length: 12 }, (_, n) => count(`c${n}`, 8000, n < 6 ? 40 + n : 400 + n))
    const campaigns = new Map(
      [...counts, count('new', 0, 0)].map(({ creative }, n) => [creative, n < 6 ? 'low' : 'high']),
    )
    const seldom = count('new', 100, 0)
    const { rate } = fitPriors([...counts, seldom], DEFAULT_PRIORS, campaigns).priors['new']!
    expect(rate).toBeGreaterThan(0.025)
    expect(rate).toBeLessThan(0.051)
    expect(fit([...counts, seldom])['new']!.rate).toBeLessThan(0.025)
  })

  test('With fewer than 50 showings, no creative or cell has a prior, and no number depends on them', () => {
    const counts = [
      count('a', 1000, 10, 'topic=sport'),
      count('a', LEAST_SHOWINGS - 1, 40, 'topic=art'),
      count('b', LEAST_SHOWINGS - 1, 1, 'topic=sport'),
      count('b', 0, 0),
    ]
    const priors = fit(counts)
    expect(Object.keys(priors)).toEqual(['a'])
    expect(Object.keys(priors['a']!.cells)).toEqual(['topic=sport'])
    expect(fit([count('b', 49, 1)])).toEqual({})
    expect(fit([])).toEqual({})
  })

  test('Devices then predict what was fitted: they reproduce the rates in each context', () => {
    const effect = { phone: 0.5, desktop: -0.5, sport: 0.4, art: -0.4 } as const
    const next = uniform(5)
    const logOdds = (creative: number, device: 'phone' | 'desktop', topic: 'sport' | 'art') =>
      -4 + 0.3 * creative + (creative % 2 ? 1 : -1) * effect[device] + effect[topic]
    const counts: Count[] = []
    for (let creative = 0; creative < 6; creative++)
      for (const device of ['phone', 'desktop'] as const)
        for (const topic of ['sport', 'art'] as const) {
          // Topics and devices are correlated: sport is mostly read on phones.
          const showings = (device === 'phone') === (topic === 'sport') ? 30_000 : 6000
          const rate = 1 / (1 + Math.exp(-logOdds(creative, device, topic)))
          let goals = 0
          for (let n = 0; n < showings; n++) goals += Number(next() < rate)
          counts.push(count(`c${creative}`, showings, goals, `device=${device}`, `topic=${topic}`))
        }
    const posterior = new Posterior(fit(counts))
    for (const { creative, cells } of counts) {
      const [, device, topic] = /device=(\w+) topic=(\w+)/.exec(cells.join(' '))!
      const truth = logOdds(Number(creative.slice(1)), device as 'phone', topic as 'sport')
      const { mean, variance } = posterior.logOdds({ creative, cells, fits: {} })
      expect(Math.abs(mean - truth)).toBeLessThan(0.25)
      expect(Math.sqrt(variance)).toBeLessThan(0.6)
    }
  })
})

describe('the file', () => {
  const priors = fit([count('trail', 1000, 20), count('sail', 500, 5)])

  test('Priors are written into a site’s campaigns and replace earlier ones; everything else is kept', () => {
    const written = {
      campaigns: [
        {
          id: 'walks',
          slots: ['hero'],
          creatives: [
            { id: 'trail', audience: 'people who hike' },
            { id: 'city', prior: { rate: 0.5, showings: 10, cells: {} } },
          ],
        },
      ],
    }
    const { text, filled, unknown } = withPriors(JSON.stringify(written), priors, 'campaigns.json')
    expect([filled, unknown]).toEqual([1, ['sail']])
    expect(JSON.parse(text)).toEqual({
      campaigns: [
        {
          ...written.campaigns[0],
          creatives: [{ ...written.campaigns[0]!.creatives[0], prior: priors['trail'] }, { id: 'city' }],
        },
      ],
    })
  })

  test('A file that isn’t a campaigns file is reported', () => {
    expect(() => withPriors('{', priors, 'campaigns.json')).toThrow('campaigns.json is not a campaigns file')
    expect(() => withPriors('{"campaigns": [{"id": 1}]}', priors, 'campaigns.json')).toThrow('is not a campaigns file')
  })

  test('A file that is too long for pages is rejected', () => {
    const cells = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [`topic=${String(n).padEnd(50, 'x')}`, { rate: 0.01, showings: 1000 }]),
    )
    const some = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, { rate: 0.01, showings: 1000, cells }]))
    readCampaigns(JSON.parse(onlyPriors(some(12), new Map()).text))
    expect(() => onlyPriors(some(20), new Map())).toThrow('longer than the 256 KiB that pages read')
  })

  test('Without an existing file, a starter file with the report’s campaigns is written', () => {
    const { campaigns } = readCampaigns(
      JSON.parse(
        onlyPriors(
          priors,
          new Map([
            ['trail', 'walks'],
            ['sail', 'boats'],
          ]),
        ).text,
      ),
    )
    expect(campaigns.map(({ id, creatives }) => [id, creatives[0]!.id])).toEqual([
      ['walks', 'trail'],
      ['boats', 'sail'],
    ])
    const many = fit(Array.from({ length: 21 }, (_, n) => count(`c${n}`, 100, 1)))
    expect(() => onlyPriors(many, new Map())).toThrow('add a column campaign to the report')
  })
})
