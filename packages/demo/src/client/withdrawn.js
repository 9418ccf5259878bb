/**
 * When consent ends, in this tab or another, the page looks as the editors made it: lists without consent to stories,
 * the promotion without consent to promotions. If the reader agrees again, Inkling may sort and choose again.
 */
import { inkling, on } from './events.js'

const named = (attribute) =>
  [...document.querySelectorAll(`[${attribute}]`)].map((element) => element.getAttribute(attribute))
const places = { content: named('data-inkling-list'), creatives: named('data-inkling-slot') }
/** Lists and slots that were restored because consent was withdrawn, not because the reader asked for it. */
const restored = new Set()
let given = {}

export function startWithdrawn() {
  on('ready', (status) => follow(status.consent))
  on('consent', follow)
}

function follow(consent) {
  for (const [purpose, names] of Object.entries(places)) {
    if (given[purpose] && !consent[purpose]) {
      for (const name of names) if (inkling()?.undo(name)) restored.add(name)
    } else if (consent[purpose]) {
      for (const name of names) if (restored.delete(name)) void inkling()?.redo(name)
    }
  }
  given = consent
}
