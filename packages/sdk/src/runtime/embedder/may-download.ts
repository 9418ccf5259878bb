import type { ResolvedOptions } from '../../options.ts'

/**
 * With the option `second`, downloads are allowed from this page view with consent onwards. Readers who leave after one
 * page load only scripts and the table.
 */
const SECOND = 2

/**
 * Memory in GB, as rounded by browsers. On devices with no more than this, loading the model is more likely to crash
 * the page than to improve it.
 */
const TOO_LITTLE_MEMORY = 1

/**
 * Determines which depths may be downloaded. Nothing is downloaded for readers who have turned on data saving, and the
 * transformer only for readers who stay, on devices with enough memory.
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
