/**
 * Inkling's events. The script in the head (early.js) has written down those that came before this module ran: the head
 * snippet may sort a list before there is anything here to listen.
 */
const early = window.marginalia ?? []

/** @param {string} name without the prefix, e.g. 'ranked' */
export function on(name, listener) {
  for (const event of early) if (event.name === name) listener(event.detail)
  document.addEventListener(`inkling:${name}`, (event) => listener(event.detail))
}

/** @returns Inkling once it has loaded; before that `window.inkling` is a plain array of calls to come. */
export function inkling() {
  return typeof window.inkling?.status === 'function' ? window.inkling : undefined
}

/** Works before and after the tag has loaded. */
export function setConsent(purposes) {
  window.inkling = window.inkling || []
  window.inkling.push(['consent', purposes])
}
