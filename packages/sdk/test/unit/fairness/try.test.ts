// @vitest-environment node
import { test } from 'vitest'
import { audit } from '../../../src/fairness/audit.ts'
import { type Order, PLANTS, simulate, normal } from '../../../src/fairness/simulation.ts'
import { uniform } from '../../../src/cli/evaluate/random.ts'

const plain: Order = ({ page, taste, seen, random }) => {
  const trust = seen.length / (seen.length + 40)
  const scores = page.map((s, place) => 0.6 * trust * taste.get(s.topic)! + Math.log(s.popularity / (1 - s.popularity)) + 0.5 * normal(random) - 0.02 * place)
  return page.map((_, p) => p).sort((a, b) => scores[b]! - scores[a]!)
}
test('try', () => {
  for (const plant of [undefined, ...PLANTS]) {
    let t = performance.now()
    const visits = simulate({ readers: 400, visits: 24, order: plain, random: uniform(3), plant })
    const t1 = performance.now() - t
    t = performance.now()
    const { findings } = audit(visits)
    console.log(plant, 'sim', t1 | 0, 'audit', (performance.now() - t) | 0, findings.length)
    for (const f of findings) if (f.alarm !== 'none' || plant === undefined || ['popularity','narrowing','gini'].includes(f.measure) || f.subject?.name === 'provider 2'|| f.subject?.name === 'topic 3')
      console.log(`  ${f.alarm === 'none' ? ' ' : '*'} ${f.measure} ${f.subject?.dimension ?? ''} ${f.subject?.name ?? ''} v ${f.value.toFixed(3)} r ${f.reference.toFixed(3)} e ${f.effect.value.toFixed(3)} [${f.effect.low.toFixed(3)}, ${f.effect.high.toFixed(3)}] p ${f.p?.toFixed(4)}`)
  }
}, 300_000)
