/**
 * Compares policies on a simulated slot, each either learning per device or on a server that sees everybody.
 *
 *   node packages/sdk/bench/creatives/simulate.mjs [--sites N] [--readers N] [--python PYTHON]
 *
 * PYTHON needs `vowpalwabbit` (PyPI); without it those rows are omitted. Prints a Markdown table.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { importSource } from '../../../../scripts/typescript.mjs'

const { values: flags } = parseArgs({
  options: {
    sites: { type: 'string', default: '3' },
    readers: { type: 'string', default: '300' },
    python: { type: 'string' },
  },
})
const bench = await importSource(
  '../bench/creatives/learners.ts',
  '../bench/creatives/slots.ts',
  'cli/campaigns/fit-priors.ts',
  'cli/evaluate/random.ts',
  'creatives/bandit/posterior.ts',
)
const CREATIVES = 6
const RATE = 0.01
const VISITS = 8
/** Showings in the site's own counts, over all creatives and contexts. */
const REPORTED = 100_000
const SEED = 20261126

const rows = new Map()
function add(name, { goals, regret }) {
  const known = rows.get(name) ?? { goals: 0, regret: 0 }
  rows.set(name, { goals: known.goals + goals, regret: known.regret + regret })
}

const inputs = []
for (let n = 0; n < Number(flags.sites); n++) {
  const seed = SEED + n
  const site = bench.siteOf({ seed, creatives: CREATIVES, rate: RATE })
  const counts = site.report(REPORTED)
  const priors = bench.fitPriors(counts, bench.DEFAULT_PRIORS)
  const readers = Array.from({ length: Number(flags.readers) }, () => site.reader(VISITS))
  const totals = readers
    .flat()
    .reduce((sums, { rates }) => sums.map((sum, k) => sum + rates[k]), new Array(CREATIVES).fill(0))
  const fixed = `c${totals.indexOf(Math.max(...totals))}`
  const makers = {
    random: bench.randomly,
    'best fixed (nobody knows it)': () => bench.always(({ creative }) => Number(creative === fixed)),
    'content alone': () => bench.always(({ fits }) => fits.content),
    'ε-greedy': () => bench.epsilonGreedy(),
    'upper confidence bounds': () => bench.ucb(),
    'flat Thompson, Beta(1, 1)': bench.betaThompson,
    'Inkling without priors': () => bench.inkling(),
    'Inkling with site-wide priors': () => bench.inkling(priors),
    'the same, reader .3': () => bench.inkling(priors, { ...bench.DEFAULT_PRIORS, reader: 0.3 }),
  }
  const alike = ['random', 'best fixed (nobody knows it)', 'content alone']
  for (const [name, make] of Object.entries(makers)) {
    const chance = () => bench.uniform(bench.hash32(name, seed))
    if (alike.includes(name)) {
      add(name, bench.play(readers, make, chance()))
      continue
    }
    add(`${name}: each device`, bench.play(readers, make, chance()))
    const server = make()
    add(
      `${name}: a server`,
      bench.play(readers, () => server, chance()),
    )
  }
  inputs.push({ seed, counts, views: readers.flat() })
}

if (flags.python) {
  const { stdout, stderr, status } = spawnSync(
    flags.python,
    [fileURLToPath(new URL('vw.py', import.meta.url)), 'slots'],
    { input: inputs.map((each) => JSON.stringify(each)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  if (status !== 0) throw new Error(stderr)
  const { version, rows: results } = JSON.parse(stdout)
  for (const [name, { clicks, regret }] of Object.entries(results))
    add(`${name} ${version}: a server`, { goals: clicks, regret })
}

const { goals, regret } = rows.get('random')
const most = goals + regret
console.log(
  `${flags.sites} sites, ${CREATIVES} creatives, ${flags.readers} readers of ${VISITS} page views each; about ${100 * RATE} goals in 100 showings; priors from ${REPORTED} showings.\n`,
)
console.log('| way to choose | goals in 1,000 showings | of the best | regret less than at random |')
console.log('| --- | --- | --- | --- |')
const showings = Number(flags.sites) * Number(flags.readers) * VISITS
for (const [name, row] of rows)
  console.log(
    `| ${name} | ${((1000 * row.goals) / showings).toFixed(2)} | ${((100 * row.goals) / most).toFixed(1)} % | ${(100 * (1 - row.regret / regret)).toFixed(1)} % |`,
  )
