import { fingerprint } from '../../content/fingerprint.ts'
import { readExport } from '../../history/transfer/import.ts'
import { merge } from '../../history/transfer/merge.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

/**
 * Brings an export back.
 *
 * @param epoch the scorer's when it was asked for: what was asked for before everything was erased must not come after it
 * @returns what is new; undefined when it comes too late
 * @throws InklingMisuse when it is no export
 */
export async function importInto(
  context: Session & HasScorer & Pick<NextPage, 'prepare'> & Pick<PageUpdates, 'onProfile'>,
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
