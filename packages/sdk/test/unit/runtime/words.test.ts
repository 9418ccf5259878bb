// Which of a page's languages have their files brought in, and what is made of them.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isArticle9, setSensitivePatterns } from '../../../src/content/article9.ts'
import { setVolatilePatterns, stripVolatile } from '../../../src/content/text.ts'
import * as bundle from '../../../src/entries/words.ts'
import { lightSimilarities } from '../../../src/ranking/features/similarity.ts'
import { forgetWords } from '../../../src/ranking/features/word-vectors.ts'
import { cutPlural, setStemmer } from '../../../src/ranking/features/words.ts'
import type { Grant } from '../../../src/runtime/interfaces/session.ts'
import { wordsOf } from '../../../src/runtime/languages/load-languages.ts'
import { loadWords } from '../../../src/runtime/languages/load-words.ts'
import { guessLanguage, pageLanguages } from '../../../src/runtime/languages/page-languages.ts'
import { LANGUAGES, WITH_ENGLISH } from '../content/languages/all.ts'

vi.mock('virtual:release', async (original) => ({
  ...(await original<object>()),
  wordFiles: Object.fromEntries(['de', 'en', 'fr', 'pl', 'ru', 'ja'].map((language) => [language, [1, language]])),
}))

const asked: string[] = []
const errors: unknown[] = []
const onError = (event: Event) => errors.push((event as CustomEvent).detail.code)
/** As core.js brings bundles in. @param missing what the server doesn't have */
const grant = (missing: readonly string[] = []) =>
  ({
    signal: new AbortController().signal,
    importFile: async (name: string) => {
      asked.push(name)
      if (missing.includes(name)) throw new TypeError('Failed to fetch')
      return name === 'words.js' ? bundle : { default: WITH_ENGLISH[name.slice(6, 8) as keyof typeof WITH_ENGLISH] }
    },
  }) as unknown as Grant

beforeEach(() => {
  asked.length = errors.length = 0
  document.addEventListener('inkling:error', onError)
})
afterEach(() => {
  document.removeEventListener('inkling:error', onError)
  document.documentElement.removeAttribute('lang')
  document.body.innerHTML = document.title = ''
  setStemmer(cutPlural)
  setVolatilePatterns([])
  setSensitivePatterns([])
  forgetWords()
})

function page(lang: string, body = '') {
  document.documentElement.lang = lang
  document.body.innerHTML = body
}

test.each(['en', 'en-GB'])('A page in English asks for English alone, and waits for nothing: %s.', async (lang) => {
  page(lang, '<p lang="de">Hallo</p><ol data-inkling-list><li>One</li></ol>')
  const isKnown = () => isArticle9({ text: 'Two mums and a baby shower', fingerprint: 'f' }, new Map())
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const server = grant()
  const importFile = async (...asking: Parameters<Grant['importFile']>) => {
    await arrived
    return server.importFile(...asking)
  }
  await loadWords({ ...server, importFile: importFile as Grant['importFile'] })
  expect([asked, isKnown()]).toEqual([[], false])
  arrive()
  await vi.waitFor(() => expect(isKnown()).toBe(true))
  expect(asked).toEqual(['words.js', 'words-en.js'])
})

test('A page that says no language waits for what its text tells, and for English.', async () => {
  page('', '<p>Der Mond ist mit der Erde und den anderen Planeten nicht zu vergleichen</p>')
  await loadWords(grant())
  expect(asked).toEqual(['words.js', 'words-de.js', 'words-en.js'])
})

test('A page in another language asks for English where items are in it.', async () => {
  page('de', '<ol data-inkling-list><li>Eins</li></ol>')
  await loadWords(grant())
  expect(asked.sort()).toEqual(['words-de.js', 'words.js'])
  page('de', '<ol data-inkling-list><li lang="en-GB">One</li></ol>')
  asked.length = 0
  await loadWords(grant())
  expect(asked.sort()).toEqual(['words-de.js', 'words-en.js', 'words.js'])
})

test('Items in another language ask for it; a list may be in two beside English, the commonest of which come.', async () => {
  page(
    'en',
    '<ol data-inkling-list><li lang="ru">a</li><li lang="de-AT">b</li><li lang="de">c</li><li lang="nl">d</li></ol>',
  )
  await loadWords(grant())
  expect(asked.sort()).toEqual(['words-de.js', 'words-en.js', 'words-ru.js', 'words.js'])
  page('pl', document.body.innerHTML)
  asked.length = 0
  await loadWords(grant())
  expect(asked.sort()).toEqual(['words-de.js', 'words-pl.js', 'words.js'])
})

test('With a language come its stems, its ages and its sensitive words.', async () => {
  const alike = () => lightSimilarities([{ text: 'Der Häuserkauf im Garten' }], [{ text: 'Gärten, Häuser' }])[0]
  const sensitive = () => isArticle9({ text: 'Streik der Gewerkschaft', fingerprint: 'f' }, new Map())
  expect([alike(), stripVolatile('Monde vor 3 Tagen'), sensitive()]).toEqual([0, 'Monde vor 3 Tagen', false])
  page('de')
  await loadWords(grant())
  forgetWords()
  expect(alike()).toBeGreaterThan(0)
  expect([stripVolatile('Monde vor 3 Tagen'), sensitive()]).toEqual(['Monde', true])
})

test('What can’t be had is left out, and the page is told.', async () => {
  page('de', '<ol data-inkling-list><li lang="ru">a</li></ol>')
  await loadWords(grant(['words-de.js']))
  expect(errors).toEqual(['script-unavailable'])
  expect([stripVolatile('vor 3 Tagen'), stripVolatile('3 дня назад')]).toEqual(['vor 3 Tagen', ''])
  await loadWords(grant(['words.js']))
  expect(errors).toEqual(['script-unavailable', 'script-unavailable'])
})

test('Who withdraws meanwhile gets nothing of it.', async () => {
  page('de')
  const controller = new AbortController()
  const loading = loadWords({ ...grant(), signal: controller.signal })
  controller.abort()
  await loading
  expect(stripVolatile('vor 3 Tagen')).toBe('vor 3 Tagen')
})

test('A word goes by its text’s language, else by its letters, else by the page’s; English where none is known.', () => {
  const { stem } = wordsOf(new Map(Object.entries({ de: LANGUAGES.de, ru: LANGUAGES.ru })), 'de')
  expect(stem('häuser', undefined)).toBe('haus')
  expect(stem('häuser', 'de')).toBe('haus')
  expect(stem('книгами', undefined)).toBe('книг')
  expect(stem('books', 'en')).toBe('book')
  expect(stem('książki', 'pl')).toBe('książki')
  expect(wordsOf(new Map(), undefined).stem('planets', undefined)).toBe('planet')
  expect(wordsOf(new Map(Object.entries({ ja: LANGUAGES.ja })), 'ja').stem('planets', undefined)).toBe('planet')
})

test.each([
  ['de', 'Der Mond ist mit der Erde und den anderen Planeten nicht zu vergleichen'],
  ['fr', 'Les lunes de Saturne sont dans le ciel et une sonde est en route pour les voir'],
  ['es', 'Las lunas de Saturno y el anillo que se ve con los telescopios en una noche'],
  ['it', 'Il pianeta è nel cielo e gli anelli della notte sono di ghiaccio, che non si vede'],
  ['pt', 'Os anéis do planeta não são uma surpresa para os cientistas em Lisboa'],
  ['pl', 'Księżyce Saturna są w nocy i na niebie nie do zobaczenia, ale się kręcą'],
  ['en', 'The moons of Saturn are on the sky and by night'],
  ['ru', 'Спутники Сатурна были открыты этим летом'],
  ['ja', '土星の新しい月が見つかりました'],
  ['zh', '土星发现了新的卫星'],
  ['ko', '토성의 새로운 위성이 발견되었다'],
  [undefined, 'Місяці Сатурна відкрили цього літа, і їх багато'],
  [undefined, 'Луните на Сатурн бяха открити това лято'],
  [undefined, 'Mesečevi prstenovi Saturna'],
  [undefined, ''],
])('Where the page says no language, its text does: %s.', (language, text) => {
  expect(guessLanguage(text)).toBe(language)
  page('', `<p>${text}</p>`)
  expect(pageLanguages(document, ['de', 'ru'])).toEqual(language === 'de' || language === 'ru' ? [language] : [])
})

test('Where a template says English of a page in other letters, its title and its text tell.', async () => {
  page('en', '<p>Спутники Сатурна были открыты этим летом</p>')
  document.title = 'Новости — “news” 🌍'
  await loadWords(grant())
  expect(asked).toEqual(['words.js', 'words-ru.js', 'words-en.js'])
  asked.length = 0
  document.title = 'Café — “news” 🌍'
  await loadWords(grant())
  await vi.waitFor(() => expect(asked).toEqual(['words.js', 'words-en.js']))
})

test('A language that has no file is left out.', () => {
  page('nl', '<ol data-inkling-list lang="de"><li lang="constructor">a</li></ol>')
  expect(pageLanguages(document, ['de', 'ru'])).toEqual(['de'])
})
