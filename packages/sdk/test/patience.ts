import { vi } from 'vitest'

/** Vitest gives up after a second, which a machine that does more than this may take; what never comes still fails. */
const PATIENCE = 20_000
const { waitFor } = vi
vi.waitFor = (condition, options) => waitFor(condition, options ?? { timeout: PATIENCE })
