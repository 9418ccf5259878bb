/**
 * Computes vectors on the page from the packs' tables, and requests deeper ones from a worker. Loaded by `core.js` if a
 * vector is missing.
 */
import { VectorMaker } from '../runtime/vectors/vector-maker.ts'
import type { Ahead, VectorContext } from '../types/bundles.ts'
import type { Status } from '../types.ts'

/**
 * @param status receives status changes
 * @param ahead the table, if it has already been requested
 * @param isCached whether Cache Storage may be read and written. Default: true
 */
export const createVectorMaker = (
  context: VectorContext,
  status: Partial<Status>,
  ahead?: Ahead,
  isCached = true,
): VectorMaker => new VectorMaker(context, status, ahead, isCached)
