/**
 * The magazine's two editions: each a magazine of its own, with its own stories, in one language throughout. No story of
 * one is a translation of one of the other; front page, sections, "In brief" and "How it works" have counterparts.
 */
export const editions = {
  en: {
    language: 'en',
    /** What every address of the edition begins with. */
    root: '',
    /** The folder of its stories. */
    content: 'content',
    /** What its lists' names begin with: Inkling keeps a plan for each name, and each edition has a front page. */
    lists: '',
    locale: 'en-GB',
    /** How fast it is read, for "3 min". Russian words are longer, and there are fewer of them. */
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
