// @vitest-environment node
// Does an audit find a bias that was planted, and nothing where there is none? `npm run test:full` simulates many sites, and writes
// docs/proof/fairness.md.

import { afterAll, expect, test } from 'vitest'
import { uniform } from '../../../src/cli/evaluate/random.ts'
import { audit } from '../../../src/fairness/audit.ts'
import type { Finding, Measure } from '../../../src/fairness/finding.ts'
import { PLANTED, PLANTS, type Plant, simulate } from '../../../src/fairness/simulation.ts'
import { plainOrder } from '../../cases/fair-order.ts'
import { writeProof } from './proof.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
const SITES = FULL ? 100 : 2
const [READERS, VISITS] = [400, 24]

/** What tells that it is the planted bias that was found. */
const FOUND: Readonly<Record<Plant, (finding: Finding) => boolean>> = {
  provider: ({ measure, subject, alarm }) =>
    subject?.name === PLANTED.provider && (measure === 'exposure' ? alarm === 'less' : measure === 'wanted'),
  topic: ({ measure, subject, alarm }) =>
    subject?.name === PLANTED.topic && (measure === 'exposure' ? alarm === 'less' : measure === 'wanted'),
  popularity: ({ measure }) => (['popularity', 'rare', 'coverage', 'gini'] as Measure[]).includes(measure),
  group: ({ measure, subject }) => measure === 'quality' && subject?.name === 'b',
  narrowing: ({ measure }) => measure === 'narrowing',
}

function alarmsOf(seed: number, plant?: Plant): Finding[] {
  const visits = simulate({ readers: READERS, visits: VISITS, order: plainOrder, random: uniform(seed), plant })
  return audit(visits).findings.filter(({ alarm }) => alarm !== 'none')
}

const rows: string[] = []
const percent = (count: number) => `${((100 * count) / SITES).toFixed(1)} %`
afterAll(() => {
  if (FULL)
    writeProof(
      'power',
      `## What is planted is found\n\n${SITES} simulated sites a row, ${READERS} readers with ${VISITS} visits each; share of audits that find it, all tests taken together (Holm, 5 %).\n\n| planted | found | rings at anything |\n|---|---|---|\n${rows.join('\n')}`,
    )
})

test('Without a planted bias at most 5 % of audits ring.', { timeout: 7_200_000 }, () => {
  const rang = Array.from({ length: SITES }, (_, site) => alarmsOf(1000 + site))
  const count = rang.filter((alarms) => alarms.length).length
  const which = [...new Set(rang.flat().map(({ measure }) => measure))].join(', ')
  rows.push(`| nothing | – | ${percent(count)}${which ? ` (${which})` : ''} |`)
  expect(count, which).toBeLessThanOrEqual(0.05 * SITES)
})

test.each(PLANTS)('A planted bias is found in 95 % of audits: %s', { timeout: 7_200_000 }, (plant) => {
  const rang = Array.from({ length: SITES }, (_, site) => alarmsOf(5000 + site, plant))
  const found = rang.filter((alarms) => alarms.some(FOUND[plant])).length
  rows.push(`| ${plant} | ${percent(found)} | ${percent(rang.filter((alarms) => alarms.length).length)} |`)
  expect(found).toBeGreaterThanOrEqual(0.95 * SITES)
})
