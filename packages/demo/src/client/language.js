/** The page's language is that of its edition, and can be changed only through a link to the other edition. */
import { editions } from './editions.js'
import { word } from './words.js'

export function language() {
  return document.documentElement.lang
}

/** @returns the words for `key` in the page's language */
export function tell(key, values) {
  return word(key, language(), values)
}

/** Formats a number in the page's language. */
export function figure(value, places = 2) {
  return value.toLocaleString(language(), { minimumFractionDigits: places, maximumFractionDigits: places })
}

/** A story's language, determined by the Russian edition's address prefix. */
export function languageOf(id) {
  return id.startsWith(`${editions.ru.root}/`) ? 'ru' : 'en'
}
