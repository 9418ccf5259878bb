/**
 * Replays Upworthy's headline tests (Upworthy Research Archive): half of each test's showings are the site's own
 * counts, and policies choose for the other half.
 *
 *   node packages/sdk/bench/creatives/upworthy.mjs FILE [--python PYTHON] [--server-every N] [--only SECTION]
 * [--shuffled]
 *
 * FILE is upworthy_exploratory.tsv[.xz]. PYTHON needs `vowpalwabbit` (PyPI); without it those rows are omitted.
 * Sections: devices, drawn, server, server-all; content evaluates the content model alone. --shuffled permutes outcomes
 * as a control. Needs a build, for the headlines' vectors. Prints Markdown tables.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { importSource } from '../../../../scripts/typescript.mjs'

const { values: flags, positionals } = parseArgs({
  options: {
    python: { type: 'string' },
    only: { type: 'string' },
    shuffled: { type: 'boolean' },
    'server-every': { type: 'string', default: '20' },
  },
  allowPositionals: true,
})
const [file] = positionals
if (!file) {
  console.error('Write the file of tests: node packages/sdk/bench/creatives/upworthy.mjs upworthy_exploratory.tsv.xz')
  process.exit(2)
}
const since = performance.now()
const seconds = () => `${((performance.now() - since) / 1000).toFixed(0)} s`

const bench = await importSource(
  '../bench/creatives/content-model.ts',
  '../bench/creatives/learners.ts',
  'cli/campaigns/fit-priors.ts',
  'cli/evaluate/random.ts',
  'creatives/bandit/posterior.ts',
  'creatives/bandit/random.ts',
)
const { hash32, uniform, normal, DEFAULT_PRIORS } = bench
/** Assumes less variation between readers than the default. */
const MORE = { ...DEFAULT_PRIORS, reader: 0.3 }

/** Weeks whose tests were probably not randomised, according to the archive's authors. */
const [BROKEN_FROM, BROKEN_TO] = [201325, 201402]
const FOLDS = 10
const INNER_FOLDS = 3
const STRENGTHS = [100, 300, 1000, 3000, 10_000]
/** Showings between updates of the learner. */
const BATCH = 50
/** Devices that see a test, and visits of each. */
const DEVICES = 3
const VISITS = 10
const SEED = 20261126
/** The baseline of all comparisons: the product without priors. */
const FLAT = 'flat Thompson, Inkling'

/** Groups tests of one story, which share a headline, lede or picture, so that folds don't leak outcomes. */
class Stories {
  #parents = new Map()

  of(name) {
    let at = name
    while (this.#parents.has(at)) at = this.#parents.get(at)
    return at
  }

  join(a, b) {
    const [one, other] = [this.of(a), this.of(b)]
    if (one !== other) this.#parents.set(other, one)
  }
}

/** Headlines of one test with the same picture; duplicates are merged. */
function readTests() {
  const text = file.endsWith('.xz')
    ? spawnSync('xz', ['-dc', file], { encoding: 'utf8', maxBuffer: 1 << 30 }).stdout
    : readFileSync(file, 'utf8')
  const [head, ...lines] = text.trim().split('\n')
  const columns = head.split('\t')
  const tests = new Map()
  const stories = new Stories()
  for (const line of lines) {
    const cells = line.split('\t')
    const row = Object.fromEntries(columns.map((name, i) => [name, cells[i]]))
    const week = Number(row.test_week)
    if (week >= BROKEN_FROM && week <= BROKEN_TO) continue
    stories.join(`test ${row.clickability_test_id}`, `headline ${row.headline}`)
    for (const what of ['lede', 'eyecatcher_id'])
      if (row[what]) stories.join(`test ${row.clickability_test_id}`, `${what} ${row[what]}`)
    const key = `${row.clickability_test_id}/${row.eyecatcher_id}`
    const headlines = tests.get(key) ?? new Map()
    tests.set(key, headlines)
    const known = headlines.get(row.headline) ?? { headline: row.headline, impressions: 0, clicks: 0 }
    headlines.set(row.headline, known)
    known.impressions += Number(row.impressions)
    known.clicks += Number(row.clicks)
  }
  return [...tests]
    .filter(([, headlines]) => headlines.size > 1)
    .map(([id, headlines]) => ({
      id,
      story: stories.of(`test ${id.split('/')[0]}`),
      arms: [...headlines.values()],
    }))
}

function embed(texts) {
  const bin = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'embed', '-', '--language', 'en'], {
    input: texts.map((text, id) => JSON.stringify({ id, text })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
    .trim()
    .split('\n')
    .map((line) => Float64Array.from(JSON.parse(line).vector ?? new Array(128).fill(0)))
}

/** Clicks in half of a headline's showings, drawn without replacement. */
function halve({ impressions, clicks }, random) {
  const half = Math.floor(impressions / 2)
  let [left, hits, drawn] = [impressions, clicks, 0]
  for (let n = 0; n < half; n++) {
    if (random() * left-- < hits) {
      hits--
      drawn++
    }
  }
  return { half, drawn }
}

/** Training examples of the content model, centred within each test by its weighted mean. */
function examplesOf({ arms }) {
  const raw = arms.map(({ impressions, clicks, vector }) => {
    const rate = (clicks + 0.5) / (impressions + 1)
    return { vector, logOdds: Math.log(rate / (1 - rate)), weight: impressions * rate * (1 - rate) }
  })
  const total = raw.reduce((sum, { weight }) => sum + weight, 0)
  const mean = (of) => raw.reduce((sum, each) => sum + each.weight * of(each), 0) / total
  const middle = mean(({ logOdds }) => logOdds)
  const centre = raw[0].vector.map((_, i) => mean(({ vector }) => vector[i]))
  return raw.map(({ vector, logOdds, weight }) => ({
    vector: vector.map((value, i) => value - centre[i]),
    logOdds: logOdds - middle,
    weight,
  }))
}

/** Scores headlines in log-odds, using only stories of other folds. */
function scoreHeadlines(tests) {
  const foldOf = ({ story }) => hash32(story, SEED) % FOLDS
  const examples = new Map(tests.map((test) => [test, examplesOf(test)]))
  const strengths = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = tests.filter((test) => foldOf(test) !== fold)
    const parts = Array.from({ length: INNER_FOLDS }, (_, part) =>
      others
        .filter(({ story }) => hash32(story, SEED + 1) % INNER_FOLDS === part)
        .flatMap((test) => examples.get(test)),
    )
    const strength = bench.bestStrength(parts, STRENGTHS)
    strengths.push(strength)
    const fitted = bench.ridge(parts.flat(), strength)
    for (const test of tests.filter((each) => foldOf(each) === fold))
      test.arms.forEach((arm, k) => {
        arm.score = bench.score(fitted, examples.get(test)[k].vector)
      })
  }
  const all = tests.flatMap((test) =>
    examples.get(test).map((example, k) => ({ ...example, score: test.arms[k].score })),
  )
  return { strengths, unexplained: bench.unexplained(all, (each) => each.score) }
}

/** Share of correctly ordered pairs, among pairs within a test whose rates differ significantly (|z| > 1.96). */
function pairsTold(tests) {
  let [right, pairs] = [0, 0]
  for (const { arms } of tests)
    arms.forEach((a, i) => {
      for (const b of arms.slice(i + 1)) {
        const [p, q] = [a.clicks / a.impressions, b.clicks / b.impressions]
        const pooled = (a.clicks + b.clicks) / (a.impressions + b.impressions)
        const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.impressions + 1 / b.impressions))
        if (!(Math.abs(p - q) > 1.96 * error)) continue
        pairs++
        right += Number(a.score > b.score === p > q)
      }
    })
  return { pairs, share: right / pairs }
}

const priorsOf = (rows) => Object.assign(Object.create(null), Object.fromEntries(rows))
const logit = (rate) => Math.log(rate / (1 - rate))
const sigmoid = (x) => 1 / (1 + Math.exp(-x))

/** The learners of a test, by row. @param rateOf the truth @param about the site: overall `rate`, and priors by name */
function learnersOf({ arms }, rateOf, { rate, siteWide, byCampaign, known }) {
  const moved = (score) => sigmoid(logit(rate) + score)
  // Nothing was counted for these headlines, so the prediction only shifts the starting point.
  const content = priorsOf(arms.map(({ id, score }) => [id, { rate: moved(score), showings: 0, cells: {} }]))
  const both = priorsOf(
    arms.map(({ id, score }) => {
      const prior = byCampaign[id]
      // Combines two independent estimates of the log-odds by inverse variance.
      const counted = prior.showings * prior.rate * (1 - prior.rate)
      const mean = (counted * logit(prior.rate) + (logit(rate) + score) / known) / (counted + 1 / known)
      return [id, { ...prior, rate: sigmoid(mean) }]
    }),
  )
  const of = (value) => {
    const values = new Map(arms.map((arm) => [arm.id, value(arm)]))
    return () => bench.always(({ creative }) => values.get(creative))
  }
  return {
    random: bench.randomly,
    'best fixed (nobody knows it)': of(rateOf),
    'best of the earlier half': of(({ earlier: [showings, goals] }) => goals / showings),
    'content alone': of(({ score }) => score),
    'ε-greedy': () => bench.epsilonGreedy(),
    'upper confidence bounds': bench.ucb,
    'flat Thompson, Beta(1, 1)': bench.betaThompson,
    [FLAT]: () => bench.inkling(),
    'content priors': () => bench.inkling(content, MORE),
    'site-wide priors': () => bench.inkling(siteWide),
    'the same, reader .3': () => bench.inkling(siteWide, MORE),
    'site-wide priors by campaign': () => bench.inkling(byCampaign),
    'the same by campaign, reader .3': () => bench.inkling(byCampaign, MORE),
    'and content, reader .3': () => bench.inkling(both, MORE),
  }
}

/** Runs one learner on a test, in batches of showings. @returns expected clicks */
function play(learner, arms, rates, showings, batch, random) {
  let clicks = 0
  for (let left = showings; left > 0; left -= batch) {
    const draw = learner.ready(arms, random)
    const counts = arms.map(() => [0, 0])
    for (let n = Math.min(left, batch); n > 0; n--) {
      const at = draw()
      clicks += rates[at]
      counts[at][0]++
      counts[at][1] += Number(random() < rates[at])
    }
    counts.forEach(([shown, goals], at) => {
      if (shown) learner.learn(arms[at], shown, goals)
    })
  }
  return clicks
}

/** Permutes outcomes within each test, so that text has no predictive value. */
function shuffle(tests) {
  const random = uniform(SEED)
  for (const { arms } of tests) {
    const outcomes = arms.map(({ impressions, clicks }) => ({ impressions, clicks }))
    for (const arm of arms) Object.assign(arm, outcomes.splice(Math.floor(random() * outcomes.length), 1)[0])
  }
}

const tests = readTests()
if (flags.shuffled) shuffle(tests)
const all = tests.flatMap(({ arms }) => arms)
console.error(`${tests.length} tests, ${all.length} headlines`)
embed(all.map(({ headline }) => headline)).forEach((vector, n) => {
  all[n].vector = vector
  all[n].id = `h${n}`
})
const { strengths, unexplained } = scoreHeadlines(tests)
const told = pairsTold(tests)
const random = uniform(SEED)
for (const arm of all) {
  const { half, drawn } = halve(arm, random)
  arm.earlier = [half, drawn]
  arm.rate = (arm.clicks - drawn) / (arm.impressions - half)
}
const countsOf = (of) =>
  all.map((arm) => {
    const [showings, goals] = of(arm)
    return { creative: arm.id, cells: [], showings, goals }
  })
const counts = countsOf(({ earlier }) => earlier)
const campaigns = new Map(tests.flatMap(({ id, arms }) => arms.map((arm) => [arm.id, id])))
const siteWide = bench.fitPriors(counts, DEFAULT_PRIORS)
const byCampaign = bench.fitPriors(counts, DEFAULT_PRIORS, campaigns)
const rate = counts.reduce((sum, { goals }) => sum + goals, 0) / counts.reduce((sum, { showings }) => sum + showings, 0)
// Posterior from both halves; samples from it are truths without the counting noise.
const whole = bench.fitPriors(
  countsOf(({ impressions, clicks }) => [impressions, clicks]),
  DEFAULT_PRIORS,
  campaigns,
)
for (const arm of all) {
  const prior = whole[arm.id]
  const variance = 1 / (1 / DEFAULT_PRIORS.creative ** 2 + prior.showings * prior.rate * (1 - prior.rate))
  arm.drawn = sigmoid(logit(prior.rate) + Math.sqrt(variance) * normal(random))
}
const within = tests.flatMap((test) =>
  examplesOf(test).map((example, k) => ({ ...example, score: test.arms[k].score })),
)
/** Variance of log-odds within tests around a prediction, corrected for counting noise. */
function varianceBeyond(of) {
  const squares = within.reduce((sum, each) => sum + each.weight * (each.logOdds - of(each)) ** 2, 0)
  // Counting noise alone would give the number of headlines, minus one mean per test.
  return (squares - (within.length - tests.length)) / within.reduce((sum, { weight }) => sum + weight, 0)
}
const [spread, known] = [varianceBeyond(() => 0), varianceBeyond((each) => each.score)]
const about = { rate, siteWide, byCampaign, known }

/**
 * Sums over tests, by row. @param rateOf the truth @param more rows from elsewhere @param only names of rows; default:
 * all
 */
function table(chosen, playOf, rateOf, { more = {}, only } = {}) {
  const rows = new Map()
  let best = 0
  for (const test of chosen) {
    const { arms } = test
    const rates = arms.map(rateOf)
    const seen = arms.reduce((sum, { impressions, earlier: [half] }) => sum + impressions - half, 0)
    const told = arms.map(({ id }) => ({ creative: id, cells: [], fits: {} }))
    for (const [name, make] of Object.entries(learnersOf(test, rateOf, about))) {
      if (only && !only.includes(name)) continue
      const { clicks, showings } = playOf(make, told, rates, seen, uniform(hash32(`${test.id}/${name}`, SEED)))
      const row = rows.get(name) ?? { clicks: 0, regret: 0 }
      rows.set(name, row)
      row.clicks += clicks
      row.regret += Math.max(...rates) * showings - clicks
      if (name === FLAT) best += Math.max(...rates) * showings
    }
  }
  for (const [name, row] of Object.entries(more)) rows.set(name, row)
  const flat = rows.get(FLAT)
  console.log('| way to choose | expected clicks | over flat | of the best | regret | less than flat |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const [name, { clicks, regret }] of rows)
    console.log(
      `| ${name} | ${clicks.toFixed(0)} | ${(100 * (clicks / flat.clicks - 1)).toFixed(2)} % | ${((100 * clicks) / best).toFixed(2)} % | ${regret.toFixed(0)} | ${(100 * (1 - regret / flat.regret)).toFixed(1)} % |`,
    )
  console.log()
  console.error(seconds())
}

const onServer = (make, arms, rates, seen, chance) => ({
  clicks: play(make(), arms, rates, seen, BATCH, chance),
  showings: seen,
})
const onDevices = (make, arms, rates, _, chance) => {
  let clicks = 0
  for (let device = 0; device < DEVICES; device++) clicks += play(make(), arms, rates, VISITS, 1, chance)
  return { clicks, showings: DEVICES * VISITS }
}

console.log(
  `${tests.length} tests (one picture each) of ${all.length} headlines; ${(100 * rate).toFixed(3)} % of showings clicked.`,
)
console.log(
  `Content: ridge over the encoder's vectors, learned on other stories (strengths ${[...new Set(strengths)].join(', ')}): ${(100 * (1 - unexplained)).toFixed(2)} % of the weighed variance within tests; of ${told.pairs} pairs that differ beyond chance it tells ${(100 * told.share).toFixed(1)} % right. Log-odds within a test differ by ${Math.sqrt(spread).toFixed(3)} (standard deviation), and from the score by ${Math.sqrt(known).toFixed(3)}.\n`,
)
const counted = (arm) => arm.rate
const some = tests.filter(({ id }) => hash32(id, SEED) % Number(flags['server-every']) === 0)
const sections = {
  devices() {
    console.log(
      `## Each device by itself: ${DEVICES} devices a test, ${VISITS} showings each; the later half's rates are the truth\n`,
    )
    table(tests, onDevices, counted)
  },
  drawn() {
    console.log('## The same; the truth is drawn from what both halves tell\n')
    table(tests, onDevices, (arm) => arm.drawn)
  },
  server() {
    const every = `${some.length} of the tests (one in ${flags['server-every']} by a hash)`
    console.log(`## A server that sees every showing of the later half, ${BATCH} at a time: ${every}\n`)
    table(some, onServer, counted, { more: vowpalWabbit() })
  },
  'server-all'() {
    console.log('## The same server, on all tests\n')
    table(tests, onServer, counted, { only: [FLAT, 'content priors', 'site-wide priors'] })
  },
}
for (const [name, section] of Object.entries(sections)) if (!flags.only || flags.only === name) section()

/** Runs Vowpal Wabbit's algorithms on the same tests. */
function vowpalWabbit() {
  if (!flags.python) return {}
  const input = some
    .map(({ id, arms }) =>
      JSON.stringify({
        id,
        seed: hash32(id, SEED),
        rates: arms.map(counted),
        showings: arms.reduce((sum, { impressions, earlier: [half] }) => sum + impressions - half, 0),
        batch: BATCH,
        scores: arms.map((arm) => arm.score),
        prior: arms.map((arm) => arm.earlier),
      }),
    )
    .join('\n')
  const script = fileURLToPath(new URL('vw.py', import.meta.url))
  const { stdout, stderr, status } = spawnSync(flags.python, [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(stderr)
  const { version, rows } = JSON.parse(stdout)
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name.replace('vw', `Vowpal Wabbit ${version}`), row]),
  )
}
