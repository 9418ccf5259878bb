/**
 * fast-check, as tests import it: `npm test` draws the same each time (`INKLING_SEED` picks another), so that what fails fails
 * again, and what landed yesterday lands today. `npm run test:full` draws anew; a failure prints its seed.
 */
import fc from 'fast-check'

const { INKLING_FULL, INKLING_SEED } = (import.meta as ImportMeta & { env: Record<string, string | undefined> }).env
if (!INKLING_FULL) fc.configureGlobal({ seed: Number(INKLING_SEED ?? 5) })

export * from 'fast-check'
export default fc
