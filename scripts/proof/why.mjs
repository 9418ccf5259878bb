/**
 * Are explanations faithful? On RankLens and on simulated readers, through the code that ships: deletion curves, smallest sets, and
 * what reasons name → the second half of docs/proof/reasons.md, and, printed, the spread of features that `npx --no inkling parameters` weighs by.
 *
 *   node scripts/proof/why.mjs --events FILE.jsonl.gz [--vectors FILE.jsonl] [--users 80] [--readers 12]
 *
 * `--vectors`: what `npx --no inkling embed` made of the log's items (id: a fingerprint). Without them words and labels alone rank.
 * `--texts FILE` writes what to embed, and nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { importSource } from '../typescript.mjs'
import { FAITHFUL } from './faithful.mjs'
import { row } from './tests.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
/** Items of a list whose deletion curves are drawn, and orders by chance for each. */
const FIRST = 3
const DRAWS = 2
/** Visits of a simulated reader, of which every fifth is looked at. */
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
// What demo-readers.mjs writes stands below.
const [others = ''] = /<!-- demo-readers -->[\s\S]*/.exec(rest) ?? []
writeFileSync(report, `${first.trimEnd()}\n\n${page(measured)}\n${others}`)
for (const [name, inputs] of sets) console.log(name, spreadOf(inputs))

function vectorsIn(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const all = lines.map((line) => JSON.parse(line)).filter(({ vector }) => vector)
  return new Map(all.map(({ id, vector }) => [id, source.quantise(Float32Array.from(vector))]))
}

/** Lists of users drawn by chance; popularity is counted on all the others. */
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
    'Written by `node scripts/proof/why.mjs` (its head says with what), through the code that ships: default weights, calibration .25. A',
    `seeded sample of the simulated readers is in \`npm test\` (\`test/unit/ranking/faithful.test.ts\`).`,
    '',
    '### Deletion curves',
    '',
    'What was opened is deleted, one thing after the other, and the list ranked anew: the area under the curve of an item’s score above the',
    `mean of its list, for the first ${FIRST} of each list. Low is faithful: what counts for the item went first. Differences are paired, with 95 %`,
    'intervals from 2,000 resamplings of readers; above 0, the order that `explain` gives is the better one.',
    '',
    row('lists', 'curves', 'explained', 'by weight − explained', 'by recency − explained', 'by chance − explained'),
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
    'Of the items among the first ten: those that would not be there for somebody of whom nothing is known (*the reader’s*), and those that',
    'would be there anyway, by popularity, date or the page’s order. A set takes an item out of the first ten; each was ranked anew.',
    '',
    row(
      'lists',
      'readers',
      'events, median',
      'items',
      'the reader’s',
      'of these with a set',
      'events in it, median',
      'at most two',
      'of the others with a set',
      'of all with a set',
      'events in it, median (all)',
      'claims that fail',
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

/** By feature, its standard deviation within a list, over all lists. */
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
