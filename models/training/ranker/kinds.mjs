// Measures how much plays, searches and purchases add to clicks. No free log has them, so readers are simulated. The
// figures show what the shipped code gains from such events if they reflect taste as assumed here. They don't show that
// the assumption is true.
//
//   node models/training/ranker/kinds.mjs
//
// Prints nDCG@10 with each kind left out, and with each kind counted as a click, compared with all kinds as shipped.
//
// There are 600 readers, with one to three of twelve interests, and 600 items, each near its subject. Vectors have 64
// dimensions, and items share no words. Five lists of 24 items are the history, and a sixth is predicted. Items are
// opened with log-odds −2 + 1.6·appeal. In addition, each reader performs each of the four actions once or twice, on
// items sampled from 24 with odds of e^(2·appeal). The assumption is that playing an item to its end, buying it or
// searching for it shows that people like it more than a click does.
import { importSource } from '../../../scripts/typescript.mjs'

const { rank, evidence, quantise, DEFAULT_RANKER } = await importSource(
  'ranking/rank.ts',
  'ranking/features/evidence.ts',
  'content/quantise.ts',
  'ranking/ranker.ts',
)
const [WIDTH, SUBJECTS, ITEMS, READERS, LIST, LISTS, RESAMPLES] = [64, 12, 600, 600, 24, 5, 2000]
const KINDS = ['watch', 'finish', 'search', 'purchase']
const NOW = 1_790_000_000_000
const HOUR = 3_600_000

let state = 20261126
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random())
const some = (count) => Array.from({ length: count }, () => Math.floor(random() * ITEMS))

const rows = Array.from({ length: ITEMS }, (_, n) =>
  Float32Array.from({ length: WIDTH }, (_, d) => (d === n % SUBJECTS ? 1 : 0) + 0.12 * normal()),
)
const items = rows.map((_, n) => ({ id: `/${n}`, text: `word${n}`, fingerprint: `f${n}` }))
const vectors = new Map(rows.map((row, n) => [`f${n}`, quantise(row)]))

/** For each reader: the events, a list, and the items opened in that list. */
const readers = Array.from({ length: READERS }, () => {
  const hearts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() * SUBJECTS))
  const appeal = rows.map((row) => 1.5 * Math.max(...hearts.map((heart) => row[heart])) + 0.5 * normal())
  const opens = (n) => random() < 1 / (1 + Math.exp(2 - 1.6 * appeal[n]))
  const event = (kind, n, hours) => ({ ...items[n], item: items[n].id, kind, at: NOW - hours * HOUR })
  const events = Array.from({ length: LISTS }, (_, list) =>
    some(LIST).flatMap((n) => [event('impression', n, 24 * list + 2), ...(opens(n) ? [event('click', n, 24 * list + 1)] : [])]),
  ).flat()
  for (const kind of KINDS)
    for (let times = 1 + Math.floor(random() * 2); times > 0; times--) {
      const drawn = some(LIST).map((n) => ({ n, key: 2 * appeal[n] - Math.log(-Math.log(random() || 1e-9)) }))
      events.push(event(kind, drawn.sort((a, b) => b.key - a.key)[0].n, 24 * random() * LISTS))
    }
  const asked = [...new Set(some(LIST))]
  return { events, asked, opened: new Set(asked.filter(opens).map((n) => items[n].id)) }
})

/** nDCG@10 of a reader's list, or NaN if none or all of its items were opened. */
function gain({ events, asked, opened }, change) {
  if (!opened.size || opened.size === asked.length) return Number.NaN
  const history = evidence(events.flatMap(change), NOW)
  const candidates = asked.map((n) => items[n])
  const ranking = rank({ list: '', candidates, history, vectors, now: NOW, ranker: DEFAULT_RANKER, rules: { demoteRead: false, calibration: 0 } })
  const discount = (place) => 1 / Math.log2(place + 2)
  const best = Array.from({ length: Math.min(10, opened.size) }, (_, place) => discount(place)).reduce((a, b) => a + b)
  return ranking.items.reduce((sum, { id, to }) => sum + (to < 10 && opened.has(id) ? discount(to) : 0), 0) / best
}

const as = (kind, other) => (event) => (event.kind !== kind ? [event] : other ? [{ ...event, kind: other }] : [])
const all = readers.map((reader) => gain(reader, (event) => [event]))
const known = all.flatMap((value, r) => (Number.isNaN(value) ? [] : [r]))
const mean = (values, of = known) => of.reduce((sum, r) => sum + values[r], 0) / of.length
const samples = Array.from({ length: RESAMPLES }, () => known.map(() => known[Math.floor(random() * known.length)]))
console.log(`all as it ships: ${mean(all).toFixed(4)}, ${known.length} readers`)
for (const kind of KINDS)
  for (const [name, other] of [['left out'], ['as a click', 'click']]) {
    const values = readers.map((reader) => gain(reader, as(kind, other)))
    const less = values.map((value, r) => value - all[r])
    const draws = samples.map((of) => mean(less, of)).sort((a, b) => a - b)
    const [low, high] = [draws[0.025 * RESAMPLES], draws[0.975 * RESAMPLES - 1]]
    console.log(`${kind} ${name}: ${mean(less).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`)
  }
