/** The magazine's address on the demo's site, whose root is the launch page. Every address of an edition begins with it. */
export const magazine = '/magazine'

/**
 * The magazine's two editions, each in one language with its own stories. Stories aren't translated; the front page,
 * sections, "In brief" and "How it works" have counterparts.
 */
export const editions = {
  en: {
    language: 'en',
    /** Prefix of all addresses in this edition. */
    root: magazine,
    /** The launch page in this language. */
    home: '/',
    /** Folder of its stories. */
    content: 'content',
    /** Prefix of list names, needed because Inkling keeps one plan per name and both editions have a front page. */
    lists: '',
    locale: 'en-GB',
    /** Words per minute, used for labels such as "3 min". The figure is lower for Russian, whose words are longer. */
    wordsAMinute: 220,
  },
  ru: {
    language: 'ru',
    root: `${magazine}/ru`,
    home: '/ru/',
    content: 'content-ru',
    lists: 'ru-',
    locale: 'ru-RU',
    wordsAMinute: 180,
  },
}

export function otherEdition(language) {
  return language === 'ru' ? editions.en : editions.ru
}
