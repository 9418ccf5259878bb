/** The reader's present choice in words, also on the page about the reader. */
import { on } from './events.js'
import { tell } from './language.js'

/** @param consent Inkling's `Consent` */
export function sayChoice({ state, content, creatives }) {
  if (state === 'unknown') return tell('choiceNone')
  const answer = (given) => tell(given ? 'choiceYes' : 'choiceNo')
  return tell('choiceNow', { stories: answer(content), promotions: answer(creatives) })
}

export function startChoice() {
  const line = document.querySelector('[data-choice]')
  if (!line) return
  const show = (consent) => {
    line.textContent = sayChoice(consent)
  }
  on('ready', (status) => show(status.consent))
  on('consent', show)
}
