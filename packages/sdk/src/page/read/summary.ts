import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from './unit.ts'
import { visibleText } from './visible-text.ts'

/** A whole article has hundreds, and its first ones say what it is about. */
const MOST_PARAGRAPHS = 8
/** What themes call an excerpt, be it a paragraph or not. */
const EXCERPT = '[class*=excerpt],[class*=summary],[class*=subtitle],[class*=description]'
/** What they call what stands beside it: who wrote it, when, what it costs, and "read more". */
const ASIDE = '[class*=meta],[class*=byline],[class*=author],[class*=date],[class*=rating],[class*=price],[class*=more]'
/** The same by what it says, if that is no sentence: "Posted by Ada on 4 May", "By Ada Ruhl", "May 4, 2026", "in". */
const BYLINE =
  /^(?:(?:Posted|Publi[sé]|Written|Updated|Опубликов|Автор|(?:[Bb]y|Von|Par|Por) \p{Lu})[^!?]{0,99}(?<![.!?…])|[\p{L}\d., ]{3,12} \d{4}|[^\s.\p{Lu}]{0,9})$/u
/** Characters of a paragraph with a link, a time or an author in it: a longer one tells something. */
const SHORT = 40

/** Whether something says who made an item, when, or where there is more of it. */
function isAside(element: Element): boolean {
  const text = visibleText(element)
  return (
    dom.matches(element, ASIDE) ||
    BYLINE.test(text) ||
    (text.length < SHORT && !!dom.querySelector(element, 'p>a,time,[rel~=author]'))
  )
}

/** What an item says below its heading: its excerpt, else its first paragraphs. @param textOf one of them */
export function summaryIn(unit: Unit, heading: Element | undefined, textOf: (element: Element) => string): string {
  const say = (selector: string) =>
    findAllIn(unit, selector)
      .slice(0, MOST_PARAGRAPHS)
      .filter((each) => !(heading && dom.contains(each, heading)) && !isAside(each))
      .map(textOf)
      .filter(Boolean)
  // Of one in the other the inner one is the text.
  return say(EXCERPT).at(-1) ?? say('p,dd').join(' ')
}
