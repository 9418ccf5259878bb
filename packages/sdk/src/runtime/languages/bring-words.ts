import { wordsFile } from 'virtual:release'
import { recogniseAlso } from '../../content/article9.ts'
import { stripAlso } from '../../content/text.ts'
import * as dom from '../../lib/dom.ts'
import { once } from '../../lib/scheduling/once.ts'
import { stemBy } from '../../ranking/features/words.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import type { Grant } from '../interfaces/session.ts'

const WITHOUT = 'words are compared as they stand'

/** Templates say English of whatever is filled in: a title in other letters tells, emoji apart. */
const OTHER_LETTERS = /[^\0-\u024f\u2000-\u2fff\ud800-\udfff]{2}/

/** Pages that say they are in English, all of them, wait for nothing. One attribute is found ten times as fast as one in a list. */
const hasOthers = () =>
  !dom.matches(dom.documentElement(document), '[lang|=en]') ||
  [...dom.querySelectorAll(document, '[lang]')].some((each) =>
    dom.closest(dom.parentElement(each), '[data-inkling-list]'),
  ) ||
  OTHER_LETTERS.test(dom.textContent(dom.querySelector(document, 'title')) ?? '')

/** Makes known what is known of the page's languages. Until then, and where it can't be had, words are compared as they stand. */
export async function bringWords({ bring, signal }: Grant): Promise<void> {
  if (typeof document !== 'object') return
  // A list in another language may come further down.
  if (!hasOthers() && dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
  const others = hasOthers()
  const bringing = async () => {
    const bundle = !signal.aborted && (await bringBundle(bring, 'words.js', wordsFile, WITHOUT))
    const words = bundle && (await bundle.loadWords(bring, signal, others))
    if (!words || signal.aborted) return
    stemBy(words.stem)
    stripAlso(words.volatile)
    recogniseAlso(words.article9)
  }
  // What English adds, more words of sensitive topics, may come late.
  const coming = bringing()
  if (others) await coming
}
