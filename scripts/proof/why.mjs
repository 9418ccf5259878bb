/**
 * Measures whether explanations are faithful, on RankLens and on simulated readers, with the code that ships: deletion curves, smallest sets, and
 * the events that reasons name. Writes the second part of docs/proof/reasons.md. Prints the spread of the features, which `npx --no inkling
 * parameters` uses as weights.
 *
 *   node scripts/proof/why.mjs --events FILE.jsonl.gz [--vectors FILE.jsonl] [--users 80] [--readers 12]
 *
 * `--vectors` reads the vectors of the log's items as written by `npx --no inkling embed` (id: a fingerprint). Without it, only words and labels
 * are used. `--texts FILE` writes the texts to embed, and does nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { importSource } from '../typescript.mjs'
import { FAITHFUL } from './faithful.mjs'
import { row } from './tests.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
/** Items per list with a deletion curve, and random orders for each. */
const FIRST = 3
const DRAWS = 2
/** Visits of a simulated reader. Every fifth is evaluated. */
const DAYS = 30
const EVERY = 5

const { values } = parseArgs({
  options: {
    events: { type: 'string' },
    vectors: { type: 'string' },
    texts: { type: 'string' },
    users: { type: 'string', default: '80' },
    readers: { type: 'string', default: '12' },
  },
})
const source = await importSource(
  'content/quantise.ts',
  'ranking/rank.ts',
  'ranking/features/evidence.ts',
  'ranking/features/features.ts',
  '../../cli/src/evaluate/metrics/bootstrap.ts',
  '../test/cases/faithful.ts',
  '../test/cases/readers.ts',
)
const logs = await importSource(
  '../../cli/src/evaluate/context.ts',
  '../../cli/src/evaluate/log/input.ts',
  '../../cli/src/evaluate/log/read-log.ts',
  '../../cli/src/evaluate/popularity.ts',
  '../../cli/src/evaluate/replay.ts',
)
const random = source.randomFrom(7)
const quantile = (all, q) => [...all].sort((a, b) => a - b)[Math.floor(q * (all.length - 1))]
const percent = (part, all) => `${((100 * part) / all).toFixed(1)} %`

const log = await logs.readLog(values.events)
const contents = logs.contentsOf(log)
if (values.texts) {
  const lines = [...contents.values()].map(({ fingerprint: id, text }) => JSON.stringify({ id, text }))
  writeFileSync(values.texts, lines.join('\n'))
  process.exit()
}
const sets = [
  ['RankLens, by words and labels', [...rankLens(new Map())]],
  ...(values.vectors ? [['RankLens, with the model', [...rankLens(vectorsIn(values.vectors))]]] : []),
  ['Simulated readers, by words and labels', [...simulated()]],
]
const measured = sets.map(([name, inputs]) => ({ name, ...measure(inputs) }))
const report = join(root, 'docs/proof/reasons.md')
const [first, rest = ''] = readFileSync(report, 'utf8').split(FAITHFUL)
// The part that demo-readers.mjs writes follows.
const [others = ''] = /<!-- demo-readers -->[\s\S]*/.exec(rest) ?? []
writeFileSync(report, `${first.trimEnd()}\n\n${page(measured)}\n${others}`)
for (const [name, inputs] of sets) console.log(name, spreadOf(inputs))

function vectorsIn(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const all = lines.map((line) => JSON.parse(line)).filter(({ vector }) => vector)
  return new Map(all.map(({ id, vector }) => [id, source.quantise(Float32Array.from(vector))]))
}

/** Lists of randomly drawn users. Popularity is counted on all others. */
function* rankLens(vectors) {
  const byUser = logs.listsByUser(log.lists)
  const draw = source.randomFrom(1)
  const users = [...byUser.keys()].map((user) => ({ user, key: draw() })).sort((a, b) => a.key - b.key)
  const chosen = new Set(users.slice(0, Number(values.users)).map(({ user }) => user))
  const popularity = logs.countPopularity(log.lists)
  for (const replayed of logs.replay(log)) {
    const { list, past } = replayed
    if (!chosen.has(list.user)) continue
    const { of } = popularity.without(byUser.get(list.user))
    const input = logs.inputOf(list, past, logs.candidatesOf(replayed, 'fresh'), { contents, vectors }, of)
    if (input.history.positive.length < 2) continue
    yield { who: list.user, input: { ...input, list: '', rules: { demoteRead: false, calibration: 0.25 } } }
  }
}

function* simulated() {
  const all = source.catalogue(DAYS, source.randomFrom(1))
  for (let who = 0; who < Number(values.readers); who++) {
    let day = 0
    for (const { page: candidates, events, now } of source.visits(all, DAYS, source.randomFrom(who + 2), 0.25)) {
      const history = source.evidence(events, now)
      if (++day % EVERY || history.positive.length < 2) continue
      const rules = { demoteRead: true, calibration: 0.25 }
      yield { who, input: { list: '', candidates, history, vectors: new Map(), now, rules } }
    }
  }
}

function measure(inputs) {
  const numbers = new Map()
  const numberOf = (who) => {
    if (!numbers.has(who)) numbers.set(who, numbers.size)
    return numbers.get(who)
  }
  const claims = []
  const areas = []
  let [lists, events] = [0, []]
  for (const { who, input } of inputs) {
    lists++
    events.push(input.history.positive.length)
    claims.push(...source.claimsOf(input))
    for (const { id } of source.rank(input).items.slice(0, FIRST))
      areas.push({ user: numberOf(who), ...source.areasOf(input, id, random, DRAWS) })
  }
  return { lists, events: quantile(events, 0.5), readers: numbers.size, claims, areas }
}

function page(measured) {
  return [
    FAITHFUL.trimEnd(),
    '',
    'This part is written by `node scripts/proof/why.mjs` (see its header for the arguments). The script uses the shipped code, with default weights and a',
    'calibration of .25. `npm test` runs a seeded sample of the simulated readers (`test/unit/ranking/faithful.test.ts`).',
    '',
    '### Deletion curves',
    '',
    "The reader's positive events are deleted one by one, and the list is ranked again after each deletion. The figure is the area under the curve of an item's",
    `score, measured relative to the mean score of its list, for the first ${FIRST} items of each list. A smaller area means a more faithful`,
    'explanation, because the events that matter for the item were deleted first.',
    '',
    'The columns compare deletion in the order given by `explain` with other orders. Differences are paired, with 95 % intervals from 2,000 resamplings of',
    'readers. If a difference is above 0, the order given by `explain` is better.',
    '',
    row('lists', 'curves', '`explain`', 'by weight − `explain`', 'by recency − `explain`', 'random − `explain`'),
    '|---|---|---|---|---|---|',
    ...measured.map(({ name, areas }) => {
      const names = ['explained', 'weight', 'recency', 'chance']
      const boot = source.bootstrap(
        areas.map(({ user }) => user),
        names.map((order) => areas.map((each) => each[order])),
      )
      const difference = (k) => {
        const { value, interval } = boot.difference(k, 0)
        return `${value.toFixed(4)} (${interval.map((end) => end.toFixed(4)).join(' to ')})`
      }
      const { value } = boot.mean(0)
      return row(name, areas.length, value.toFixed(4), difference(1), difference(2), difference(3))
    }),
    '',
    '### Smallest sets',
    '',
    'Items among the first ten are divided into two groups: those that would not be there for an unknown reader (*the reader’s*), and those that would be',
    "there for any reader, because of popularity, date or the page's order. Deleting the events of an item's smallest set moves the item out of the first",
    'ten. Each set was checked by ranking the list again.',
    '',
    row(
      'lists',
      'readers',
      'events in the history, median',
      'items',
      'the reader’s',
      'the reader’s with a set',
      'events in the set, median',
      'sets of at most two',
      'others with a set',
      'all with a set',
      'events in the set, median (all)',
      'failed claims',
      'named but not in the set',
    ),
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...measured.map(({ name, lists, readers, events, claims }) => {
      const own = claims.filter(({ anyway }) => !anyway)
      const others = claims.filter(({ anyway }) => anyway)
      const sizes = (all) => all.flatMap(({ size }) => size ?? [])
      const found = sizes(own)
      return row(
        `${name} (${lists})`,
        readers,
        events,
        claims.length,
        own.length,
        percent(found.length, own.length),
        quantile(found, 0.5),
        percent(found.filter((size) => size < 3).length, found.length),
        percent(sizes(others).length, others.length),
        percent(sizes(claims).length, claims.length),
        quantile(sizes(claims), 0.5),
        claims.filter(({ holds }) => !holds).length,
        claims.filter(({ namesHold }) => !namesHold).length,
      )
    }),
    '',
  ].join('\n')
}

/** Root mean square, over all lists, of each feature's standard deviation within a list. */
function spreadOf(inputs) {
  const sums = {}
  let lists = 0
  for (const { input } of inputs) {
    const { columns } = source.features(input, source.tierOf(input))
    for (const [name, column] of Object.entries(columns)) {
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length
      sums[name] = (sums[name] ?? 0) + column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length
    }
    lists++
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, Number(Math.sqrt(sum / lists).toFixed(3))]),
  )
}
