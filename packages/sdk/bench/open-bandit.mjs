/**
 * Validates `inkling evaluate --creatives` on the Open Bandit samples (Saito et al. 2021; for research): estimates the
 * uniform policy's value from the other policy's log, and compares it with the uniform policy's own log.
 *
 *   python3 -m pip download obp==0.4.1 --no-deps && python3 -m zipfile -e obp-0.4.1-*.whl obp
 *   node packages/sdk/bench/open-bandit.mjs obp/obp/dataset/obd
 *
 * Prints a Markdown table. Needs a build. Exits with 1 if a value is outside the DR interval.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const CAMPAIGNS = ['all', 'men', 'women']
const ESTIMATORS = ['ips', 'snips', 'dr', 'dr-shrunk']
/** The estimator that determines the exit code. */
const MAIN = 'dr'

const bin = fileURLToPath(new URL('../bin/inkling.js', import.meta.url))
const folder = process.argv[2]
if (!folder) {
  console.error('Write the folder of the samples: node packages/sdk/bench/open-bandit.mjs obp/obp/dataset/obd')
  process.exit(2)
}

/** Each row is one of three positions, treated as a separate slot; its items are those in the campaign's log. */
function logOf(policy, campaign) {
  const rows = parse(readFileSync(join(folder, policy, campaign, `${campaign}.csv`)), { columns: true })
  const candidates = [...new Set(rows.map((row) => Number(row.item_id)))].sort((a, b) => a - b)
  return rows
    .map((row) =>
      JSON.stringify({
        time: row.timestamp.replace(/(\.\d{3})\d*/, '$1'),
        slot: `place ${row.position}`,
        candidates,
        chosen: Number(row.item_id),
        propensity: Number(row.propensity_score),
        context: Object.fromEntries([0, 1, 2, 3].map((n) => [`feature ${n}`, row[`user_feature_${n}`]])),
        reward: Number(row.click),
      }),
    )
    .join('\n')
}

function judged(policy, campaign) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'evaluate', '--creatives', '-', '--json'], {
    input: logOf(policy, campaign),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** Clicks per 1,000 showings. */
const text = ({ value, interval }) =>
  `${(1000 * value).toFixed(2)} [${interval.map((end) => (1000 * end).toFixed(2)).join(', ')}]`

console.log(`| campaign | uniform, from its own log | ${ESTIMATORS.join(' | ')} | effective size |`)
console.log(`|${' --- |'.repeat(ESTIMATORS.length + 3)}`)
for (const campaign of CAMPAIGNS) {
  const truth = judged('random', campaign).logged
  const { policies } = judged('bts', campaign)
  const { estimates, effectiveSampleSize, warnings } = policies.find(({ name }) => name === 'uniform')
  const inside = (name) => {
    const [low, high] = estimates[name].interval
    return low <= truth.value && truth.value <= high
  }
  const cells = ESTIMATORS.map((name) => `${text(estimates[name])}${inside(name) ? '' : ' ✗'}`)
  console.log(`| ${campaign} | ${text(truth)} | ${cells.join(' | ')} | ${effectiveSampleSize.toFixed(0)} |`)
  console.error(`${campaign}: ${warnings.join('; ')}`)
  if (!inside(MAIN)) process.exitCode = 1
}
