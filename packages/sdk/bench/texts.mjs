/**
 * Measures what texts predict about creatives, on the Upworthy Research Archive (headlines tested against each other, with
 * impressions and clicks). Fits priors and a head to a part of the tests, like `inkling campaigns --texts`, and lets the
 * device's code choose in the other tests, which share no story with the first.
 *
 *   node packages/sdk/bench/texts.mjs TESTS.tsv [FOLDS]   prints Markdown. Cross-validation over stories, 5 folds by default
 *
 * TESTS.tsv has the archive's columns clickability_test_id, test_week, eyecatcher_id, impressions, clicks and headline.
 * Its terms allow research only, so no weights from it are shipped.
 */
import { importSource } from '../../../scripts/typescript.mjs'
import { campaignsIn, embedded, textsOf } from './upworthy.mjs'

const [file, folds = '5'] = process.argv.slice(2)
const FOLDS = Number(folds)
const cli = await importSource(
  '../../cli/src/campaigns/fit-texts.ts',
  '../../cli/src/campaigns/fit-priors.ts',
  '../../cli/src/campaigns/priors-file.ts',
  '../../cli/src/evaluate/random.ts',
  'content/quantise.ts',
  'creatives/bandit/posterior.ts',
  'creatives/bandit/text-prior.ts',
  'creatives/bandit/thompson.ts',
  'creatives/campaigns/read-campaigns.ts',
  'lib/scoring/text-head.ts',
)
const { DEFAULT_PRIORS, Posterior } = cli

/** Counted impressions per headline to compare. */
const COUNTED = [0, 100, 300, 1000]
/** Number of updates in which a device learns these counts. */
const TURNS = 10
const random = cli.uniform(7)

/** Draws without replacement: goals among `n` of an arm's showings. */
function drawn({ showings, goals }, n) {
  let [left, hits, found] = [showings, goals, 0]
  for (let i = 0; i < Math.min(n, showings); i++, left--)
    if (random() < hits / left) [hits, found] = [hits - 1, found + 1]
  return { showings: Math.min(n, showings), goals: found }
}

const countOf = (arm, { showings, goals } = arm) => ({ creative: arm.id, cells: [], showings, goals })
const byCampaign = (campaigns) => new Map(campaigns.flatMap(({ id, arms }) => arms.map((arm) => [arm.id, id])))

/** The device's posterior for creatives, as after loading the file. Depth 0 or 1. */
function deviceWith(priors, head, campaigns, vectors, by) {
  const expected = Object.create(null)
  if (head)
    for (const { id, prior, arms } of campaigns)
      for (const arm of arms) {
        const known = { vectors, replica: { origins: new Map([[arm.text, { by, depth: 0, deepest: 1 }]]) } }
        const found = cli.predictText([head], arm.text, known)
        if (found) expected[arm.id] = cli.textPrior(found, { id, prior })
      }
  return new Posterior(Object.assign(expected, priors))
}

const armOf = ({ id }) => ({ creative: id, cells: [], fits: {} })
const rateOf = ({ showings, goals }) => goals / showings

/** Regrets of a choice in a campaign: of the highest expected rate, and expected over Thompson sampling. */
function regretsOf(posterior, arms, truths) {
  const best = Math.max(...truths)
  const means = arms.map((arm) => posterior.logOdds(armOf(arm)).mean)
  const top = Math.max(...means)
  const tied = truths.filter((_, i) => means[i] === top)
  const propensities = cli.propensitiesOf(posterior, arms.map(armOf), random)
  return {
    greedy: best - tied.reduce((a, b) => a + b, 0) / tied.length,
    thompson: best - propensities.reduce((sum, p, i) => sum + p * truths[i], 0),
    chance: best - truths.reduce((a, b) => a + b, 0) / truths.length,
  }
}

const cells = []
const pairs = { 0: [0, 0], 1: [0, 0] }
const coverage = new Map()
const cover = (what, isCovered) => {
  const [held, all] = coverage.get(what) ?? [0, 0]
  coverage.set(what, [held + Number(isCovered), all + 1])
}

/** Counts pairs whose difference is significant at 1 %, and how many are ordered correctly. */
function comparePairs(posterior, arms, depth) {
  const variance = (arm) => (rateOf(arm) * (1 - rateOf(arm))) / arm.showings
  arms.forEach((a, i) => {
    for (const b of arms.slice(0, i)) {
      const z = (rateOf(a) - rateOf(b)) / Math.sqrt(variance(a) + variance(b))
      if (!(Math.abs(z) > 2.576)) continue
      pairs[depth][1]++
      pairs[depth][0] += Number(posterior.logOdds(armOf(a)).mean > posterior.logOdds(armOf(b)).mean === z > 0)
    }
  })
}

const logit = (p) => Math.log(p / (1 - p))
/** A rate's log-odds, and the variance of its noise. */
const observed = ({ showings, goals }) => {
  const p = (goals + 0.5) / (showings + 1)
  return [logit(p), 1 / (showings * p * (1 - p))]
}
/** How often 95 % intervals contain held-out rates, with the noise of these rates added. */
function measureCoverage(what, posterior, arms) {
  for (const arm of arms) {
    const { mean, variance } = posterior.logOdds(armOf(arm))
    const [value, noise] = observed(arm)
    cover(what, Math.abs(value - mean) <= 1.96 * Math.sqrt(variance + noise))
  }
}

const add = (by, depth, counted, regrets) => cells.push({ by, depth, counted, ...regrets })

const campaigns = campaignsIn(file, (story) => cli.hash32(story) % FOLDS)
const texts = textsOf(campaigns)
const floats = [embedded(texts, 0), embedded(texts, 1)]
const stored = floats.map((all) => new Map([...all].map(([text, vector]) => [text, cli.quantise(vector)])))
const pack = { language: 'en', by: 'space/encoder-en@0' }
const vectorsOf = (all) =>
  new Map(all.flatMap(({ arms }) => arms.map(({ id, text }) => [id, floats[0].get(text)])).filter(([, v]) => v))

for (let fold = 0; fold < FOLDS; fold++) {
  const seen = campaigns.filter((each) => each.fold !== fold)
  const hidden = campaigns.filter((each) => each.fold === fold)
  const report = { counts: seen.flatMap(({ arms }) => arms.map((arm) => countOf(arm))), days: [] }
  const fitted = cli.fitTexts(report, DEFAULT_PRIORS, byCampaign(seen), [{ ...pack, vectors: vectorsOf(seen) }])
  // Written and read again, so that the weights are those of the file.
  const written = cli.withPriors('{"campaigns":[]}', {}, 'file', { heads: fitted.heads, campaigns: new Map() })
  const head = cli.readCampaigns(JSON.parse(written.text)).texts[0]
  console.error(
    `fold ${fold}: gain ${fitted.fits[0].fit.gain.toFixed(1)} standard errors, ${JSON.stringify({ ...head, weights: head.weights.length })}`,
  )
  const contests = hidden.filter(({ arms }) => arms.length > 1)

  const plain = new Posterior()
  for (const depth of [0, 1]) {
    const device = deviceWith({}, head, hidden, stored[depth], pack.by)
    measureCoverage(
      `new campaign, depth ${depth}`,
      device,
      hidden.flatMap(({ arms }) => arms),
    )
    for (const { arms } of contests) {
      comparePairs(device, arms, depth)
      add('texts', depth, 0, regretsOf(device, arms, arms.map(rateOf)))
    }
  }
  for (const { arms } of contests) add('counts', 0, 0, regretsOf(plain, arms, arms.map(rateOf)))

  // A creative without counts in a campaign whose other creatives are counted.
  const newcomers = contests.map(({ arms }) => arms[Math.floor(random() * arms.length)])
  const isNew = new Set(newcomers.map(({ id }) => id))
  const known = [...seen, ...hidden]
  const others = {
    counts: known.flatMap(({ arms }) => arms.filter(({ id }) => !isNew.has(id)).map((arm) => countOf(arm))),
    days: [],
  }
  const priors = cli.fitPriors(others.counts, DEFAULT_PRIORS, byCampaign(known), [], {
    ...fitted.fits[0].fit,
    offsets: fitted.fits[0].fit.expected,
  })
  for (const depth of [0, 1]) {
    const running = contests.map((each) => ({ ...each, prior: priors.campaigns.get(each.id) }))
    measureCoverage(
      `running campaign, depth ${depth}`,
      deviceWith({}, head, running, stored[depth], pack.by),
      newcomers,
    )
  }

  // Counts of the hidden tests, added to the report with and without texts; and counted by the device itself.
  for (const counted of COUNTED.slice(1)) {
    const sample = new Map(hidden.flatMap(({ arms }) => arms.map((arm) => [arm.id, drawn(arm, counted)])))
    const rest = (arm) => {
      const { showings, goals } = sample.get(arm.id)
      return showings < arm.showings ? (arm.goals - goals) / (arm.showings - showings) : rateOf(arm)
    }
    const counts = [
      ...report.counts,
      ...hidden.flatMap(({ arms }) => arms.map((arm) => countOf(arm, sample.get(arm.id)))),
    ]
    const groups = byCampaign(campaigns)
    const both = { ...pack, vectors: vectorsOf(campaigns) }
    const ways = {
      counts: new Posterior(cli.fitPriors(counts, DEFAULT_PRIORS, groups).priors),
      texts: new Posterior(cli.fitTexts({ counts, days: [] }, DEFAULT_PRIORS, groups, [both]).priors),
    }
    const devices = {
      'device, counts': new Posterior(),
      'device, texts': deviceWith({}, head, hidden, stored[0], pack.by),
    }
    // Creatives take turns, as they do on a page.
    for (const device of Object.values(devices))
      for (const { arms } of contests)
        for (let turn = 0; turn < TURNS; turn++)
          for (const arm of arms) {
            const { showings, goals } = sample.get(arm.id)
            device.update(armOf(arm), showings / TURNS, goals / TURNS)
          }
    for (const { arms } of contests) {
      const truths = arms.map(rest)
      for (const [by, posterior] of Object.entries({ ...ways, ...devices }))
        add(by, 0, counted, regretsOf(posterior, arms, truths))
    }
    for (const [by, posterior] of Object.entries(ways))
      for (const { arms } of contests)
        measureCoverage(
          `${counted} counted, by ${by}`,
          posterior,
          arms
            .filter((arm) => arm.showings >= 2 * counted)
            .map((arm) => {
              const { showings, goals } = sample.get(arm.id)
              return { ...arm, showings: arm.showings - showings, goals: arm.goals - goals }
            }),
        )
  }
}

/** Relative change of regret against choosing at random, and its 95 % interval by bootstrap over campaigns. */
function interval(regrets) {
  const change = (all) => all.reduce((sum, [a]) => sum + a, 0) / all.reduce((sum, [, b]) => sum + b, 0) - 1
  const resampled = () => regrets.map(() => regrets[Math.floor(random() * regrets.length)])
  const draws = Array.from({ length: 500 }, () => change(resampled())).sort((a, b) => a - b)
  const [middle, low, high] = [change(regrets), draws[12], draws[487]].map((value) => (100 * value).toFixed(1))
  return `${middle} % (${low} to ${high})`
}
const columnOf = (of, policy) => {
  const found = cells.filter((cell) => Object.entries(of).every(([key, value]) => cell[key] === value))
  return found.length ? interval(found.map((cell) => [cell[policy], cell.chance])) : ''
}

const WAYS = ['counts', 'texts', 'device, counts', 'device, texts']
for (const policy of ['greedy', 'thompson']) {
  console.log(`\n| ${policy}: counted impressions | ${WAYS.join(' | ')} |\n|---|---|---|---|---|`)
  for (const counted of COUNTED)
    for (const depth of counted ? [0] : [0, 1]) {
      const row = WAYS.map((by) => columnOf({ by, counted, depth }, policy))
      console.log(`| ${counted}${counted ? '' : `, depth ${depth}`} | ${row.join(' | ')} |`)
    }
}
console.log('\n| pairs with different rates | right |\n|---|---|')
for (const [depth, [right, all]] of Object.entries(pairs))
  console.log(`| depth ${depth}, ${all} pairs | ${((100 * right) / all).toFixed(1)} % |`)
console.log('\n| 95 % intervals | cover |\n|---|---|')
for (const [what, [held, all]] of coverage)
  console.log(`| ${what}, ${all} rates | ${((100 * held) / all).toFixed(1)} % |`)
