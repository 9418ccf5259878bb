import { fingerprint } from '../../content/fingerprint.ts'
import { readExport } from '../../history/transfer/import.ts'
import { merge } from '../../history/transfer/merge.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

/**
 * Imports an export.
 *
 * @param epoch the scorer's epoch when the import was requested; if everything has been erased since, the import is
 * dropped
 * @returns the number of new rows; undefined if the import was dropped
 * @throws InklingMisuse if the data isn't an export
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
