import type { ResolvedOptions } from '../../options.ts'

/**
 * With the option `second`, downloads are allowed from this page view with consent on. A reader who leaves after one
 * page loads only scripts and the table.
 */
const SECOND = 2

/**
 * Memory in GB, as rounded by browsers. On devices with this little memory, loading the model is more likely to crash
 * the page than to improve it.
 */
const TOO_LITTLE_MEMORY = 1

/**
 * Determines which depths may be downloaded. Readers who have turned on data saving download none. The transformer is
 * only downloaded for readers who stay, on devices with enough memory.
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
