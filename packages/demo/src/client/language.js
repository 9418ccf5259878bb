/** The page's language is its edition's; nothing switches it but a link to the other edition. */
import { editions } from './editions.js'
import { word } from './words.js'

export function language() {
  return document.documentElement.lang
}

/** @returns the words for `key` in the page's language */
export function tell(key, values) {
  return word(key, language(), values)
}

/** A figure of so many places, as the page's language writes it. */
export function figure(value, places = 2) {
  return value.toLocaleString(language(), { minimumFractionDigits: places, maximumFractionDigits: places })
}

/** In which language a story is written: every address of the Russian edition begins alike. */
export function languageOf(id) {
  return id.startsWith(`${editions.ru.root}/`) ? 'ru' : 'en'
}
