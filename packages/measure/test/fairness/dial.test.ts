// @vitest-environment node
// What the reader's dial costs and brings. `npm run test:full` writes docs/proof/fairness.md.

import { afterAll, expect, test } from 'vitest'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { type DialRow, dialsOfSimulation, livesWith, TURNED } from '../../../sdk/test/cases/dial-orders.ts'
import { writeProof } from './proof.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
const [READERS, VISITS] = [FULL ? 400 : 20, 24]
const three = (value: number) => value.toFixed(3)
let rows: DialRow[] = []
const lives: string[] = []

afterAll(() => {
  if (!FULL) return
  const told = rows.map(
    ({ dial, measure, before, after, difference: { value, low, high } }) =>
      `| ${dial} | ${measure} | ${three(before)} | ${three(after)} | ${three(value)} [${three(low)}, ${three(high)}] |`,
  )
  writeProof(
    'dial',
    `## Costs and benefits of the reader’s dial: simulated readers

The readers and lists are the same ${READERS} as above. Each list was ordered with each setting of the dial. *Balanced* is the site’s default. The readers clicked while they saw the balanced order, which therefore has an advantage in nDCG@10.

| dial | measure | balanced | this setting | difference |
|---|---|---|---|---|
${told.join('\n')}

In a second simulation, each reader kept the same setting from the first visit to the last. The figures are means over ${READERS} readers with 95 % intervals.

| dial | items opened per visit | topics opened in ${VISITS} visits |
|---|---|---|
${lives.join('\n')}`,
  )
})
test('Something new brings more topics, familiar fewer; neither costs more than .05 nDCG@10.', {
  timeout: 3_600_000,
}, () => {
  rows = dialsOfSimulation(READERS, VISITS, uniform(7))
  const of = (dial: DialRow['dial'], measure: DialRow['measure']) =>
    rows.find((each) => each.dial === dial && each.measure === measure)!.difference
  expect(of('explore', 'topics in the first ten').low).toBeGreaterThan(0)
  expect(of('familiar', 'topics in the first ten').high).toBeLessThan(0)
  expect(of('explore', 'share of exposure of topics hardly opened').low).toBeGreaterThan(0)
  for (const dial of TURNED) expect(of(dial, 'nDCG@10').value).toBeGreaterThan(-0.05)
})

test('Readers open about as much whichever way the dial is turned.', { timeout: 3_600_000 }, () => {
  const all = (['familiar', 'balanced', 'explore'] as const).map((dial) => livesWith(dial, READERS, VISITS, uniform(7)))
  for (const { dial, opened, topics } of all)
    lives.push(
      `| ${dial} | ${three(opened.value)} ± ${three(opened.half)} | ${three(topics.value)} ± ${three(topics.half)} |`,
    )
  const [familiar, balanced, explore] = all.map(({ opened }) => opened)
  for (const { value } of [familiar!, explore!]) expect(Math.abs(value / balanced!.value - 1)).toBeLessThan(0.25)
})
