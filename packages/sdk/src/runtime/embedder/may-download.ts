import type { ResolvedOptions } from '../../options.ts'

/** The page view with consent from which `second` allows a download: a reader who leaves after one page loads only scripts and the table. */
const SECOND = 2

/** In GB, as browsers round it. With less, a page is more likely to be closed for lack of memory than to gain from the model. */
const TOO_LITTLE_MEMORY = 1

/**
 * Which depths may be downloaded: none for readers who ask to save data, the transformer only for readers who stay, on devices with
 * enough memory.
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
