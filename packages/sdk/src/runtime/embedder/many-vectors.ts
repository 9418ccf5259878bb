/** If at least this many vectors are stored, their use is recorded for eviction. */
export const MANY_VECTORS = 4000
