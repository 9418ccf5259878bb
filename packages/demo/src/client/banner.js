/** The consent banner, shown until the reader has answered and whenever the reader asks for it. */
import { on, setConsent } from './events.js'

const banner = document.getElementById('consent-banner')
let opener

export function startBanner() {
  on('ready', (status) => settle(status.consent))
  on('consent', settle)
  document.getElementById('consent-accept').addEventListener('click', () => {
    setConsent({ content: true, creatives: true, measurement: false })
    close()
  })
  document.getElementById('consent-deny').addEventListener('click', () => {
    // If Inkling hasn't loaded yet, queue the answer, so that a refusal is recorded in the same way as consent.
    if (typeof window.inkling?.consent?.deny === 'function') window.inkling.consent.deny()
    else setConsent({ content: false, creatives: false, measurement: false })
    close()
  })
  document.getElementById('privacy-choices').addEventListener('click', (event) => {
    opener = event.currentTarget
    ask({ focus: true })
  })
  document.addEventListener('focusin', keepInSight)
  new ResizeObserver(makeRoom).observe(banner)
}

/** Shows the banner and, if `focus` is set, moves the focus to it. */
export function ask({ focus = false } = {}) {
  banner.hidden = false
  makeRoom()
  if (focus) document.getElementById('consent-accept').focus()
}

function settle({ state }) {
  if (state === 'unknown') ask()
  else if (!opener) close()
}

function close() {
  const hadFocus = banner.contains(document.activeElement)
  banner.hidden = true
  makeRoom()
  // Otherwise the focus would fall back to the top of the document.
  if (hadFocus) (opener ?? document.getElementById('main')).focus({ preventScroll: true })
  opener = undefined
}

function makeRoom() {
  const height = banner.hidden ? 0 : banner.offsetHeight
  document.body.toggleAttribute('data-asking', height > 0)
  document.documentElement.style.setProperty('--banner-height', `${height}px`)
  document.documentElement.style.scrollPaddingBottom = height ? `${height + 16}px` : ''
}

/** Scrolls the page so that the banner never covers the focused element. */
function keepInSight({ target }) {
  if (banner.hidden || banner.contains(target) || target.closest('dialog')) return
  const hidden = target.getBoundingClientRect().bottom - banner.getBoundingClientRect().top
  if (hidden > 0 && target.offsetHeight < innerHeight / 2) scrollBy({ top: hidden + 24, behavior: 'instant' })
}
