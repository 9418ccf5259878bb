/** How a template speaks one language: the interface's words, dates, the names of sections, addresses of the edition. */
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
    /** The words of `key`, as text. */
    plain,
    /** The same, as HTML. */
    say: (key, values) => html(plain(key, values)),
    /** A text of this edition, as HTML, set as its language asks. */
    html,
    /** Of a text that stands beside its templates in both languages, [English, Russian], the one of this edition, as HTML. */
    pick: ([english, russian]) => html(language === 'ru' ? russian : english),
    /** { name, desk, line } of a section. */
    section: (topic) => topics[topic][language],
    /** The address in this edition of what has a counterpart in the other, e.g. '/space/'. */
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
