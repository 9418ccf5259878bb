/**
 * Measures what titles predict about the popularity of new stories, on the Upworthy Research Archive. Counts a part of the
 * headlines like a log of lists, fits them like `inkling popularity --texts`, and orders lists of ten headlines of other
 * stories, as pages order new stories by popularity alone.
 *
 *   node packages/sdk/bench/text-popularity.mjs TESTS.tsv [FOLDS]   prints Markdown; columns as for texts.mjs
 */
import { importSource } from '../../../scripts/typescript.mjs'
import { campaignsIn, embedded, textsOf } from './upworthy.mjs'

const [file, folds = '5'] = process.argv.slice(2)
const FOLDS = Number(folds)
const cli = await importSource(
  '../../cli/src/evaluate/random.ts',
  '../../cli/src/popularity/counts.ts',
  '../../cli/src/popularity/figures.ts',
  '../../cli/src/popularity/fit-texts.ts',
  '../../cli/src/popularity/popularity-file.ts',
  'content/quantise.ts',
  'runtime/site-files/check-popularity.ts',
)
const RULES = { halfLife: 365, minReaders: 10 }
const LIST = 10
const BY = 'space/encoder-en@0'

const campaigns = campaignsIn(file, (story) => cli.hash32(story) % FOLDS)
const texts = textsOf(campaigns)
const floats = [embedded(texts, 0), embedded(texts, 1)]
const stored = floats.map((all) => new Map([...all].map(([text, vector]) => [text, cli.quantise(vector)])))
const random = cli.uniform(11)

/** Weeks as days, so that stories of one week form a group. */
const dayOf = (week) => 52 * 7 * Number(week.slice(0, 4)) + 7 * Number(week.slice(4))

function countsOf(all) {
  const counts = new cli.Counts()
  for (const { week, arms } of all)
    for (const { id, showings, goals } of arms) {
      counts.add(id, dayOf(week), goals)
      counts.add(id, dayOf(week), showings, 'shown').readers = showings
    }
  return counts
}

const rateOf = ({ showings, goals }) => goals / showings
const shuffled = (all) =>
  all
    .map((each) => [random(), each])
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)

/** Share of pairs in the right order, and nDCG with gains relative to the list's best. */
function scoresOf(list, figures) {
  let [right, all] = [0, 0]
  list.forEach((a, i) => {
    for (const b of list.slice(0, i)) {
      all++
      right +=
        figures.get(a.id) === figures.get(b.id)
          ? 0.5
          : Number(figures.get(a.id) > figures.get(b.id) === rateOf(a) > rateOf(b))
    }
  })
  const gain = (order) => order.reduce((sum, each, place) => sum + rateOf(each) / Math.log2(place + 2), 0)
  const by = (value) => [...list].sort((a, b) => value(b) - value(a))
  const found = gain(by((each) => figures.get(each.id)))
  return { pairs: right / all, ndcg: found / gain(by(rateOf)) }
}

const results = new Map()
const note = (what, scores) => results.set(what, [...(results.get(what) ?? []), scores])
for (let fold = 0; fold < FOLDS; fold++) {
  const seen = campaigns.filter((each) => each.fold !== fold)
  const vectors = new Map(
    seen.flatMap(({ arms }) => arms.map(({ id, text }) => [id, floats[0].get(text)])).filter(([, v]) => v),
  )
  const counts = countsOf(seen)
  const { heads, fits, expected } = cli.fitTexts(counts, 'shown', RULES, [{ language: 'en', by: BY, vectors }])
  const figures = cli.figuresOf(counts, 'shown', RULES, expected)
  const { text } = cli.popularityFile(figures, { limit: 5000, newest: 0, texts: heads })
  const predict = cli.checkTexts(JSON.parse(text))
  console.error(`fold ${fold}: gain ${fits[0].fit?.gain.toFixed(1)} standard errors`)
  const hidden = shuffled(campaigns.filter((each) => each.fold === fold).flatMap(({ arms }) => arms))
  for (let from = 0; from + LIST <= hidden.length; from += LIST) {
    const list = hidden.slice(from, from + LIST)
    note('mean of the list', scoresOf(list, new Map(list.map(({ id }) => [id, 0.5 + 1e-9 * random()]))))
    for (const depth of [0, 1]) {
      const known = (title) => ({
        vectors: stored[depth],
        replica: { origins: new Map([[title, { by: BY, depth, deepest: 1 }]]) },
      })
      const predicted = new Map(list.map(({ id, text: title }) => [id, predict(title, known(title)) ?? 0.5]))
      note(`titles, depth ${depth}`, scoresOf(list, predicted))
    }
  }
}

console.log(`| popularity of new stories | pairs in the right order | nDCG@${LIST} |\n|---|---|---|`)
for (const [what, all] of results) {
  const interval = (of) => {
    const mean = all.reduce((sum, each) => sum + each[of], 0) / all.length
    const error = Math.sqrt(all.reduce((sum, each) => sum + (each[of] - mean) ** 2, 0) / all.length ** 2)
    return `${mean.toFixed(3)} (${(mean - 1.96 * error).toFixed(3)} to ${(mean + 1.96 * error).toFixed(3)})`
  }
  console.log(`| ${what}, ${all.length} lists | ${interval('pairs')} | ${interval('ndcg')} |`)
}
