/** The page's own texts, in its language. */
import { texts } from './texts.js'

const { lang } = document.documentElement

export function tell(key, values = {}) {
  return texts[key][lang === 'ru' ? 1 : 0].replace(/\{(\w+)\}/g, (sign, name) => values[name] ?? sign)
}

/** A number with one decimal place. */
export function figure(value) {
  return value.toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
