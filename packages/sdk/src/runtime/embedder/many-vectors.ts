/** From this number of stored vectors on, their use is recorded for eviction. */
export const MANY_VECTORS = 4000
