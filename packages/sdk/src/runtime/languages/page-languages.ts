import * as dom from '../../lib/dom.ts'
import { primaryLanguage } from '../../lib/text/language.ts'

/** Number of characters of text used to guess the language. */
const SAMPLE = 20_000
/**
 * A text counts as being in a language if at least this share of its words are among that language's most common words.
 */
const LEAST_SHARE = 0.08

/**
 * Scripts that identify a language if at least a tenth of a text's letters are in that script. The first match counts,
 * because half of a Japanese text consists of Chinese characters.
 */
const SCRIPTS: ReadonlyArray<readonly [string, RegExp]> = [
  ['ja', /[\p{sc=Hira}\p{sc=Kana}]/gu],
  ['ko', /\p{sc=Hang}/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ru', /\p{sc=Cyrl}/gu],
]
/** Cyrillic letters that occur in Russian but not in Bulgarian, Serbian or Ukrainian, and the reverse. */
const RUSSIAN = /[ыэ]/
const NOT_RUSSIAN = /[іїєґўјђћџ]/
/** The most common words of each language that don't occur in the other languages. */
const COMMON: Readonly<Record<string, string>> = {
  de: 'der die das und ist nicht von mit den zu ein für',
  fr: 'le les des et est une dans pour du au qui sur',
  es: 'el los las y es una del por con para en al',
  it: 'il gli della di è per che dei nel alla con sono',
  pt: 'o os das do da não uma em para dos com ao',
  pl: 'w i na się nie z do jest że od po oraz',
  en: 'the of and to is for with on that are by this',
}

/** Guesses a text's language from its letters and its most common words. Returns undefined if they are inconclusive. */
export function guessLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const script = SCRIPTS.find(([, letter]) => (text.match(letter)?.length ?? 0) > letters / 10)?.[0]
  if (script) return script === 'ru' && (!RUSSIAN.test(text) || NOT_RUSSIAN.test(text)) ? undefined : script
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const share = (common: string) => {
    const list = new Set(common.split(' '))
    return words.filter((word) => list.has(word)).length / words.length
  }
  const [best] = Object.entries(COMMON)
    .map(([language, common]) => [share(common), language] as const)
    .sort((a, b) => b[0] - a[0])
  return best && best[0] >= LEAST_SHARE ? best[1] : undefined
}

/**
 * The known languages of a page and its lists, as primary subtags: the page's own language first, then the others,
 * ordered by the number of elements in each. If the page has no `lang` or declares English, the language is guessed
 * from its text.
 */
export function pageLanguages(document: Document, known: readonly string[]): string[] {
  const root = dom.documentElement(document)
  const said = primaryLanguage(dom.lang(root))
  // Templates often declare English regardless of the content.
  const own = (said !== 'en' && said) || guessLanguage(sampleOf(document))
  const counts = new Map<string, number>()
  for (const element of dom.querySelectorAll(document, '[data-inkling-list][lang],[data-inkling-list] [lang]')) {
    const language = primaryLanguage(dom.getAttribute(element, 'lang')) ?? ''
    if (language !== own) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const others = [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language)
  return [own ?? '', ...others].filter((language) => known.includes(language))
}

/** The page's text, excluding scripts. */
function sampleOf(document: Document): string {
  let sample = ''
  for (const element of dom.querySelectorAll(document, 'title,h1,h2,h3,p,li')) {
    if (sample.length > SAMPLE) break
    sample += ` ${dom.textContent(element)}`
  }
  return sample.slice(0, SAMPLE)
}
