/**
 * Mutation testing: each mutant changes the code in one place, and at least one test should fail.
 *
 *   npx stryker run --mutate 'packages/sdk/src/consent/**\/*.ts'   tests one folder; without --mutate, all of them
 *
 * Results are kept in test-results/mutation/. A mutant is only tested again if its code or tests have changed.
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
  // Long enough that a mutant on a busy machine isn't mistaken for one that hangs.
  timeoutMS: 15_000,
  // If the machine is busy, the first run takes longer than the default of 5 minutes.
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${CACHE}/incremental.json`,
  // The run fails if tests detect a smaller share of mutants. Latest shares: consent 97.0 %, snapshot 92.8 %, history
  // 90.0 %, ranking 91.9 % (decision 28).
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: `${CACHE}/report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['docs', 'models/training', 'packages/demo', 'packages/guides', '**/public', 'test-results'],
  // Stryker would rewrite tsconfig.json through an API that TypeScript 7 no longer has. The tests' compiler doesn't read
  // that file.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  // Code that runs when a file is loaded is skipped, because each mutant in it would require a run of all tests.
  ignoreStatic: true,
}
