/** The offer of the other edition, which early.js shows. Once declined, it isn't shown again. */
import { choose } from './choices.js'
import { language } from './language.js'

export function startEdition() {
  document.getElementById('edition-offer-no')?.addEventListener('click', () => {
    choose('language', language())
    delete document.documentElement.dataset.offer
    // The offer disappears with its button; the same link is at the top of the page.
    document.getElementById('edition-switch').focus({ preventScroll: true })
  })
}
