/** The note beside each list, which says that the list is personalised and why, with an undo button. */

import { openDrawer } from './drawer.js'
import { inkling, on } from './events.js'

export function startNotes() {
  on('ranked', ({ list, moved }) => show(list, moved > 0 ? 'on' : undefined))
  on('consent', ({ content }) => {
    if (!content) for (const { dataset } of document.querySelectorAll('[data-note]')) show(dataset.note)
  })
  document.addEventListener('marginalia:undone', (event) => show(event.detail.list, 'undone'))
  for (const note of document.querySelectorAll('[data-note]')) {
    const list = note.dataset.note
    note.querySelector('[data-note-why]').addEventListener('click', (event) => {
      openDrawer({ opener: event.currentTarget, list })
    })
    note.querySelector('[data-note-undo]').addEventListener('click', () => {
      if (!inkling()?.undo(list)) return
      document.dispatchEvent(new CustomEvent('marginalia:undone', { detail: { list } }))
    })
    note.querySelector('[data-note-redo]').addEventListener('click', () => inkling()?.redo(list))
  }
}

/**
 * @param {'on' | 'undone' | undefined} said the note's message; without one, the note is invisible but still takes up
 *   space
 */
function show(list, said) {
  const note = document.querySelector(`[data-note="${CSS.escape(list)}"]`)
  if (!note) return
  note.hidden = !said
  // An invisible note takes up the space of the usual one, so that nothing shifts when it appears.
  said ??= 'on'
  for (const text of note.querySelectorAll('[data-said]')) text.hidden = text.dataset.said !== said
  for (const [name, when] of [
    ['undo', 'on'],
    ['redo', 'undone'],
  ]) {
    const button = note.querySelector(`[data-note-${name}]`)
    if (said !== when && button === document.activeElement) note.querySelector('[data-note-why]').focus()
    button.hidden = said !== when
  }
}
