import { fingerprint } from '../../content/fingerprint.ts'
import { readExport } from '../../history/transfer/import.ts'
import { merge } from '../../history/transfer/merge.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { RuntimeContext } from '../runtime-context.ts'

/**
 * Brings an export back.
 *
 * @param epoch the scorer's when it was asked for: what was asked for before everything was erased must not come after it
 * @returns what is new; undefined when it comes too late
 * @throws InklingMisuse when it is no export
 */
export async function importInto(
  context: RuntimeContext,
  json: unknown,
  epoch: unknown,
): Promise<{ readonly events: number; readonly items: number } | undefined> {
  const imported = readExport(json, fingerprint, Date.now())
  const store = await context.opened
  if (context.grant.signal.aborted || epoch !== context.scorer.epoch) return undefined
  const added = await merge(store, imported, Date.now())
  context.onProfile()
  void idle().then(() => context.prepare())
  return added
}
