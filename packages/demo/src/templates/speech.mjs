/** Everything in a template's language: interface texts, dates, section names, and addresses. */
import { editions } from '../editions.mjs'
import { topics } from '../topics.mjs'
import { word } from '../words.mjs'
import { escapeHtml } from './html.mjs'
import { typeset } from './typeset.mjs'

const shapes = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
}

function speak({ language, root, locale }) {
  const html = (text) => escapeHtml(language === 'ru' ? typeset(text) : text)
  const plain = (key, values) => word(key, language, values)
  const dateText = (time, shape = 'short') =>
    new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: 'UTC' }).format(time).replace(/\s*г\.$/, '')
  return {
    language,
    /** The text of `key`, as plain text. */
    plain,
    /** The text of `key`, as HTML. */
    say: (key, values) => html(plain(key, values)),
    /** A text as HTML, with the edition's typography. */
    html,
    /** Picks the edition's language from a pair [English, Russian], as HTML. */
    pick: ([english, russian]) => html(language === 'ru' ? russian : english),
    /** A section's { name, desk, line }. */
    section: (topic) => topics[topic][language],
    /** The address, in this edition, of a page that exists in both, e.g. '/space/'. */
    at: (path) => root + path,
    dateText,
    date: (time, shape) =>
      `<time datetime="${new Date(time).toISOString()}">${escapeHtml(dateText(time, shape))}</time>`,
  }
}

const speeches = Object.fromEntries(Object.values(editions).map((edition) => [edition.language, speak(edition)]))

export function speech(language) {
  return speeches[language]
}
