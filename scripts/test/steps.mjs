/** What `npm test` runs, in the order in which it is told. */
import { join } from 'node:path'
import { runnersIn } from './runners.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} command
 * @property {number} minutes what hangs longer is ended, so that the other steps still get their turn
 * @property {readonly string[]} [needs] `dist`: what the build makes; `browser`: Chrome or Chromium
 * @property {string} [report] where its runner leaves its counts; a step without one counts as one test
 * @property {string} [leaves] what it leaves for docs/proof/, where that says nothing of tests
 * @property {(report: any) => { passed: number, failed: number, skipped: number, again: number, names: string[] }} [read]
 * @property {Record<string, string>} [variables] of its environment
 * @property {true} [full] only in `npm run test:full`
 * @property {true} [empty] that it had nothing to run is no failure
 */

/** @returns {readonly Step[]} */
export function stepsIn(root) {
  const { node, npm, vitest, playwright } = runnersIn(root)
  return [
    { name: 'check', title: 'types, lint, format, import boundaries, lengths', command: npm('check'), minutes: 5 },
    { name: 'build', title: 'SDK and demo', command: npm('build'), minutes: 5 },
    { name: 'unit', title: 'unit tests', ...vitest('unit'), minutes: 20 },
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
      title: 'the demo in a real browser',
      ...playwright('e2e', ['chromium-webgpu', 'chromium-webgl', 'chromium-wasm', 'faults', 'chromium']),
      minutes: 15,
      needs: ['dist', 'browser'],
    },
    {
      name: 'pages',
      title: 'pages written as real sites are, strict ones, those of frameworks, the quick start, elements for readers',
      ...playwright('pages', ['pages', 'strict', 'frameworks', 'guide', 'engines', 'inspector']),
      minutes: 12,
      needs: ['dist', 'browser'],
    },
    {
      name: 'promises',
      title: 'what goes wrong: faults, tabs, origins, kills, a soak',
      ...playwright('promises', ['promises-heavy', 'promises']),
      minutes: 12,
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
 * Lanes of steps that run at once and disturb each other in nothing, each lane in its order; what needs the build waits for it. What stands
 * in none runs alone, behind them. On two cores they take about as long as each other.
 */
export const LANES = [
  ['check', 'unit', 'package', 'browser', 'bench'],
  ['build', 'e2e', 'pages', 'promises'],
]
