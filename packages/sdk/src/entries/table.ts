/**
 * Making vectors on the page itself, by the tables of packs, and having deeper ones made: asked for only where some are missing,
 * and so a bundle of its own, which `core.js` brings in. Whoever reads on with every vector in the history never loads it.
 */
import type { RuntimeContext } from '../runtime/runtime-context.ts'
import { VectorMaker } from '../runtime/vectors/vector-maker.ts'
import type { Status } from '../types.ts'

/** @param isCached false: nothing is looked for in Cache Storage, or put there. Default true */
export const createVectorMaker = (
  context: RuntimeContext,
  tell: (status: Partial<Status>) => void,
  isCached = true,
): VectorMaker => new VectorMaker(context, tell, isCached)

export type TableBundle = typeof import('./table.ts')
