import { KEY } from '../consent/stored-choice.ts'

/**
 * Deletes everything that was stored under consent in localStorage and in this tab's sessionStorage, except the
 * choice itself.
 *
 * @returns whether there was anything to delete
 */
export function clearWebStorage(): boolean {
  let found = false
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = globalThis[name]
      for (const key of Object.keys(storage)) {
        if (!key.startsWith('inkling.') || key === KEY) continue
        storage.removeItem(key)
        found = true
      }
    } catch {
      // Storage is off, so nothing is stored.
    }
  }
  return found
}

const WIPING = 'inkling.wiping'

/**
 * Marks a deletion as in progress. If the tab is closed before the deletion ends, the next page finds the mark and
 * finishes the job.
 */
export function markDeletion(begun: boolean): void {
  try {
    if (begun) localStorage.setItem(WIPING, '')
    else localStorage.removeItem(WIPING)
  } catch {
    // Storage is off or full, so the deletion continues without the mark.
  }
}

/** Whether a deletion was started but not finished. */
export function isDeletionPending(): boolean {
  try {
    return localStorage.getItem(WIPING) !== null
  } catch {
    return false
  }
}
