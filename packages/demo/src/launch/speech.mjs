/** The launch page's texts in one language. */
import { editions } from '../editions.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { typeset } from '../templates/typeset.mjs'
import { texts } from './texts.mjs'

/** Paths of the launch page, by language. */
export const homes = Object.fromEntries(Object.values(editions).map(({ language, home }) => [language, home]))

/** @param {Record<string, [string, string]>} [from] other texts, for pages that belong to the launch page */
export function launchSpeech(language, from = texts) {
  const pick = ([english, russian]) => (language === 'ru' ? typeset(russian) : english)
  const plain = (key, values = {}) =>
    pick(from[key]).replace(/\{(\w+)\}/g, (sign, name) => (name in values ? values[name] : sign))
  const number = (value, places = 0) =>
    value.toLocaleString(editions[language].locale, { minimumFractionDigits: places, maximumFractionDigits: places })
  return {
    language,
    plain,
    number,
    say: (key, values) => escapeHtml(plain(key, values)),
    pick: (pair) => escapeHtml(pick(pair)),
  }
}
