import * as dom from '../lib/dom.ts'
import { fetchAtMost } from '../lib/load/bounded.ts'
import { withTimeout } from '../lib/load/with-timeout.ts'
import type { ResolvedOptions } from '../options.ts'

/** Page views with consent after which the model may be downloaded: who bounces pays for the scripts alone. */
const VIEWS_BEFORE_DOWNLOAD = 2

/** In GB, as browsers round it: below, a page of the reader's is likelier to be closed for want of memory than to gain. */
const TOO_LITTLE_MEMORY = 1

/** In bytes: the engine takes no longer one. */
const LARGEST_MANIFEST = 256 * 1024

/** The model is for readers who stay, who haven't asked to save data, on devices with room for it. */
export function mayDownload({ model, download }: ResolvedOptions, views: number): boolean {
  if (!model || download === 'never') return false
  if (download === 'second' && views < VIEWS_BEFORE_DOWNLOAD) return false
  const { connection, deviceMemory = 8 } = navigator as { connection?: { saveData?: boolean }; deviceMemory?: number }
  return !connection?.saveData && deviceMemory > TOO_LITTLE_MEMORY
}

/** Whether the model knows the page's language, as far as either says. */
export async function speaks({ model, timeout }: ResolvedOptions, signal: AbortSignal): Promise<boolean> {
  const language = dom.lang(dom.documentElement(document)).split('-')[0]?.toLowerCase()
  if (!language) return true
  try {
    // A server that says nothing must not keep the engine from finding out, and from saying so.
    const init = { signal: withTimeout(signal, timeout) }
    const bytes = await fetchAtMost(`${model}manifest.json`, LARGEST_MANIFEST, init)
    const manifest = JSON.parse(new TextDecoder().decode(bytes))
    return !Array.isArray(manifest.languages) || manifest.languages.includes(language)
  } catch {
    // The engine will meet the same fault, and say what it is.
    return !signal.aborted
  }
}
