/** Where the reader is in the guided minute, kept for this tab only, and only with consent to stories. */

const key = 'marginalia.guide'
export const steps = ['read', 'moved', 'why', 'you', 'undo', 'erase']

/** @returns {string | undefined} undefined if the guide isn't running */
export function readStep() {
  try {
    const step = sessionStorage.getItem(key)
    return steps.includes(step) ? step : undefined
  } catch {
    // Storage is blocked, so the guide ends with this page.
    return undefined
  }
}

/** @param {string | undefined} step undefined: forget it. Call with a step only after consent. */
export function keepStep(step) {
  try {
    if (step) sessionStorage.setItem(key, step)
    else sessionStorage.removeItem(key)
  } catch {
    // See readStep.
  }
}
