/** The reader's own history as it was some time ago, used in place of a persona's. */

import { inspectFile } from 'virtual:release'
import type { InspectBundle } from '../../entries/inspect.ts'
import type { Imported } from '../../history/history-store.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import type { ImportFile } from '../../runtime/interfaces/session.ts'
import type { Consent } from '../../types.ts'
import { AS_OF_PARAMETER, isSpan, SPANS } from './personas.ts'

/**
 * @returns what was stored at that time, and the reader's current consent
 * @throws Error with a readable message if the URL doesn't name a valid time span, or consent doesn't allow reading the
 *   history
 */
export async function ownHistory(search: string, importFile: ImportFile, now: number): Promise<[Imported, Consent]> {
  const span = new URLSearchParams(search).get(AS_OF_PARAMETER)
  assertUsage(isSpan(span), `${AS_OF_PARAMETER} takes ${Object.keys(SPANS).join(', ')}`)
  const { readUntil, recall } = await importFile<InspectBundle>('inspect.js', inspectFile)
  const consent = recall(now)
  assertUsage(consent.content, 'you have not consented to content on this site, so it stores no history')
  return [{ events: await readUntil(now - SPANS[span]), items: [] }, consent]
}
