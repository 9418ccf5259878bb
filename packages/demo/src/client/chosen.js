/** Beside the promotion: that it was chosen for the reader, why, and the way back to the editors' own. */
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
  // Undone elsewhere, or erased: the slot says so itself.
  const slot = document.querySelector('[data-inkling-slot]')
  new MutationObserver(() => {
    label.hidden = !slot.hasAttribute('data-inkling-chosen')
  }).observe(slot, { attributeFilter: ['data-inkling-chosen'] })
  label.querySelector('[data-chosen-why]').addEventListener('click', async () => {
    const reason = await chosen.why()
    // Where nothing can be told but that it was chosen, the label says so already.
    if (reason) said.replaceChildren(`${tell('chosenForYou')}. ${await tellReason(reason)}`)
  })
  label.querySelector('[data-chosen-undo]').addEventListener('click', () => {
    chosen.undo()
    // The label goes: the focus must not go with it.
    slot.querySelector('a')?.focus({ preventScroll: true })
  })
}
