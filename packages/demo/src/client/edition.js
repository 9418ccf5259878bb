/** The offer of the other edition, which early.js shows: declined, it is not made again. */
import { choose } from './choices.js'
import { language } from './language.js'

export function startEdition() {
  document.getElementById('edition-offer-no')?.addEventListener('click', () => {
    choose('language', language())
    delete document.documentElement.dataset.offer
    // The offer goes, and its button. What it offered is still to be had, at the top of the page.
    document.getElementById('edition-switch').focus({ preventScroll: true })
  })
}
