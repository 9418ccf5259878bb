import { defineConfig } from 'vitest/config'
import { unit } from './vitest.config.ts'

/** The test folders of the modules that stryker.config.mjs changes. */
const FOLDERS = '{ranking,consent,history,first-paint,web-storage}'

// For each mutant, Stryker runs all tests that cover it. Slow tests, and tests that need the build, are left out.
export default defineConfig({
  ...unit,
  test: {
    ...unit.test,
    include: [`sdk/test/unit/${FOLDERS}/**/*.test.ts`],
    // The code contains all mutants, of which one at a time is active, so it runs more slowly.
    testTimeout: 120_000,
    env: { INKLING_MUTATION: '1' },
  },
})
