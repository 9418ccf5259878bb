/**
 * fast-check, as tests import it: `npm test` draws the same each time (`INKLING_SEED` picks another), so that what fails fails
 * again, and what landed yesterday lands today. `npm run test:full` draws anew; a failure prints its seed. Under mutation, where
 * thousands fail, none is made smaller: that takes longer than to find it.
 */
import fc from 'fast-check'

const { INKLING_FULL, INKLING_MUTATION, INKLING_SEED } = (
  import.meta as ImportMeta & { env: Record<string, string | undefined> }
).env
fc.configureGlobal({
  ...(!INKLING_FULL && { seed: Number(INKLING_SEED ?? 5) }),
  ...(INKLING_MUTATION && { endOnFailure: true }),
})

export * from 'fast-check'
export default fc
