/** Buttons that copy the command beside them. */
import { tell } from './words.js'

export function startCopying() {
  for (const button of document.querySelectorAll('[data-copy]'))
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent)
      button.textContent = tell('copied')
    })
}
