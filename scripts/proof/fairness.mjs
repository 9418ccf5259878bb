/**
 * Audits a public log of film lists (RankLens, CC BY-SA 4.0), measures the cost of mitigations and of the reader's dial there, and writes its part
 * of docs/proof/fairness.md. Needs the built package, and the log in INKLING_DATA (default: shared/data beside the checkout),
 * train/ranklens/events.jsonl.gz.
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
/** The same limit as in the audit. */
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

\`node scripts/proof/fairness.mjs\` replays ${found.lists.toLocaleString('en-GB')} lists of films by ${found.readersAudited.toLocaleString('en-GB')} readers, ranked by words. The log's own order, which hardly favours any film, is used as the editors' order.

${
  rings.length
    ? `The audit raises these alarms:\n\n${table(
        ['measure', 'subject', 'Inkling', "the log's order", 'difference'],
        rings.map(({ measure, subject, value, reference, effect }) => [
          measure,
          subject?.name ?? subject?.dimension ?? '–',
          three(value),
          three(reference),
          interval(effect),
        ]),
      )}\n\nThese alarms are expected. Any order that follows readers' interests shows some films more often than a neutral order does, especially films that many readers click. The audit reports this effect of personalisation, and editors decide whether to accept it.`
    : 'The audit raises no alarm.'
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

No film was published within a day before its list, so the floor for new items has no effect.

The next table compares the settings of the reader’s dial with the default rules (*balanced*) on the same lists:

${table(
  ['dial', 'measure', 'balanced', 'this setting', 'difference'],
  dials.map(({ dial, measure, before, after, difference }) => [
    dial,
    measure,
    three(before),
    three(after),
    interval(difference),
  ]),
)}`,
)
