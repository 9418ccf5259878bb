/** Writes docs/proof/promises.md from the fault suites: each fault with its promise, then tabs, origins, kills and the soak test. */
import { soakFigures } from './soak.mjs'
import { row, testsOf } from './tests.mjs'

/** @param {{ plot: boolean }} made whether a plot of the soak test was written. @returns {string[]} lines of Markdown */
export function promisesProof(report, { plot }) {
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
    ...soakFigures(report),
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
    '## Tabs, origins, withdrawals, kills, soaks, the release',
    '',
    row('promise', 'result'),
    '|---|---|',
    ...others.map(({ title, result }) => row(title, result)),
    '',
    ...figures.map((figure) => `- ${figure}`),
    ...(plot ? ['', '![Soak test: memory and disk usage by page views](soak.svg)'] : []),
    '',
  ]
}
