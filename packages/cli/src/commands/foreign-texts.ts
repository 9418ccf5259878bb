/** Detects whether texts are in a pack's language, by script and by common words. */

/** For each pack's language, the most common words that distinguish it from the other languages. */
const COMMON: Readonly<Record<string, string>> = {
  en: 'the of and to is was for with on that are by from at it this have not be as an will his they he its who how what why your you after over about has',
  de: 'der die das und ist nicht von mit den dem des ein eine einen einem auf für sich im auch es wird zu bei nach wie oder aus sind am wir ich sie',
  fr: 'le les des et est une un du dans pour que qui sur pas au aux avec ce cette plus par sont ne nous vous son ses leur il elle en à',
  es: 'el los las y es una un del en para que por con no se su sus al lo como más pero está este esta son hay ya muy',
  it: 'il gli lo e è una un del della dei delle di che per non con sono nel nella si al alla più come da anche questo questa le ha',
  pt: 'o os as e é uma um do da dos das em para que não com no na nos nas se por mais ao como foi são seu sua está pelo pela',
  pl: 'i w z na nie się do jest to że o jak po od za przez dla co są ale czy tylko ze był było jego przy oraz które który',
  ru: 'и в не на что с по как это к из у за от о для но он она они был была было его так же все при или до об',
}

/** Scripts used by the languages that have packs. Text in other scripts is not classified. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
}
/** Cyrillic letters that aren't used in Russian. */
const NOT_RUSSIAN = /[іїєґўјљњћђџѓќѕ]/u
const LETTER = /\p{L}/gu
const WORD = /\p{L}+/gu

/** Characters examined per text. */
const LONGEST = 400
/** Maximum number of texts examined. Later texts are ignored. */
const MOST = 2000
/** Minimum number of letters needed to detect a script. */
const LEAST_LETTERS = 4
/**
 * A text is assumed to be in another language if it contains at least LEAST_HITS of that language's common words, and
 * at least TIMES as many of them as of the expected language's common words.
 */
const LEAST_HITS = 2
const TIMES = 2
/** A text with this many words, none of them common in the expected language, is assumed to be in another language. */
const LONG = 12
/**
 * Minimum share of foreign texts for a warning. A lower share is normal, because every catalogue contains some foreign
 * names and quotations.
 */
const SHARE = 0.1

const words = new Map(Object.entries(COMMON).map(([language, all]) => [language, new Set(all.split(' '))] as const))

const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

const scriptOf = (language: string) => (language === 'ru' ? 'Cyrillic' : 'Latin')

/**
 * @param own the expected language
 * @returns the text's language if it differs from the expected one and has a pack; '' if the language is unknown;
 * undefined if the text is in the expected language or too short to tell
 */
export function foreignLanguage(text: string, own: string): string | undefined {
  const common = words.get(own)
  if (!common) return undefined
  const some = text.slice(0, LONGEST).toLowerCase()
  const letters = countOf(some, LETTER)
  const isOwnScript = 2 * countOf(some, SCRIPTS[scriptOf(own)]!) >= letters
  const all = some.match(WORD) ?? []
  const hits = (of: ReadonlySet<string>) => all.filter((word) => of.has(word)).length
  const [best, most] = [...words]
    .filter(([language]) => language !== own)
    .map(([language, of]) => [language, hits(of)] as const)
    .reduce((a, b) => (b[1] > a[1] ? b : a))
  if (letters >= LEAST_LETTERS && !isOwnScript) {
    if (most > 0) return best
    return 2 * countOf(some, SCRIPTS['Cyrillic']!) > letters && !NOT_RUSSIAN.test(some) ? 'ru' : ''
  }
  const known = hits(common)
  if (most >= LEAST_HITS && most > TIMES * known) return best
  return all.length >= LONG && known === 0 ? '' : undefined
}

/** Counts the foreign texts in a stream. */
export class ForeignTexts {
  readonly #own: string
  readonly #found = new Map<string, number>()
  #looked = 0

  /** @param own the pack's language */
  constructor(own: string) {
    this.#own = own
  }

  add(text: string): void {
    if (this.#looked >= MOST) return
    this.#looked++
    const language = foreignLanguage(text, this.#own)
    if (language !== undefined) this.#found.set(language, (this.#found.get(language) ?? 0) + 1)
  }

  /**
   * A warning if many texts are in another language; undefined otherwise.
   * @param here languages of the installed packs
   */
  warning(here: readonly string[]): string | undefined {
    const foreign = [...this.#found.values()].reduce((sum, count) => sum + count, 0)
    if (!foreign || foreign < SHARE * this.#looked) return undefined
    const [[language]] = [...this.#found].sort(([, a], [, b]) => b - a) as [[string, number]]
    const nameOf = (code: string) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
    const which = language ? `most of these in ${nameOf(language)}` : 'in a language that no pack reads'
    const advice = here.includes(language)
      ? `write --language ${language}, a language a file`
      : 'their vectors say little'
    return `${foreign.toLocaleString('en')} of the first ${this.#looked.toLocaleString('en')} texts are not in ${nameOf(this.#own)}, which this pack reads, but ${which}: ${advice}`
  }
}
