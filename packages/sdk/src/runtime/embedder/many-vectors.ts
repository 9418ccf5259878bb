/** From this many stored vectors on, it is noted which of them are used. */
export const MANY_VECTORS = 4000
