// @vitest-environment node
// Mitigations: each moves its measure as intended, and its cost is measured. `npm run test:full` writes docs/proof/fairness.md.

import { afterAll, expect, test } from 'vitest'
import { InklingOrders, orderOfSimulation, STRONGER } from '../../../cli/src/audit/inkling-orders.ts'
import { FLOOR, MITIGATIONS, measureMitigations } from '../../../cli/src/audit/mitigations.ts'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { evidence } from '../../../sdk/src/ranking/features/evidence.ts'
import { rank } from '../../../sdk/src/ranking/rank.ts'
import { catalogue, eventOf, pageOf, randomFrom, START } from '../../../sdk/test/cases/readers.ts'
import { simulate } from '../../src/fairness/simulation.ts'
import { writeProof } from './proof.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
const READERS = FULL ? 400 : 24
const rows: string[] = []
const three = (value: number) => value.toFixed(3)

afterAll(() => {
  if (FULL)
    writeProof(
      'mitigations',
      `## Mitigations and their cost: simulated readers\n\nLists of ${READERS} simulated readers with 24 visits each were ordered as Inkling orders them on a page (by words, with the default rules). Intervals are 95 % intervals over readers. The row *calibration* sets that rule to ${STRONGER}. The other rows are floors, which reserve ${FLOOR} of the first positions: *newItems* for items published within a day, *smallProviders* for the smallest providers, which together have a fifth of all items, and *discovery* for topics of which the reader has opened less than 5 %.\n\n| rule | measure | before | after | nDCG@10 |\n|---|---|---|---|---|\n${rows.join('\n')}`,
    )
})

const MEASURES = {
  calibration: 'divergence from what the reader opened',
  newItems: 'share of exposure of new items',
  smallProviders: 'share of exposure of small providers',
  discovery: 'share of exposure of topics hardly opened',
} as const

test('Each rule moves its measure as it says, surely; each costs less than .03 nDCG@10.', {
  timeout: 3_600_000,
}, () => {
  const orders = new InklingOrders()
  const visits = simulate({ readers: READERS, visits: 24, order: orderOfSimulation(orders), random: uniform(7) })
  const mitigations = measureMitigations(visits, { floor: FLOOR, calibrated: orders.stronger })
  expect(mitigations.map((each) => each.mitigation)).toEqual(MITIGATIONS)
  for (const { mitigation: rule, before, after, difference, cost } of mitigations) {
    const interval = `${three(cost.value)} [${three(cost.low)}, ${three(cost.high)}]`
    rows.push(`| ${rule} | ${MEASURES[rule]} | ${three(before)} | ${three(after)} | ${interval} |`)
    if (rule === 'calibration') expect(difference.high).toBeLessThan(0)
    else expect(difference.low).toBeGreaterThan(0)
    expect(after - before).toBeCloseTo(difference.value, 9)
    expect(cost.value).toBeGreaterThan(-0.03)
  }
})

test('A higher floor moves its measure farther, one of 0 not at all.', () => {
  const orders = new InklingOrders()
  const visits = simulate({ readers: 12, visits: 24, order: orderOfSimulation(orders), random: uniform(8) })
  const afterOf = (floor: number) => measureMitigations(visits, { floor }).map(({ before, after }) => after - before)
  const [none, some, more] = [0, 0.2, 0.5].map(afterOf)
  expect(none).toEqual([0, 0, 0])
  some!.forEach((moved, k) => {
    expect(moved).toBeGreaterThan(0)
    expect(more![k]).toBeGreaterThan(moved)
  })
})

test('Lists are ordered as pages order them: with the rule of calibration that rank() has.', () => {
  const random = randomFrom(3)
  const all = catalogue(20, random)
  for (let day = 4; day < 12; day++) {
    const now = START + day * 86_400_000
    const page = pageOf(all, now, random)
    const events = pageOf(all, now - 3 * 86_400_000, random)
      .slice(0, day)
      .map((article) => eventOf(article, { kind: 'click', at: now - 3 * 86_400_000 }))
    const input = { candidates: page, history: evidence(events, now), vectors: new Map(), now }
    const orders = new InklingOrders()
    const order = orders.order(input)
    const placesOf = (calibration: number) =>
      rank({ ...input, list: '', rules: { demoteRead: false, calibration } }).items.map(({ from }) => from)
    expect(order).toEqual(placesOf(0.25))
    expect(orders.stronger).toEqual([placesOf(STRONGER)])
  }
})
