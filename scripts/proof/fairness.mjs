/**
 * The audit of a public log of film lists (RankLens, CC BY-SA 4.0), what mends, and the reader's dial, cost there: writes its part of docs/proof/fairness.md. Needs the
 * built package, and the log: INKLING_DATA (default: shared/data beside the checkout), train/ranklens/events.jsonl.gz.
 */
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../typescript.mjs'
import { writePart } from './written-part.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const log = join(process.env.INKLING_DATA ?? join(root, '../shared/data'), 'train/ranklens/events.jsonl.gz')
const bin = join(root, 'packages/sdk/bin/inkling.js')
const found = JSON.parse(
  execFileSync(process.execPath, [bin, 'audit', '--events', log, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
)

const { dialsOfLog } = await importSource('../test/cases/dial-orders.ts')
/** As the audit replays. */
const MOST_LISTS = 5000
const dials = await dialsOfLog(log, MOST_LISTS)

const three = (value) => value.toFixed(3)
const interval = ({ value, low, high }) => `${three(value)} [${three(low)}, ${three(high)}]`
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const rings = found.findings.filter(({ alarm }) => alarm !== 'none')

writePart(
  join(root, 'docs/proof/fairness.md'),
  'ranklens',
  `## A public log: RankLens

\`node scripts/proof/fairness.mjs\`: ${found.readersAudited.toLocaleString('en-GB')} readers, ${found.lists.toLocaleString('en-GB')} lists of films, replayed by words. The log's own order counts as the editors'; it favours hardly any film.

${
  rings.length
    ? `It rings at:\n\n${table(
        ['measure', 'of', 'Inkling', "the log's order", 'difference'],
        rings.map(({ measure, subject, value, reference, effect }) => [
          measure,
          subject?.name ?? subject?.dimension ?? '–',
          three(value),
          three(reference),
          interval(effect),
        ]),
      )}\n\nWhatever follows readers shows some films more than an order that favours none, and what many click most of all: here the audit tells what personalising means, and editors decide.`
    : 'It rings at nothing.'
}

${table(
  ['rule', 'before', 'after', 'difference', 'nDCG@10'],
  found.mitigations.map(({ mitigation, before, after, difference, cost }) => [
    mitigation,
    three(before),
    three(after),
    interval(difference),
    interval(cost),
  ]),
)}

No film is new within a day of its list, so there is nothing for that floor to do.

The reader’s dial, against the default rules (*balanced*), in the same lists:

${table(
  ['dial', 'measure', 'balanced', 'turned', 'difference'],
  dials.map(({ dial, measure, before, after, difference }) => [
    dial,
    measure,
    three(before),
    three(after),
    interval(difference),
  ]),
)}`,
)
