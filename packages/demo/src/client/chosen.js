/**
 * A note beside the promotion, which says that it was chosen for the reader and why, with a button that restores the
 * editors' default.
 */
import { on } from './events.js'
import { tell } from './language.js'
import { tellReason } from './reasons.js'

export function startChosen() {
  const label = document.querySelector('[data-chosen]')
  if (!label) return
  const said = label.querySelector('[data-chosen-said]')
  let chosen
  on('creative', (detail) => {
    chosen = detail
    said.replaceChildren(tell('chosenForYou'))
    label.hidden = false
  })
  // If the choice is undone elsewhere, or the data is erased, the slot's attributes change.
  const slot = document.querySelector('[data-inkling-slot]')
  new MutationObserver(() => {
    label.hidden = !slot.hasAttribute('data-inkling-chosen')
  }).observe(slot, { attributeFilter: ['data-inkling-chosen'] })
  label.querySelector('[data-chosen-why]').addEventListener('click', async () => {
    const reason = await chosen.why()
    // If there is no specific reason, the label alone is enough.
    if (reason) said.replaceChildren(`${tell('chosenForYou')}. ${await tellReason(reason)}`)
  })
  label.querySelector('[data-chosen-undo]').addEventListener('click', () => {
    chosen.undo()
    // Move the focus before the label is hidden.
    slot.querySelector('a')?.focus({ preventScroll: true })
  })
}
