/** "Less like this": Inkling takes note through the attribute; here the reader sees that it was heard. */
import { ask } from './banner.js'
import { inkling } from './events.js'
import { tell } from './language.js'

export function startDismiss() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-inkling-dismiss]')
    if (!button) return
    const consent = inkling()?.consent.get()
    if (consent?.state !== 'granted' || !consent.content) {
      // Without a yes nothing may be noted, so nothing is pretended either.
      if (inkling()) ask({ focus: true })
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

/** Whether nothing is learned from a story, so that nothing may be said to be. */
async function isSensitive(card) {
  const list = card.closest('[data-inkling-list]')?.dataset.inklingList
  const why =
    list &&
    (await inkling()
      .explain(list, card.dataset.inklingItem)
      .catch(() => undefined))
  return Boolean(why?.sensitive)
}

/** Taken back in the drawer. */
document.addEventListener('marginalia:restored', ({ detail }) => {
  const card = document.querySelector(`.card[data-inkling-item="${CSS.escape(detail.id)}"]`)
  if (!card) return
  delete card.dataset.dismissed
  const button = card.querySelector('[data-inkling-dismiss]')
  button.removeAttribute('aria-pressed')
  button.removeAttribute('title')
})

/** One live region for the whole page, made when it is first needed. */
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
