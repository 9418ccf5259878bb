import { parseAudience } from '../../audiences/parse-audience.ts'
import { isArticle9 } from '../../content/article9.ts'
import * as dom from '../../lib/dom.ts'
import type { Note } from './report/notebook.ts'

const MARK = 'data-inkling-audience'
/** Maximum elements examined. */
const MOST = 100

/**
 * Reports audiences that are invalid, and those that are refused because they concern special categories of personal
 * data. The check is based on words alone, because no model is available here.
 */
export function checkAudiences(document: Document, note: Note): void {
  for (const element of [...dom.querySelectorAll(document, `[${MARK}]`)].slice(0, MOST)) {
    try {
      parseAudience(dom.getAttribute(element, MARK) ?? '', (text) => isArticle9({ text, fingerprint: text }, new Map()))
    } catch (cause) {
      const message = (cause as Error).message.replace(/^inkling: /, '')
      note('error', 'audience', `${message[0]!.toUpperCase()}${message.slice(1)}.`, element, `${MARK}="trail runners"`)
    }
  }
}
