/** A component's language, with the platform's plural rules and date formats for it. */

import * as dom from '../../sdk/src/lib/dom.ts'
import { primaryLanguage } from '../../sdk/src/lib/text/language.ts'
import { whenOf } from './sentences/when.ts'

export type Language = 'en' | 'ru'

export interface Speech {
  readonly language: Language
  /** BCP 47 tag for `Intl`, with the region if the page gives one. */
  readonly tag: string
  /** Formats a count with the plural forms `{ one: '# row', other: '# rows' }`, where `#` is replaced by the count. */
  count(n: number, forms: Forms): string
  /** "today", "3 days ago", "last week"; older dates are given in full. @param at milliseconds since 1970 */
  when(at: number, now?: number): string
  /** A share from 0 to 1, as a percentage. */
  share(value: number): string
}

export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/**
 * Uses the element's own `lang`, or else the page's; the surrounding content may be in a different language. The result
 * is Russian if that language is Russian, and English otherwise.
 */
export function speechOf(element: Element): Speech {
  const asked = dom.getAttribute(element, 'lang') || dom.lang(dom.documentElement(document)) || ''
  const language = primaryLanguage(asked) === 'ru' ? 'ru' : 'en'
  const tag = canonical(asked, language)
  return {
    language,
    tag,
    count: (n, forms) =>
      (forms[new Intl.PluralRules(tag).select(n)] ?? forms.other).replace('#', n.toLocaleString(tag)),
    when: (at, now = Date.now()) =>
      whenOf([at], now, tag) || new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).format(at),
    share: (value) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(value),
  }
}

/** The page's `lang` may not be a valid tag. */
function canonical(asked: string, language: Language): string {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(asked)
    return primaryLanguage(tag) === language ? tag : language
  } catch {
    return language
  }
}
