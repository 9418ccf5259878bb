// @vitest-environment node
// The figures of one page for one reader equal those of an audit of the same visits.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { plainOrder } from '../../../sdk/test/cases/fair-order.ts'
import { audit } from '../../src/fairness/audit.ts'
import type { Finding } from '../../src/fairness/finding.ts'
import { ORDERS, pageFairness } from '../../src/fairness/page.ts'
import { simulate } from '../../src/fairness/simulation.ts'

const OPENED = new Map([
  ['topic 0', 4],
  ['topic 1', 2],
])

test('Exposure shares, rarely shown items and calibration equal the audit’s figures', () => {
  const visits = simulate({ readers: 8, visits: 18, order: plainOrder, random: uniform(3) }).map((visit) => ({
    ...visit,
    opened: OPENED,
  }))
  const { findings } = audit(visits)
  const found = (measure: Finding['measure'], dimension?: string, name?: string) => {
    const { value, reference } = findings.find(
      (each) => each.measure === measure && each.subject?.dimension === dimension && each.subject?.name === name,
    )!
    return { shown: value, editors: reference }
  }
  const page = pageFairness(
    visits.map(({ page, order }) => ({ page, shown: order, byScore: page.map((_, place) => place) })),
    OPENED,
  )
  const told = findings.flatMap(({ measure, subject }) => (measure === 'editors' ? [subject!] : []))
  expect(told.length).toBeGreaterThan(8)
  for (const { dimension, name } of told) {
    const row = page.exposure[dimension as 'topic'].find((each) => each.name === name)!
    const audited = found('editors', dimension, name)
    expect(row.shown).toBeCloseTo(audited.shown, 10)
    expect(row.editors).toBeCloseTo(audited.editors, 10)
    // The editors' order was also passed as the order by score.
    expect(row.byScore).toBeCloseTo(audited.editors, 10)
  }
  for (const measure of ['rare', 'calibration'] as const) {
    const audited = found(measure)
    expect(page[measure]!.shown).toBeCloseTo(audited.shown, 10)
    expect(page[measure]!.editors).toBeCloseTo(audited.editors, 10)
    expect(audited.shown).not.toBeCloseTo(audited.editors, 3)
  }
})

const list = fc.integer({ min: 1, max: 30 }).chain((n) =>
  fc.record({
    page: fc
      .array(fc.constantFrom('sky', 'bread', undefined), { minLength: n, maxLength: n })
      .map((topics) => topics.map((topic, place) => ({ id: `${n}:${place}`, topic }))),
    shown: fc.shuffledSubarray([...Array(n).keys()], { minLength: n }),
    byScore: fc.shuffledSubarray([...Array(n).keys()], { minLength: n }),
  }),
)

test('Shares sum to 1 in each order, whichever items have a topic', () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (lists) => {
      const { exposure, rare, calibration } = pageFairness(lists, new Map())
      for (const rows of Object.values(exposure))
        for (const order of ORDERS) expect(rows.reduce((sum, row) => sum + row[order], 0)).toBeCloseTo(1)
      for (const order of ORDERS) expect(rare[order]).toBeLessThan(1)
      expect(calibration).toBeUndefined()
    }),
  )
})

test('An item that moves up increases its topic’s exposure; calibration is undefined for fewer than five opened items', () => {
  const page = [...Array(12).keys()].map((place) => ({ id: `${place}`, topic: place === 11 ? 'sky' : 'bread' }))
  const editors = [...page.keys()]
  const risen = [11, ...editors.slice(0, 11)]
  const of = (opened: ReadonlyMap<string, number>) => pageFairness([{ page, shown: risen, byScore: editors }], opened)
  const sky = of(new Map()).exposure.topic.find(({ name }) => name === 'sky')!
  // Places beyond the tenth have no exposure; the first has 1 divided by the sum over ten places.
  expect([sky.editors, sky.byScore]).toEqual([0, 0])
  expect(sky.shown).toBeCloseTo(1 / editors.slice(0, 10).reduce((sum, place) => sum + 1 / Math.log2(2 + place), 0))
  expect(of(new Map([['sky', 4]])).calibration).toBeUndefined()
  const { shown, editors: before } = of(new Map([['sky', 5]])).calibration!
  expect(before).toBe(1)
  expect(shown).toBeLessThan(1)
})
