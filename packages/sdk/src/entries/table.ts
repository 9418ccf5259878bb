/**
 * Making vectors on the page itself, by the tables of packs, and having deeper ones made: asked for only where some are missing,
 * and so a bundle of its own, which `core.js` brings in. Whoever reads on with every vector in the history never loads it.
 */
import type { RuntimeContext } from '../runtime/runtime-context.ts'
import { VectorMaker } from '../runtime/vectors/vector-maker.ts'
import type { Status } from '../types.ts'

/**
 * @param status where it is written what changes
 * @param ahead the answer for the table of the model's own pack, where it has been asked for; undefined where there is none
 * @param isCached false: nothing is looked for in Cache Storage, or put there. Default true
 */
export const createVectorMaker = (
  context: RuntimeContext,
  status: Partial<Status>,
  ahead?: Promise<Response | undefined>,
  isCached = true,
): VectorMaker => new VectorMaker(context, status, ahead, isCached)

export type TableBundle = typeof import('./table.ts')
