import { KEY } from './choice.ts'

/**
 * Deletes all that a yes left in localStorage and in this tab's sessionStorage; the choice itself stays.
 *
 * @returns whether there was anything
 */
export function wipeTraces(): boolean {
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
      // Off: then there is nothing in it.
    }
  }
  return found
}

const WIPING = 'inkling.wiping'

/** Marks a deletion that has begun, so that the next page finds a trace of what a killed tab didn't delete. */
export function markWiping(begun: boolean): void {
  try {
    if (begun) localStorage.setItem(WIPING, '')
    else localStorage.removeItem(WIPING)
  } catch {
    // Off or full: what was begun goes on all the same.
  }
}

/** Whether a deletion has begun that has not ended. */
export function isWiping(): boolean {
  try {
    return localStorage.getItem(WIPING) !== null
  } catch {
    return false
  }
}
