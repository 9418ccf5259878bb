/** The suites of what goes wrong → docs/proof/promises.md: each fault with its promise, tabs, origins, kills, the soak. */
import { soakFigures } from './soak.mjs'
import { row, testsOf } from './tests.mjs'

/** @param {{ plot: boolean }} made whether there is a plot of the soak beside it. @returns {string[]} lines of Markdown */
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
    ...pages.map((count) => `${count} pages tried to take Inkling over by names and ids.`),
    ...killed.map((count) => `${count} events were acknowledged before a kill.`),
    ...exposed.map((figures) => `Exposures just before a kill: ${figures}.`),
    ...soakFigures(report),
  ]
  return [
    '# Promises',
    '',
    'What goes wrong in a real Chromium, on a small site with the built package (packages/sdk/test/faults).',
    '',
    '## Faults',
    '',
    row('fault', 'promise', ''),
    '|---|---|---|',
    ...faults,
    '',
    '## Tabs, origins, withdrawals, kills, soaks, the release',
    '',
    row('promise', ''),
    '|---|---|',
    ...others.map(({ title, result }) => row(title, result)),
    '',
    ...figures.map((figure) => `- ${figure}`),
    ...(plot ? ['', '![The soak: what is held in memory and on disk, by page views](soak.svg)'] : []),
    '',
  ]
}
