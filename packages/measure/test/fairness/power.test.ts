// @vitest-environment node
// Does an audit find a planted bias, and nothing if there is none? `npm run test:full` simulates many sites, and writes
// docs/proof/fairness.md.

import { afterAll, expect, test } from 'vitest'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { plainOrder } from '../../../sdk/test/cases/fair-order.ts'
import { audit } from '../../src/fairness/audit.ts'
import type { Finding, Measure } from '../../src/fairness/finding.ts'
import { PLANTED, PLANTS, type Plant, simulate } from '../../src/fairness/simulation.ts'
import { writeProof } from './proof.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
/** Number of sites without a bias, and with each bias. */
const [SITES, PLANTED_SITES] = FULL ? [100, 60] : [2, 1]
const [READERS, VISITS] = [400, 24]

/** Recognises findings of the injected bias. */
const FOUND: Readonly<Record<Plant, (finding: Finding) => boolean>> = {
  provider: ({ measure, subject, alarm }) =>
    subject?.name === PLANTED.provider &&
    (measure === 'exposure' ? alarm === 'less' : measure === 'wanted' && alarm === 'more'),
  topic: ({ measure, subject, alarm }) =>
    subject?.name === PLANTED.topic &&
    (measure === 'exposure' ? alarm === 'less' : measure === 'wanted' && alarm === 'more'),
  popularity: ({ measure }) => (['popularity', 'rare', 'coverage', 'gini'] as Measure[]).includes(measure),
  group: ({ measure, subject }) => measure === 'quality' && subject?.name === 'b',
  narrowing: ({ measure }) => measure === 'narrowing',
}

function alarmsOf(seed: number, plant?: Plant): Finding[] {
  const visits = simulate({ readers: READERS, visits: VISITS, order: plainOrder, random: uniform(seed), plant })
  return audit(visits).findings.filter(({ alarm }) => alarm !== 'none')
}

const rows: string[] = []
const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} % of ${of}`
/** For each measure, the number of audits with an alarm other than for the injected bias. */
function others(rang: readonly Finding[][], isPlanted: (finding: Finding) => boolean): string {
  const counts = new Map<string, number>()
  for (const alarms of rang)
    for (const measure of new Set(alarms.filter((each) => !isPlanted(each)).map((each) => each.measure)))
      counts.set(measure, (counts.get(measure) ?? 0) + 1)
  return [...counts].map(([measure, count]) => `${measure} (${count})`).join(', ') || '–'
}

afterAll(() => {
  if (FULL)
    writeProof(
      'power',
      `## Planted biases are found\n\nThe table shows the share of audits that found the planted bias. The audits were of simulated sites with ${READERS} readers and ${VISITS} visits each. The family-wise error rate of an audit is 5 % (Holm).\n\n| planted bias | found | other alarms (number of audits) |\n|---|---|---|\n${rows.join('\n')}`,
    )
})

test('Without a planted bias at most 5 % of audits ring.', { timeout: 7_200_000 }, () => {
  const rang = Array.from({ length: SITES }, (_, site) => alarmsOf(1000 + site))
  const count = rang.filter((alarms) => alarms.length).length
  const which = others(rang, () => false)
  rows.push(`| none | any alarm in ${percent(count, SITES)} | ${which} |`)
  expect(count, which).toBeLessThanOrEqual(0.05 * SITES)
})

test.each(PLANTS)('A planted bias is found in 95 % of audits: %s', { timeout: 7_200_000 }, (plant) => {
  const rang = Array.from({ length: PLANTED_SITES }, (_, site) => alarmsOf(5000 + site, plant))
  const found = rang.filter((alarms) => alarms.some(FOUND[plant])).length
  rows.push(`| ${plant} | ${percent(found, PLANTED_SITES)} | ${others(rang, FOUND[plant])} |`)
  expect(found).toBeGreaterThanOrEqual(0.95 * PLANTED_SITES)
})
