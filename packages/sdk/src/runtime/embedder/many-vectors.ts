/** Number of stored vectors from which their use is recorded, for eviction. */
export const MANY_VECTORS = 4000
