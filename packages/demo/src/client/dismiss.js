/** "Less like this": the attribute makes Inkling record the click, and this code confirms it to the reader. */
import { ask } from './banner.js'
import { inkling } from './events.js'
import { tell } from './language.js'

export function startDismiss() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-inkling-dismiss]')
    if (!button) return
    const consent = inkling()?.consent.get()
    if (consent?.state !== 'granted' || !consent.content) {
      // Without consent, nothing may be recorded, so don't suggest that it was.
      if (inkling()) ask({ opener: button })
      return
    }
    const card = button.closest('.card')
    card.dataset.dismissed = ''
    button.setAttribute('aria-pressed', 'true')
    const heard = tell((await isSensitive(card)) ? 'dismissedHere' : 'dismissed')
    button.title = heard
    say(heard)
  })
}

/** Whether a story is sensitive: if it is, nothing is learned from it, and the page must not claim otherwise. */
async function isSensitive(card) {
  const list = card.closest('[data-inkling-list]')?.dataset.inklingList
  const why =
    list &&
    (await inkling()
      .explain(list, card.dataset.inklingItem)
      .catch(() => undefined))
  return Boolean(why?.sensitive)
}

/** Dispatched when the drawer undoes a dismissal. */
document.addEventListener('marginalia:restored', ({ detail }) => {
  const card = document.querySelector(`.card[data-inkling-item="${CSS.escape(detail.id)}"]`)
  if (!card) return
  delete card.dataset.dismissed
  const button = card.querySelector('[data-inkling-dismiss]')
  button.removeAttribute('aria-pressed')
  button.removeAttribute('title')
})

/** One live region for the whole page, created on first use. */
function say(text) {
  let region = document.getElementById('said')
  if (!region) {
    region = document.createElement('p')
    region.id = 'said'
    region.className = 'unseen'
    region.setAttribute('role', 'status')
    document.body.append(region)
  }
  region.textContent = text
}
