/** Writes docs/proof/fuzz.md from the results of the fuzz tests. */
import { row } from './tests.mjs'

/** @returns {string[]} lines of Markdown, or none if no fuzz test ran */
export function fuzzProof({ testResults }) {
  const targets = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ meta }) => meta?.fuzz)
  if (!targets.length) return []
  const cases = targets.reduce((n, { meta }) => n + meta.fuzz.cases, 0)
  return [
    '# Fuzzing',
    '',
    'A test passes if none of its inputs causes an uncaught error, pollutes a prototype, or takes longer than 250 ms on every attempt. There were',
    `${cases.toLocaleString('en-GB')} inputs (packages/sdk/test/unit/fuzz).`,
    '',
    row('input, and what is tested', 'inputs', 'slowest, ms', 'result'),
    '|---|--:|--:|---|',
    ...targets.map(({ title, status, meta: { fuzz } }) =>
      row(title, fuzz.cases.toLocaleString('en-GB'), fuzz.slowest.toFixed(1), status),
    ),
    '',
  ]
}
