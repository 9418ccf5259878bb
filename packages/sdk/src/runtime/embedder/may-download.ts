import type { ResolvedOptions } from '../../options.ts'

/** Page views with consent after which `second` allows it: who bounces pays for the scripts alone, and for the table. */
const SECOND = 2

/** In GB, as browsers round it: below, a page of the reader's is likelier to be closed for want of memory than to gain. */
const TOO_LITTLE_MEMORY = 1

/**
 * Which depths may be downloaded: for readers who haven't asked to save data; the transformer for those who stay, on devices with
 * room for it.
 */
export function mayDownload(
  { model, table, download }: ResolvedOptions,
  views: number,
): readonly [table: boolean, transformer: boolean] {
  const { connection, deviceMemory = 8 } = navigator as { connection?: { saveData?: boolean }; deviceMemory?: number }
  const may = (when: ResolvedOptions['table']) =>
    !!model && !connection?.saveData && (when === 'now' || (when === 'second' && views >= SECOND))
  return [may(table), may(download) && deviceMemory > TOO_LITTLE_MEMORY]
}
