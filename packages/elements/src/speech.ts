/** The language that a component speaks, and its rules: plurals and dates by the platform's. */

import * as dom from '../../sdk/src/lib/dom.ts'
import { primaryLanguage } from '../../sdk/src/lib/text/language.ts'
import { whenOf } from './sentences/when.ts'

export type Language = 'en' | 'ru'

export interface Speech {
  readonly language: Language
  /** BCP 47, for `Intl`: with the region, where the page names one. */
  readonly tag: string
  /** The form of a count, of `{ one: '# row', other: '# rows' }`, with the count put for `#`. */
  count(n: number, forms: Forms): string
  /** "today", "3 days ago", "last week"; else the date. @param at milliseconds since 1970 */
  when(at: number, now?: number): string
  /** A share, 0 to 1, in per cent. */
  share(value: number): string
}

export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** By the element's own `lang`, else the page's: what stands around it may be in another. Russian where that is Russian, else English. */
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

/** What the page calls its language may be no tag. */
function canonical(asked: string, language: Language): string {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(asked)
    return primaryLanguage(tag) === language ? tag : language
  } catch {
    return language
  }
}
