/** The offer to switch to the other edition, made visible by early.js. Once declined, it isn't shown again. */
import { choose } from './choices.js'
import { language } from './language.js'

export function startEdition() {
  document.getElementById('edition-offer-no')?.addEventListener('click', () => {
    choose('language', language())
    delete document.documentElement.dataset.offer
    // Declining removes the offer and its button, but the same link is at the top of the page.
    document.getElementById('edition-switch').focus({ preventScroll: true })
  })
}
