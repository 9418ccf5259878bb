/**
 * English or Russian. Both are in the page; this turns the attribute that CSS looks at. The document stays lang="en":
 * its stories are English (which the model's manifest asks for), and what is Russian says so on its own element.
 */
import { choose } from './choices.js'
import { word } from './words.js'

const root = document.documentElement

export function language() {
  return root.dataset.language === 'ru' ? 'ru' : 'en'
}

/** @returns the words for `key` in the reader's language */
export function tell(key, values) {
  return word(key, language(), values)
}

export function startLanguage() {
  apply(language())
  const link = document.getElementById('language-toggle')
  link.addEventListener('click', (event) => {
    event.preventDefault()
    const next = language() === 'ru' ? 'en' : 'ru'
    choose('language', next)
    apply(next)
    document.dispatchEvent(new CustomEvent('marginalia:language'))
  })
}

function apply(next) {
  if (next === 'ru') root.dataset.language = 'ru'
  else delete root.dataset.language
  // The drawer is written by script, so its language is set as a whole.
  document.getElementById('drawer').lang = next
  const title = document.querySelector('title')
  document.title = title.dataset[next] ?? document.title
  document.getElementById('language-toggle').setAttribute('href', next === 'ru' ? '?lang=en' : '?lang=ru')
}
