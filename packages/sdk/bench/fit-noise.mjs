/**
 * Measures how often `inkling fit` would write a ranker for a log of pure noise: readers open items at random. Without
 * vectors, and thus with one interval instead of the two that must both be above 0.
 *
 *   node packages/sdk/bench/fit-noise.mjs [LOGS [LISTS]]   default: 100 logs of 620 lists, of which about 520 can be judged; exits with 1 above 5 %
 */
import { importSource } from '../../../scripts/typescript.mjs'

const [logs = 100, lists = 620] = process.argv.slice(2).map(Number)
const cli = await importSource(
  '../../cli/src/evaluate/fitting/fit.ts',
  '../../cli/src/evaluate/fitting/fit-gain.ts',
  '../../cli/src/evaluate/popularity.ts',
  '../../cli/src/evaluate/random.ts',
  'content/content.ts',
)
const [ITEMS, SHOWN, LISTS_OF_READER, CLICKS, DAY] = [300, 12, 4, 0.15, 86_400_000]
const START = Date.UTC(2026, 8, 1)
const WORDS = 'river council storm market library engine harvest budget orchestra glacier harbour verdict'.split(' ')

/** A catalogue in which every feature varies, and lists whose items are opened with the same probability. */
function noise(seed) {
  const random = cli.uniform(seed)
  const some = (values) => values[Math.floor(random() * values.length)]
  const contents = new Map(
    Array.from({ length: ITEMS }, (_, i) => {
      const title = `${some(WORDS)} ${some(WORDS)} ${some(WORDS)} ${i}`
      const published = START - random() * 60 * DAY
      const item = { id: `${i}`, title, topic: some(WORDS), author: `author ${i % 8}`, published }
      return [item.id, cli.itemContent(item)]
    }),
  )
  const all = Array.from({ length: Math.ceil((lists * LISTS_OF_READER) / (LISTS_OF_READER - 1)) }, (_, n) => {
    const shown = new Set()
    while (shown.size < SHOWN) shown.add(`${Math.floor(random() * ITEMS)}`)
    const at = START + n * 3_600_000
    const clicked = [...shown].filter(() => random() < CLICKS)
    return {
      id: `${n}`,
      user: `reader ${n % Math.ceil(lists / (LISTS_OF_READER - 1))}`,
      at,
      items: [...shown],
      clicked: new Set(clicked),
      kinds: new Map(clicked.map((item) => [item, 'click'])),
      clickedAt: new Map(clicked.map((item) => [item, at + 1000])),
      seconds: new Map(),
      dismissedAt: new Map(),
    }
  })
  return { lists: all, catalogue: { contents, vectors: new Map() } }
}

let [written, kept, judged] = [0, 0, 0]
for (let seed = 1; seed <= logs; seed++) {
  const { lists: all, catalogue } = noise(seed)
  const examples = [...cli.examplesOf(all, catalogue, 'lexical', cli.fromEarlierLists(all))]
  const gain = await cli.gainOf(examples, 'lexical', catalogue)
  if (gain.difference.interval[0] > 0) written++
  kept += cli.fitSelected(examples).selection.kept.length - 1
  judged += gain.lists
  if (seed % 10 === 0) console.error(`${seed} logs: ${written} would be written`)
}
console.log(
  `${logs} logs of ${(judged / logs).toFixed(0)} judged lists: ${written} would be written, ${logs - written} refused; ${(kept / logs).toFixed(2)} features kept beside position`,
)
if (written > 0.05 * logs) process.exitCode = 1
