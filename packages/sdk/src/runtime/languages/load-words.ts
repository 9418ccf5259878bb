import { wordsFile } from 'virtual:release'
import { setSensitivePatterns } from '../../content/article9.ts'
import { setVolatilePatterns } from '../../content/text.ts'
import * as dom from '../../lib/dom.ts'
import { once } from '../../lib/scheduling/once.ts'
import { setStemmer } from '../../ranking/features/words.ts'
import type { WordsBundle } from '../../types/bundles.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { Grant } from '../interfaces/session.ts'

const WITHOUT = 'words are compared as they stand'

/**
 * Matches two characters of a non-Latin script, excluding emoji. Templates often declare `lang="en"` regardless of the
 * content, so a title with such characters counts as being in another language.
 */
const OTHER_LETTERS = /[^\0-\u024f\u2000-\u2fff\ud800-\udfff]{2}/

/** Whether any text on the page is in a language other than English. Pages that are entirely in English don't wait. */
const hasOthers = () =>
  !dom.matches(dom.documentElement(document), '[lang|=en]') ||
  [...dom.querySelectorAll(document, '[lang]')].some((each) =>
    dom.closest(dom.parentElement(each), '[data-inkling-list]'),
  ) ||
  OTHER_LETTERS.test(dom.textContent(dom.querySelector(document, 'title')) ?? '')

/**
 * Loads the words of the page's languages. Until they are loaded, or if they can't be, words are compared without
 * stemming.
 */
export async function loadWords({ importFile, signal }: Grant): Promise<void> {
  if (typeof document !== 'object') return
  // A list further down the page may be in another language.
  if (!hasOthers() && dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
  const others = hasOthers()
  const load = async () => {
    const bundle = !signal.aborted && (await loadBundle<WordsBundle>(importFile, 'words.js', wordsFile, WITHOUT))
    const words = bundle && (await bundle.loadLanguages(importFile, signal, others))
    if (!words || signal.aborted) return
    setStemmer(words.stem)
    setVolatilePatterns(words.volatile)
    setSensitivePatterns(words.article9)
  }
  // For English, the only additions are words for sensitive topics, which may load later.
  const loading = load()
  if (others) await loading
}
