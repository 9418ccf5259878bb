/**
 * Measures the value of `unknown` in a popularity file: splits a log's readers into five folds, counts readers in four
 * of them like `inkling popularity`, and orders the lists of the fifth with the default ranker, without vectors.
 *
 *   node packages/sdk/bench/unlisted.mjs EVENTS   in Metarank's format; prints nDCG@10 and paired differences in
 * Markdown
 */
import { importSource } from '../../../scripts/typescript.mjs'

const events = process.argv[2]
const cli = await importSource(
  '../../cli/src/evaluate/context.ts',
  '../../cli/src/evaluate/inkling-rows.ts',
  '../../cli/src/evaluate/log/input.ts',
  '../../cli/src/evaluate/log/read-log.ts',
  '../../cli/src/evaluate/metrics/bootstrap.ts',
  '../../cli/src/evaluate/metrics/metrics.ts',
  '../../cli/src/evaluate/random.ts',
  '../../cli/src/evaluate/replay.ts',
  '../../cli/src/popularity/counts.ts',
  '../../cli/src/popularity/figures.ts',
  'ranking/rank.ts',
  'ranking/ranker.ts',
)
const PARTS = 5
const RULES = { halfLife: 365, minReaders: 10 }

const log = await cli.readLog(events)
const catalogue = { contents: cli.contentsOf(log), vectors: new Map() }
const partOf = (user) => cli.hash32(user) % PARTS

/** Readers of each item in the other folds. */
function countedWithout(part) {
  const counts = new cli.Counts()
  const readers = new Map()
  for (const list of log.lists)
    if (partOf(list.user) !== part)
      for (const item of list.clicked) readers.set(item, (readers.get(item) ?? new Set()).add(list.user))
  for (const [item, { size }] of readers) counts.add(item, 1, size).readers = size
  return counts
}

/** Popularity figures by item, for each way of treating items that aren't in the file. */
function waysOf(part) {
  const counts = countedWithout(part)
  const all = cli.figuresOf(counts, 'views', { ...RULES, minReaders: 1 })
  const listed = cli.figuresOf(counts, 'views', RULES)
  const unknown = cli.unlistedFigure(counts, RULES, listed, listed.size)
  // A random selection of the same size, to simulate new items that had no time to be read.
  const share = listed.size / all.size
  const byChance = (item) => (cli.hash32(item, 7) / 2 ** 32 < share ? all.get(item) : undefined)
  return {
    unknown,
    share,
    ways: {
      'no figures': () => undefined,
      'left out: mean of the list': (item) => listed.get(item),
      'left out: unknown': (item) => listed.get(item) ?? unknown,
      'all counted': (item) => all.get(item) ?? unknown,
      'new: mean of the list': byChance,
      'new: unknown': (item) => byChance(item) ?? unknown,
    },
  }
}

const columns = new Map()
const users = []
const numbers = new Map()
for (let part = 0; part < PARTS; part++) {
  const { ways, unknown, share } = waysOf(part)
  console.error(`part ${part + 1}: ${(share * 100).toFixed(0)} % of the items are in the file, unknown ${unknown}`)
  const lists = log.lists.filter(({ user }) => partOf(user) === part)
  for (const replayed of cli.replay({ lists })) {
    const candidates = cli.candidatesOf(replayed, 'fresh')
    const relevance = candidates.map((item) => (replayed.list.clicked.has(item) ? 1 : 0))
    if (cli.skippedFor(relevance)) continue
    const { user } = replayed.list
    if (!numbers.has(user)) numbers.set(user, numbers.size)
    users.push(numbers.get(user))
    const keys = cli.tieKeys(replayed.list.id, candidates)
    for (const [name, of] of Object.entries(ways)) {
      const input = cli.inputOf(replayed.list, replayed.past, candidates, catalogue, of)
      const scores = new Float64Array(candidates.length)
      const rules = { demoteRead: false, calibration: 1 }
      for (const item of cli.rank({ ...input, list: '', ranker: cli.DEFAULT_RANKER, rules }).items)
        scores[item.from] = -item.to
      if (!columns.has(name)) columns.set(name, [])
      columns.get(name).push(cli.listMetrics(scores, relevance, keys).ndcg10)
    }
  }
}
const names = [...columns.keys()]
const estimates = cli.bootstrap(users, [...columns.values()])
const told = ({ value, interval: [low, high] }) => `${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`
console.log(`${users.length} lists of ${numbers.size} readers\n\n| figures | nDCG@10 |\n|---|---|`)
for (const [k, name] of names.entries()) console.log(`| ${name} | ${told(estimates.mean(k))} |`)
console.log('\n| difference | nDCG@10 |\n|---|---|')
for (const [a, b] of [
  ['left out: unknown', 'left out: mean of the list'],
  ['all counted', 'left out: unknown'],
  ['new: unknown', 'new: mean of the list'],
])
  console.log(`| ${a}, less ${b} | ${told(estimates.difference(names.indexOf(a), names.indexOf(b)))} |`)
