/** What the fuzzing counted → docs/proof/fuzz.md. */
import { row } from './tests.mjs'

/** @returns {string[]} lines of Markdown; none when nothing was fuzzed */
export function fuzzProof({ testResults }) {
  const targets = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ meta }) => meta?.fuzz)
  if (!targets.length) return []
  const cases = targets.reduce((n, { meta }) => n + meta.fuzz.cases, 0)
  return [
    '# Fuzzing',
    '',
    `${cases.toLocaleString('en-GB')} inputs (packages/sdk/test/unit/fuzz). No uncaught error, no polluted prototype, and none that takes longer`,
    'than 50 ms each time it is tried.',
    '',
    row('what was read', 'inputs', 'slowest, ms', ''),
    '|---|--:|--:|---|',
    ...targets.map(({ title, status, meta: { fuzz } }) =>
      row(title, fuzz.cases.toLocaleString('en-GB'), fuzz.slowest.toFixed(1), status),
    ),
    '',
  ]
}
