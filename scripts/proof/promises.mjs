/** Writes docs/proof/promises.md from the fault suites: each fault with its promise, then tabs, origins and kills. */
import { row, testsOf } from './tests.mjs'

/** @returns {string[]} lines of Markdown */
export function promisesProof(report) {
  const all = [...testsOf(report)]
  const faults = all
    .filter(({ file }) => file === 'faults.spec.ts')
    .map(({ title, result }) => {
      const [fault, ...promise] = title.split(': ')
      return row(fault, promise.join(': '), result)
    })
  const others = all.filter(({ file }) => file !== 'faults.spec.ts')
  const killed = all.flatMap(({ notes }) => notes('acknowledged events'))
  const exposed = all.flatMap(({ notes }) => notes('exposures'))
  const pages = all.flatMap(({ notes }) => notes('pages'))
  const figures = [
    ...pages.map((count) => `${count} pages tried to take over Inkling through element names and ids.`),
    ...killed.map((count) => `${count} events were acknowledged before the browser was killed.`),
    ...exposed.map((figures) => `Exposures just before the browser was killed: ${figures}.`),
  ]
  return [
    '# Promises',
    '',
    'The tests inject faults into a real Chromium that shows a small site with the built package (packages/sdk/test/faults).',
    '',
    '## Faults',
    '',
    row('fault', 'expected behaviour', 'result'),
    '|---|---|---|',
    ...faults,
    '',
    '## Tabs, origins, withdrawals, kills, the release',
    '',
    row('promise', 'result'),
    '|---|---|',
    ...others.map(({ title, result }) => row(title, result)),
    '',
    ...figures.map((figure) => `- ${figure}`),
    '',
  ]
}
