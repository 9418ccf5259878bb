/**
 * Measures co-reading on a log: splits its readers, makes the file from the first 70 %, fits weights to the next 10 %
 * and scores the lists of the last 20 %, through the code that pages run, with the file as pages load it. Prints
 * nDCG@10, and a membership-inference attack on the file, in Markdown.
 *
 *   node packages/sdk/bench/co-reading.mjs EVENTS [--words]   in Metarank's format; models/training/ranker/co_reading.py
 * makes such logs. --words: without text vectors
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { importSource } from '../../../scripts/typescript.mjs'
import { attack } from './co-reading/attack.mjs'
import { als, ease, itemKnn } from './co-reading/rivals.mjs'

const [events, ...switches] = process.argv.slice(2)
const sources = await importSource(
  '../../cli/src/evaluate/context.ts',
  '../../cli/src/evaluate/fitting/fit.ts',
  '../../cli/src/evaluate/inkling-rows.ts',
  '../../cli/src/evaluate/log/input.ts',
  '../../cli/src/evaluate/log/read-log.ts',
  '../../cli/src/evaluate/metrics/bootstrap.ts',
  '../../cli/src/evaluate/metrics/metrics.ts',
  '../../cli/src/evaluate/popularity.ts',
  '../../cli/src/evaluate/random.ts',
  '../../cli/src/evaluate/replay.ts',
  '../../cli/src/evaluate/vectors.ts',
  '../../cli/src/popularity/reader-set.ts',
  '../../cli/src/together/co-occurrence.ts',
  '../../cli/src/together/co-reading-file.ts',
  '../../cli/src/together/item-vectors.ts',
  '../../cli/src/together/openings.ts',
  'ranking/co-reading.ts',
  'ranking/features/features.ts',
  'ranking/ranker.ts',
)
const D = 24
/** Lists per scored reader, and scored readers of each part, so that large logs don't take hours. */
const MOST_LISTS = 11
const MOST_READERS = 1000

const log = await sources.readLog(events)
const partOf = (user) => (cli.hash32(user, 89) / 2 ** 32 < 0.7 ? 0 : cli.hash32(user, 89) / 2 ** 32 < 0.8 ? 1 : 2)
const [train, validation, test] = [0, 1, 2].map((part) => log.lists.filter(({ user }) => partOf(user) === part))
const firstLists = (lists) =>
  [...sources.listsByUser(lists).values()]
    .filter((own) => own.length > 1)
    .slice(0, MOST_READERS)
    .flatMap((own) => own.slice(0, MOST_LISTS))

/** Which reader opened what; @param minReaders of an item */
function openingsOf(lists, minReaders = 10) {
  const collector = new sources.OpeningsCollector()
  const hash = sources.readerHashes(new Uint8Array(8))
  for (const { user, clicked } of lists) for (const item of clicked) collector.add(hash(user), item)
  return collector.finish({ minReaders, limit: 5000 })
}

async function fileOf(openings) {
  const vectors = await sources.itemVectors(sources.mutualInformation(openings), D)
  return sources.coReadingFile(openings.items, vectors, D)
}

const openings = openingsOf(train)
let started = performance.now()
const text = await fileOf(openings)
const seconds = (performance.now() - started) / 1000
const opened = openings.readers.reduce((sum, own) => sum + own.length, 0)
console.log(
  `${openings.readers.length} readers, ${openings.items.length} items in the file, ${(opened / openings.items.length).toFixed(0)} openings an item; ${text.length} bytes, made in ${seconds.toFixed(1)} s\n`,
)

/** Embeds with the built command, because the encoder isn't part of the sources imported here. */
function embed(texts) {
  const input = texts.map((text, id) => JSON.stringify({ id: String(id), text })).join('\n')
  const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [command, 'embed', '-'], { input, maxBuffer: 2 ** 30 })
  if (status) throw new Error('run npm run build first')
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => Float32Array.from(JSON.parse(line).vector))
}

const contents = sources.contentsOf(log)
const shown = [...validation, ...test]
const vectors = switches.includes('--words')
  ? new Map()
  : sources.stored(await sources.vectorsOf(contents, shown, embed, () => {}), contents)
const popularity = sources.countPopularity(train)
const tier = vectors.size ? 'semantic' : 'lexical'
const without = { contents, vectors }
const coReading = sources.checkCoReading(JSON.parse(text))
const withFile = { ...without, coReading }

const examplesWith = (catalogue) => [...sources.examplesOf(firstLists(validation), catalogue, tier, popularity)]
const fitted = (examples, which) => {
  const weights = sources.fitTier(examples, which)
  return sources.rankerOf('fitted', { lexical: weights, semantic: weights })
}
const NONE = sources.FEATURES.filter((name) => name !== 'coReading')
const withWeight = (weight) => {
  const { weights, ...rest } = cli.DEFAULT_RANKER
  const both = {
    lexical: { ...weights.lexical, coReading: weight },
    semantic: { ...weights.semantic, coReading: weight },
  }
  return { ...rest, weights: both }
}
const only = (name) => ({ lexical: { [name]: 1 }, semantic: { [name]: 1 } })
const rivals = { EASE: ease(openings), ALS: als(openings), 'item-kNN': itemKnn(openings) }
const examples = examplesWith(withFile)
const whole = fitted(examples)
const rows = [
  ['popularity', without, sources.rankerOf('popularity', only('popularity'))],
  ['co-reading alone', withFile, sources.rankerOf('co-reading', only('coReading'))],
  ...Object.entries(rivals).map(([name, rival]) => [
    `${name} alone`,
    { ...without, coReading: rival },
    sources.rankerOf(name, only('coReading')),
  ]),
  ['default without', without, withWeight(0)],
  ...[1, 2].map((weight) => [`default with ${weight}`, withFile, withWeight(weight)]),
  ['fitted without', without, fitted(examples, NONE)],
  ['fitted with', withFile, whole],
  ...Object.entries(rivals).map(([name, rival]) => {
    const catalogue = { ...without, coReading: rival }
    return [`fitted with ${name}`, catalogue, fitted(examplesWith(catalogue))]
  }),
]
const columns = rows.map(() => [])
const users = []
const numbers = new Map()
const pastOpens = []
for (const replayed of sources.replay({ lists: firstLists(test) })) {
  const { list, past } = replayed
  const candidates = sources.candidatesOf(replayed, 'fresh')
  const relevance = candidates.map((item) => (list.clicked.has(item) ? 1 : 0))
  if (sources.skippedFor(relevance)) continue
  if (!numbers.has(list.user)) numbers.set(list.user, numbers.size)
  users.push(numbers.get(list.user))
  pastOpens.push(replayed.clickedBefore.size)
  const keys = sources.tieKeys(list.id, candidates)
  rows.forEach(([, catalogue, ranker], k) => {
    const input = sources.inputOf({ at: list.at }, past, candidates, catalogue, popularity.of)
    columns[k].push(sources.listMetrics(sources.orderBy(input, ranker, { demoteRead: false }), relevance, keys).ndcg10)
  })
}
const estimates = sources.bootstrap(users, columns)
const told = ({ value, interval: [low, high] }) => `${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`
console.log(`${users.length} lists of ${numbers.size} readers, ${tier} tier\n\n| | nDCG@10 |\n|---|---|`)
for (const [k, [name]] of rows.entries()) console.log(`| ${name} | ${told(estimates.mean(k))} |`)
console.log('\n| difference | nDCG@10 |\n|---|---|')
const names = rows.map(([name]) => name)
for (const [a, b] of [
  ['fitted with', 'fitted without'],
  ['default with 1', 'default without'],
  ...Object.keys(rivals).map((name) => ['fitted with', `fitted with ${name}`]),
])
  console.log(`| ${a}, less ${b} | ${told(estimates.difference(names.indexOf(a), names.indexOf(b)))} |`)
console.log('\n| opened before | lists | default without | with 1 | fitted without | with |\n|---|---|---|---|---|---|')
for (const [least, most] of [
  [1, 1],
  [2, 3],
  [4, 5],
  [6, 10],
  [11, 1000],
]) {
  const chosen = pastOpens.flatMap((opens, n) => (opens >= least && opens <= most ? [n] : []))
  const mean = (name) =>
    (chosen.reduce((sum, n) => sum + columns[names.indexOf(name)][n], 0) / chosen.length).toFixed(4)
  if (chosen.length)
    console.log(
      `| ${least} to ${most} | ${chosen.length} | ${['default without', 'default with 1', 'fitted without', 'fitted with'].map(mean).join(' | ')} |`,
    )
}
const rounded = Object.fromEntries(
  Object.entries(whole.weights[tier]).map(([name, weight]) => [name, Number(weight.toFixed(3))]),
)
console.log(`\nfitted weights: ${JSON.stringify(rounded)}\n`)

const history = openings.items.slice(0, 50).map((item) => ({ item, weight: 1 }))
const candidates = openings.items.slice(-200).map((id) => ({ id }))
started = performance.now()
for (let run = 0; run < 1000; run++) coReading(history, candidates)
console.log(`fold-in of 50 openings and 200 values: ${((performance.now() - started) / 1000).toFixed(3)} ms\n`)

await attack({ train, openingsOf, fileOf, hash: cli.hash32, D })
