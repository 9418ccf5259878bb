/**
 * Makes room for overlays at the bottom of the page, so that they never cover the end of the page or the focused
 * element.
 */

const overlays = ['consent-banner', 'dock'].map((id) => document.getElementById(id))

export function startRoom() {
  document.addEventListener('focusin', keepInSight)
  const observer = new ResizeObserver(makeRoom)
  for (const overlay of overlays) observer.observe(overlay)
}

function makeRoom() {
  const height = Math.max(...overlays.map(({ offsetHeight }) => offsetHeight))
  document.body.toggleAttribute('data-covered', height > 0)
  document.documentElement.style.setProperty('--covered', `${height}px`)
  document.documentElement.style.scrollPaddingBottom = height ? `${height + 16}px` : ''
}

/** Scrolls the page so that no overlay covers the focused element. */
function keepInSight({ target }) {
  const overlay = overlays.find(({ offsetHeight }) => offsetHeight)
  if (!overlay || overlay.contains(target) || target.closest('dialog')) return
  const hidden = target.getBoundingClientRect().bottom - overlay.getBoundingClientRect().top
  if (hidden > 0 && target.offsetHeight < innerHeight / 2) scrollBy({ top: hidden + 24, behavior: 'instant' })
}
