/** The steps of `npm test`, in the order in which they are reported. */
import { join } from 'node:path'
import { runnersIn } from './runners.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} command
 * @property {number} minutes timeout, so that a step that hangs doesn't block the others
 * @property {readonly string[]} [needs] `dist`: the output of the build; `browser`: Chrome or Chromium
 * @property {string} [report] path of its runner's report; a step without one counts as one test
 * @property {string} [leaves] path of its output for docs/proof/, if that isn't a test report
 * @property {(report: any) => { passed: number, failed: number, skipped: number, again: number, names: string[] }} [read]
 * @property {Record<string, string>} [variables] additional environment variables
 * @property {true} [full] only in `npm run test:full`
 * @property {true} [empty] the step may run no tests without failing
 */

/** @returns {readonly Step[]} */
export function stepsIn(root) {
  const { node, npm, vitest, playwright } = runnersIn(root)
  return [
    { name: 'check', title: 'types, lint, format, import boundaries, lengths', command: npm('check'), minutes: 5 },
    { name: 'build', title: 'SDK and demo', command: npm('build'), minutes: 5 },
    { name: 'unit', title: 'unit tests', ...vitest('unit'), minutes: 20 },
    {
      name: 'docs',
      title: 'the documents as a site: links, search, policy',
      ...vitest('docs'),
      minutes: 15,
      needs: ['dist', 'browser'],
    },
    {
      name: 'package',
      title: 'the package as it is built: weighed, installed, run, compiled against',
      ...vitest('package'),
      minutes: 10,
      needs: ['dist'],
    },
    {
      name: 'browser',
      title: 'the SDK in a real browser',
      ...vitest('browser'),
      minutes: 12,
      needs: ['dist', 'browser'],
    },
    {
      name: 'e2e',
      title: 'the demo, its shop and its films in a real browser',
      ...playwright('e2e', [
        'chromium-webgpu',
        'chromium-webgl',
        'chromium-wasm',
        'faults',
        'chromium',
        'shop',
        'films',
      ]),
      minutes: 15,
      needs: ['dist', 'browser'],
    },
    {
      name: 'pages',
      title: 'pages written as real sites are, strict ones, those of frameworks, the quick start, elements for readers',
      ...playwright('pages', ['pages', 'strict', 'frameworks', 'guide', 'engines', 'inspector', 'wordpress']),
      minutes: 12,
      needs: ['dist', 'browser'],
    },
    {
      name: 'promises',
      title: 'what goes wrong: faults, tabs, origins, kills',
      ...playwright('promises', ['promises-heavy', 'promises']),
      minutes: 20,
      needs: ['dist', 'browser'],
    },
    {
      name: 'soak',
      title: 'page view upon page view, batch upon batch: nothing is left behind',
      ...playwright('soak', ['soak']),
      // In full, its two tests allow themselves 111 minutes together.
      minutes: 20,
      needs: ['dist', 'browser'],
    },
    {
      name: 'bench',
      title: 'every section of the benchmark runs; no figure is judged',
      command: [process.execPath, join(root, 'packages/sdk/bench/run.mjs'), '--smoke'],
      minutes: 6,
      needs: ['dist', 'browser'],
    },
    {
      name: 'mutation',
      title: 'changes in ranking, consent, history and snapshot, each to be seen by a test',
      command: node('@stryker-mutator/core/bin/stryker.js', 'run', join(root, 'stryker.config.mjs')),
      minutes: 60,
      leaves: join(root, 'test-results/mutation/report.json'),
      full: true,
    },
  ]
}

/**
 * Lanes of steps that can run in parallel without affecting each other. Steps of a lane run in order, and those that need the build wait for it. Steps
 * in no lane run alone afterwards. On two cores, both lanes take about the same time.
 */
export const LANES = [
  ['check', 'unit', 'docs', 'package', 'browser', 'bench'],
  ['build', 'e2e', 'pages', 'promises', 'soak'],
]
