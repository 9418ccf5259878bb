import { namesSensitiveGroup } from '../../audiences/names-sensitive-group.ts'
import { parseAudience } from '../../audiences/parse-audience.ts'
import { isArticle9 } from '../../content/article9.ts'
import * as dom from '../../lib/dom.ts'
import type { StoredVector } from '../../types.ts'
import type { Note } from './report/notebook.ts'

const MARK = 'data-inkling-audience'
/** Maximum elements examined. */
const MOST = 100

/**
 * Reports audiences that are invalid, and those that are refused because they concern special categories of personal
 * data.
 *
 * @param vectors keyed by the texts that {@link audiencePhrases} returns; for a text without a vector, words alone
 * decide
 */
export function checkAudiences(document: Document, note: Note, vectors: ReadonlyMap<string, StoredVector>): void {
  for (const element of markedElements(document)) {
    try {
      parseAudience(
        audienceOf(element),
        (text) => isArticle9({ text, fingerprint: text }) || namesSensitiveGroup(vectors.get(text)),
      )
    } catch (cause) {
      const message = (cause as Error).message.replace(/^inkling: /, '')
      note('error', 'audience', `${message[0]!.toUpperCase()}${message.slice(1)}.`, element, `${MARK}="trail runners"`)
    }
  }
}

/** The phrases in a page's audiences that aren't refused because of their words, so their vectors decide. */
export function audiencePhrases(document: Document): string[] {
  const texts = new Set<string>()
  for (const element of markedElements(document)) {
    try {
      for (const { phrase } of parseAudience(audienceOf(element))) if (phrase) texts.add(phrase)
    } catch {
      // Reported by `checkAudiences`.
    }
  }
  return [...texts]
}

const markedElements = (document: Document) => [...dom.querySelectorAll(document, `[${MARK}]`)].slice(0, MOST)

const audienceOf = (element: Element) => dom.getAttribute(element, MARK) ?? ''
