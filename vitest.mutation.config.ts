import { defineConfig } from 'vitest/config'
import { unit } from './vitest.config.ts'

/** The folders whose tests say what `ranking/`, `consent/`, `history/`, `first-paint/` and `storage/` promise. */
const FOLDERS = '{ranking,consent,history,first-paint,storage}'

// Stryker runs each test that covers a mutant once a mutant: what is slow, or reads the build, is left out.
export default defineConfig({
  ...unit,
  test: {
    ...unit.test,
    include: [`sdk/test/unit/${FOLDERS}/**/*.test.ts`],
    // Every mutant lies in the code, switched off: it takes longer.
    testTimeout: 120_000,
    env: { INKLING_MUTATION: '1' },
  },
})
