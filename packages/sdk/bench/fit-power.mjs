/**
 * Measures from how many lists `inkling fit` can tell that its weights beat the default, on samples of a log's readers,
 * without vectors; also with randomised clicks as a control.
 *
 *   node packages/sdk/bench/fit-power.mjs EVENTS [DRAWS [SIZES]]   in Metarank's format; DRAWS per size, default 10;
 * prints Markdown
 */
import { importSource } from '../../../scripts/typescript.mjs'

const [events, draws = '10', sizes = '200,500,1000,2000'] = process.argv.slice(2)
const cli = await importSource(
  '../../cli/src/evaluate/context.ts',
  '../../cli/src/evaluate/fitting/fit.ts',
  '../../cli/src/evaluate/fitting/fit-gain.ts',
  '../../cli/src/evaluate/log/read-log.ts',
  '../../cli/src/evaluate/popularity.ts',
  '../../cli/src/evaluate/random.ts',
)

const log = await cli.readLog(events)
const catalogue = { contents: cli.contentsOf(log), vectors: new Map() }

const byUser = new Map()
for (const list of log.lists) byUser.set(list.user, [...(byUser.get(list.user) ?? []), list])

/** Samples whole readers until their training lists (all but each reader's first) reach the size. */
function sampleOf(size, seed) {
  const users = [...new Set(log.lists.map(({ user }) => user))].sort(
    (a, b) => cli.hash32(a, seed) - cli.hash32(b, seed),
  )
  const chosen = []
  let teaching = 0
  for (const user of users) {
    if (teaching >= size) break
    const own = byUser.get(user)
    teaching += own.length - 1
    chosen.push(...own)
  }
  return chosen
}

/** The same number of clicks, on random items. */
function byChance(list, seed) {
  const items = [...list.items].sort((a, b) => cli.hash32(a + list.id, seed) - cli.hash32(b + list.id, seed))
  const clicked = items.slice(0, list.clicked.size)
  const kinds = new Map(clicked.map((item) => [item, 'click']))
  return { ...list, kinds, clicked: new Set(clicked), clickedAt: new Map(clicked.map((item) => [item, list.at + 1])) }
}

console.log(
  '| lists | better than the default, of draws | mean gain, nDCG@10 | half the interval | by chance: better |',
)
console.log('|---|---|---|---|---|')
for (const size of sizes.split(',').map(Number)) {
  const told = { better: 0, gain: 0, half: 0, byChance: 0 }
  for (let draw = 0; draw < Number(draws); draw++) {
    const lists = sampleOf(size, 100 + draw)
    const gainOf = (some) =>
      cli.gainOf([...cli.examplesOf(some, catalogue, 'lexical', cli.fromEarlierLists(some))], 'lexical', catalogue)
    const { value, interval } = (await gainOf(lists)).difference
    told.better += interval[0] > 0
    told.gain += value / draws
    told.half += (interval[1] - interval[0]) / 2 / draws
    const nothing = await gainOf(lists.map((list) => byChance(list, draw)))
    told.byChance += nothing.difference.interval[0] > 0
  }
  console.log(
    `| ${size} | ${told.better} of ${draws} | ${told.gain.toFixed(4)} | ${told.half.toFixed(4)} | ${told.byChance} of ${draws} |`,
  )
}
