/**
 * Making vectors on the page itself, by the tables of packs, and having deeper ones made: asked for only where some are missing,
 * and so a bundle of its own, which `core.js` brings in. Whoever reads on with every vector in the history never loads it.
 */
import { VectorMaker } from '../runtime/vectors/vector-maker.ts'
import type { Ahead, VectorContext } from '../types/bundles.ts'
import type { Status } from '../types.ts'

/**
 * @param status where it is written what changes
 * @param ahead the table that has been asked for, if one has
 * @param isCached false: nothing is looked for in Cache Storage, or put there. Default true
 */
export const createVectorMaker = (
  context: VectorContext,
  status: Partial<Status>,
  ahead?: Ahead,
  isCached = true,
): VectorMaker => new VectorMaker(context, status, ahead, isCached)
