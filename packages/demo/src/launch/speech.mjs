/** The launch page's texts in one language. */
import { editions } from '../editions.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { typeset } from '../templates/typeset.mjs'
import { texts } from './texts.mjs'

/** Paths of the launch page, by language. */
export const homes = Object.fromEntries(Object.values(editions).map(({ language, home }) => [language, home]))

export function launchSpeech(language) {
  const pick = ([english, russian]) => (language === 'ru' ? typeset(russian) : english)
  const plain = (key, values = {}) =>
    pick(texts[key]).replace(/\{(\w+)\}/g, (sign, name) => (name in values ? values[name] : sign))
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
