import { wordFiles } from 'virtual:release'
import type { Language } from '../../content/languages/language.ts'
import * as dom from '../../lib/dom.ts'
import { once } from '../../lib/scheduling/once.ts'
import { cutPlural, type Stem } from '../../ranking/features/words.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import type { Bring } from '../runtime-context.ts'
import { pageLanguages } from './page-languages.ts'

/** Languages of one page whose files are brought in: its own, and what most items are in beside it. */
const MOST_LANGUAGES = 2

/** What the page's languages add to what is known of English. */
export interface Words {
  readonly stem: Stem
  readonly volatile: readonly RegExp[]
  readonly article9: readonly RegExp[]
}

/** What a language's file gives. */
interface LanguageBundle {
  readonly default: Language
}

/** Brings in what is known of the page's languages; what can't be had is left out, with an `inkling:error`. */
export async function loadWords(bring: Bring, signal: AbortSignal): Promise<Words> {
  // What says no language is read, once it is all there.
  if (!dom.lang(dom.documentElement(document)) && dom.readyState(document) === 'loading')
    await once(document, 'DOMContentLoaded', signal)
  const names = pageLanguages(document, Object.keys(wordFiles)).slice(0, MOST_LANGUAGES)
  const languages = new Map<string, Language>()
  await Promise.all(
    names.map(async (name) => {
      const without = 'its words are compared as they stand'
      const bundle = await bringBundle<LanguageBundle>(bring, `words-${name}.js`, wordFiles[name]!, without)
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
