import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from './unit.ts'
import { visibleText } from './visible-text.ts'

/** Maximum number of paragraphs read. An article may have hundreds, but the first few show what it is about. */
const MOST_PARAGRAPHS = 8
/** Classes that themes use for excerpts. */
const EXCERPT = '[class*=excerpt],[class*=summary],[class*=subtitle],[class*=description]'
/** Classes that themes use for elements next to an excerpt: author, date, price, "read more". */
const ASIDE = '[class*=meta],[class*=byline],[class*=author],[class*=date],[class*=rating],[class*=price],[class*=more]'
/** Byline texts: "Posted by Ada on 4 May", "By Ada Ruhl", "May 4, 2026", "in". Full sentences don't match. */
const BYLINE =
  /^(?:(?:Posted|Publi[sé]|Written|Updated|Опубликов|Автор|(?:[Bb]y|Von|Par|Por) \p{Lu})[^!?]{0,99}(?<![.!?…])|[\p{L}\d., ]{3,12} \d{4}|[^\s.\p{Lu}]{0,9})$/u
/**
 * A paragraph that contains a link, a time or an author counts as content only if it has at least this many characters.
 */
const SHORT = 40

/** Whether an element is a byline, a date or a "read more" link. */
function isAside(element: Element): boolean {
  const text = visibleText(element)
  return (
    dom.matches(element, ASIDE) ||
    BYLINE.test(text) ||
    (text.length < SHORT && !!dom.querySelector(element, 'p>a,time,[rel~=author]'))
  )
}

/**
 * An item's text below its heading: its excerpt, or else its first paragraphs.
 *
 * @param textOf returns the text of an element
 */
export function summaryIn(unit: Unit, heading: Element | undefined, textOf: (element: Element) => string): string {
  const say = (selector: string) =>
    findAllIn(unit, selector)
      .slice(0, MOST_PARAGRAPHS)
      .filter((each) => !(heading && dom.contains(each, heading)) && !isAside(each))
      .map(textOf)
      .filter(Boolean)
  // If excerpts are nested, the inner one contains the text.
  return say(EXCERPT).at(-1) ?? say('p,dd').join(' ')
}
