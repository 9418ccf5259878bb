/**
 * The consent banner: one tick for stories, one for promotions. Shown until the reader has answered, and whenever the
 * reader asks for it, with the present choice.
 */
import { sayChoice } from './choice.js'
import { on, setConsent } from './events.js'

const banner = document.getElementById('consent-banner')
const now = document.getElementById('consent-now')
const accept = document.getElementById('consent-accept')
const boxes = {
  content: document.getElementById('consent-content'),
  creatives: document.getElementById('consent-creatives'),
}
/** With such a signal, Inkling never chooses promotions, so they aren't asked about. */
const signalled = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1'
let consent = { state: 'unknown' }
let opener

export function startBanner() {
  banner.toggleAttribute('data-signalled', signalled)
  on('ready', (status) => settle(status.consent))
  on('consent', settle)
  accept.addEventListener('click', () => answer({ content: true, creatives: !signalled }))
  document.getElementById('consent-deny').addEventListener('click', () => answer({ content: false, creatives: false }))
  document.getElementById('consent-save').addEventListener('click', () => {
    answer({ content: boxes.content.checked, creatives: boxes.creatives.checked })
  })
  for (const button of document.querySelectorAll('[data-choose]'))
    button.addEventListener('click', () => ask({ opener: button }))
  banner.addEventListener('keydown', ({ key }) => {
    // An unanswered question can't be closed without an answer.
    if (key === 'Escape' && consent.state !== 'unknown') close()
  })
}

/** Shows the banner and, if the reader asked for it with `opener`, moves the focus to it. */
export function ask({ opener: from } = {}) {
  opener = from ?? opener
  banner.hidden = false
  document.body.toggleAttribute('data-asking', true)
  show()
  if (from) banner.focus()
}

/** The ticks follow the present choice. Nothing is ticked before the reader has chosen. */
function show() {
  for (const [purpose, box] of Object.entries(boxes)) box.checked = consent[purpose] === true
  now.hidden = consent.state === 'unknown'
  now.textContent = sayChoice(consent)
}

function settle(news) {
  consent = news
  if (news.state === 'unknown') ask()
  // A banner that the reader has opened stays, and shows what another tab has chosen.
  else if (opener) show()
  else close()
}

/** @param {{ content: boolean, creatives: boolean }} purposes */
function answer(purposes) {
  // If Inkling hasn't loaded yet, the answer is queued, so that a refusal is recorded in the same way as consent.
  const isNew = purposes.content && !consent.content
  const isRefused = !purposes.content && !purposes.creatives
  if (isRefused && typeof window.inkling?.consent?.deny === 'function') window.inkling.consent.deny()
  else setConsent({ ...purposes, measurement: false })
  close()
  document.dispatchEvent(new CustomEvent('marginalia:answered', { detail: { isNew } }))
}

function close() {
  const hadFocus = banner.contains(document.activeElement)
  banner.hidden = true
  document.body.toggleAttribute('data-asking', false)
  // Otherwise the focus would fall back to the top of the document.
  if (hadFocus) (opener ?? document.getElementById('main')).focus({ preventScroll: true })
  opener = undefined
}
