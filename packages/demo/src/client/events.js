/**
 * Subscribes to Inkling's events and replays those that early.js buffered, since the head snippet may sort a list
 * before this module runs.
 */
const early = window.marginalia ?? []

/** @param {string} name without the prefix, e.g. 'ranked' */
export function on(name, listener) {
  for (const event of early) if (event.name === name) listener(event.detail)
  document.addEventListener(`inkling:${name}`, (event) => listener(event.detail))
}

/** @returns Inkling once it has loaded; before that, `window.inkling` is an array of queued calls */
export function inkling() {
  return typeof window.inkling?.status === 'function' ? window.inkling : undefined
}

/** Works both before and after the tag has loaded. */
export function setConsent(purposes) {
  window.inkling = window.inkling || []
  window.inkling.push(['consent', purposes])
}
