/** The small grammar of all templates: escaping, and saying a thing in both languages. */
import { fill, words } from '../words.mjs'

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (sign) => entities[sign])
}

/**
 * Both languages stand in the page and CSS shows one. So a Russian reader's page doesn't flicker into English first,
 * nothing shifts, and the switch works without a second page.
 */
export function both(en, ru) {
  return `<span class="en" lang="en">${escapeHtml(en)}</span><span class="ru" lang="ru">${escapeHtml(ru)}</span>`
}

export function say(key, values = {}, valuesRu = values) {
  const pair = words[key]
  if (!pair) throw new Error(`words.mjs has no "${key}"`)
  return both(fill(pair[0], values), fill(pair[1], valuesRu))
}

/** JSON inside a <script>: `</script>` must not end it. */
export function json(value) {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

const shapes = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
}

export function dateIn(language, time, shape = 'short') {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: 'UTC' }).format(time).replace(/\s*г\.$/, '')
}

export function date(time, shape = 'short') {
  const iso = new Date(time).toISOString()
  return `<time datetime="${iso}">${both(dateIn('en', time, shape), dateIn('ru', time, shape))}</time>`
}

/** What Inkling reads from an element that stands for a story. */
export function itemAttributes({ path, topic, published, tags }) {
  const values = { item: path, topic, published: new Date(published).toISOString(), tags: tags.join(', ') }
  return Object.entries(values)
    .map(([name, value]) => `data-inkling-${name}="${escapeHtml(value)}"`)
    .join(' ')
}
