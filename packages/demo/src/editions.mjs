/**
 * The magazine's two editions, each in one language with its own stories. Stories aren't translated; the front page,
 * sections, "In brief" and "How it works" have counterparts.
 */
export const editions = {
  en: {
    language: 'en',
    /** Prefix of all addresses in the edition. */
    root: '',
    /** Folder of its stories. */
    content: 'content',
    /** Prefix of list names: Inkling keeps a plan per name, and both editions have a front page. */
    lists: '',
    locale: 'en-GB',
    /** Words per minute, for "3 min". Russian words are longer, so there are fewer. */
    wordsAMinute: 220,
  },
  ru: {
    language: 'ru',
    root: '/ru',
    content: 'content-ru',
    lists: 'ru-',
    locale: 'ru-RU',
    wordsAMinute: 180,
  },
}

export function otherEdition(language) {
  return language === 'ru' ? editions.en : editions.ru
}
