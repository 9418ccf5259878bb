/**
 * Mutation testing: the code is changed in one place at a time, and a test should fail.
 *
 *   npx stryker run --mutate 'packages/sdk/src/consent/**\/*.ts'   of one folder; without --mutate, of all of them
 *
 * What was found out is kept in test-results/mutation/, and tried again only where code or tests have changed.
 */
const CACHE = 'test-results/mutation'

export default {
  mutate: [
    'packages/sdk/src/ranking/**/*.ts',
    'packages/sdk/src/consent/**/*.ts',
    'packages/sdk/src/history/**/*.ts',
    'packages/sdk/src/first-paint/**/*.ts',
    'packages/sdk/src/web-storage/**/*.ts',
  ],
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine must not pass for a mutant that hangs.
  timeoutMS: 15_000,
  // The first run takes more than the default of 5 minutes beside other work.
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${CACHE}/incremental.json`,
  // Below this share of changes that a test sees, the run fails. By folder: consent 97.0 %, snapshot 92.8 %, history 90.0 %, ranking 91.9 % (decision 28).
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: `${CACHE}/report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['docs', 'models/training', 'packages/demo', 'packages/guides', '**/public', 'test-results'],
  // The tests' compiler doesn't read it; Stryker would rewrite it by an interface that TypeScript 7 no longer has.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  // What is made when a file is loaded can't be told apart by tests: each would need a run of all of them.
  ignoreStatic: true,
}
