import { wordFiles } from 'virtual:release'
import type { Language } from '../../content/languages/language.ts'
import * as dom from '../../lib/dom.ts'
import { once } from '../../lib/scheduling/once.ts'
import { primaryLanguage } from '../../lib/text/language.ts'
import { cutPlural } from '../../ranking/features/words.ts'
import type { LanguageBundle, Words } from '../../types/bundles.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { ImportFile } from '../interfaces/session.ts'
import { pageLanguages } from './page-languages.ts'

/** Maximum number of languages per page: the page's own language and the most common other language of its items. */
const MOST_LANGUAGES = 2

const ENGLISH = 'en'
const ENGLISH_ITEMS = '[data-inkling-list][lang|=en],[data-inkling-list] [lang|=en]'

/**
 * Loads the words of the page's languages. A language that can't be loaded is left out and reported by an
 * `inkling:error` event.
 *
 * @param others whether any text on the page is in a language other than English
 */
export async function loadLanguages(importFile: ImportFile, signal: AbortSignal, others: boolean): Promise<Words> {
  const said = primaryLanguage(dom.lang(dom.documentElement(document)))
  // Without a `lang` attribute, wait until the page has been parsed, then guess the language from its text.
  if (!said && dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
  const known = Object.keys(wordFiles).filter((name) => name !== ENGLISH)
  const names = others ? pageLanguages(document, known).slice(0, MOST_LANGUAGES) : []
  // English doesn't count towards the limit.
  if (!said || said === ENGLISH || dom.querySelector(document, ENGLISH_ITEMS)) names.push(ENGLISH)
  const languages = new Map<string, Language>()
  await Promise.all(
    names.map(async (name) => {
      const without = 'its words are compared as they stand'
      const bundle = await loadBundle<LanguageBundle>(importFile, `words-${name}.js`, wordFiles[name]!, without)
      if (bundle) languages.set(name, bundle.default)
    }),
  )
  return wordsOf(languages, names[0])
}

/** @param own the page's language */
export function wordsOf(languages: ReadonlyMap<string, Language>, own: string | undefined): Words {
  const all = [...languages.values()]
  return {
    stem(word, language = /\p{sc=Cyrl}/u.test(word) ? 'ru' : own) {
      const known = languages.get(language ?? '')
      return known?.stem ? known.stem(word) : cutPlural(word, language)
    },
    volatile: all.flatMap((language) => language.volatile),
    article9: all.flatMap((language) => language.article9 ?? []),
  }
}
