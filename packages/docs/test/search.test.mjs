// @vitest-environment node
// Questions that users of such tools ask, and the page that answers each: it must come first in the search of the site.

import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import { miniSearch } from '../.vitepress/theme/search.mjs'
import { dist, files } from './site.mjs'

const QUESTIONS = [
  ['why does nothing move', 'troubleshooting'],
  ['my list jumps when the page loads', 'troubleshooting'],
  ['order only changes on the next page', 'troubleshooting'],
  ['model does not load', 'troubleshooting'],
  ['back button shows old order', 'troubleshooting'],
  ['how do I install it', 'quick-start'],
  ['make vectors beforehand when publishing', 'vectors'],
  ['Hugo', 'start/hugo'],
  ['Jekyll', 'start/jekyll'],
  ['Next app router', 'frameworks'],
  ['how to use with React', 'frameworks'],
  ['Vue component', 'frameworks'],
  ['server-side rendering hydration', 'frameworks'],
  ['content security policy hash', 'csp'],
  ['TCF consent platform purposes', 'consent'],
  ['Google consent mode', 'consent'],
  ['Global Privacy Control', 'consent'],
  ['pin an item to the top', 'markup'],
  ['which attribute marks a list', 'markup'],
  ['list-managed error', 'errors'],
  ['storage quota is full', 'errors'],
  ['what data is stored and how long', 'privacy'],
  ['what leaves the device', 'privacy'],
  ['GDPR article 9 sensitive topics', 'privacy'],
  ['DSA article 27', 'law'],
  ['is it legal in the United Kingdom', 'law'],
  ['accessibility act', 'law'],
  ['Core Web Vitals', 'publishers'],
  ['Safari deletes data after seven days', 'publishers'],
  ['how much traffic do I need', 'publishers'],
  ['DPIA impact assessment', 'publishers'],
  ['A/B test holdout', 'analytics'],
  ['Matomo Plausible GA4', 'analytics'],
  ['statistical power number of devices', 'measure'],
  ['frequency cap for a campaign', 'campaigns'],
  ['audience in plain words', 'audiences'],
  ['how big is the script', 'bundles'],
  ['show readers why something was recommended', 'elements'],
  ['list of options', 'options'],
  ['rank items without touching the DOM', 'api'],
  ['popularity from server logs', 'popularity'],
  ['preview as another reader', 'preview'],
  ['export and import the history', 'history'],
  ['inkling:ranked event', 'events'],
]

const QUESTIONS_IN_RUSSIAN = [
  ['что хранится в браузере', 'ru/privacy'],
  ['как удалить историю', 'ru/privacy'],
  ['закрепить материал', 'ru/editors'],
  ['срочное первым', 'ru/editors'],
  ['посмотреть от чужого имени', 'ru/editors'],
  ['сколько весит скрипт', 'ru/publishers'],
  ['Safari семь дней', 'ru/privacy'],
  ['статья 27', 'ru/law'],
  ['профилирование', 'ru/law'],
]

/** The index of one language. */
async function indexOf(locale) {
  const file = files.find((name) => name.includes(`@localSearchIndex${locale}.`))
  const { default: json } = await import(`${dist}${file}`)
  return MiniSearch.loadJSON(json, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    ...miniSearch,
  })
}
const english = await indexOf('root')
const russian = await indexOf('ru')

/** The pages of the results, best first, each once. */
const pagesFor = (index, question) => [
  ...new Set(index.search(question).map(({ id }) => id.replace(/^\/docs\/|(?:\.html)?(?:#.*)?$/g, ''))),
]

test.each(QUESTIONS)('“%s” is answered by %s.', (question, page) => {
  expect(pagesFor(english, question).slice(0, 3)[0]).toBe(page)
})

test.each(QUESTIONS_IN_RUSSIAN)('«%s»: %s.', (question, page) => {
  expect(pagesFor(russian, question).slice(0, 3)[0]).toBe(page)
})

test('Each language has its own index.', () => {
  expect(pagesFor(english, 'редакции').some((page) => page.startsWith('ru/'))).toBe(false)
  expect(pagesFor(russian, 'troubleshooting')).toEqual([])
})
