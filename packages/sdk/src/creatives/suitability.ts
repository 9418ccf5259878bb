/**
 * Brand suitability by tone: refuses cheerful advertisements next to reports of suffering, and advertisements for
 * things that the page warns against.
 *
 * It is a pure function that maps tones to a verdict and the reason for it. models/training/suitability.py chose the
 * thresholds on half of the pairs in test/fixtures/suitability.tsv; suitability.test.ts measures them on the other
 * half.
 */

import type { Depth, Tone } from '../types.ts'

/**
 * `not-judged`: the slot isn't sponsored, or the site turned the rule off · `light-page`: the page is neither grave nor
 * a warning · `sober-creative`: the page is grave and the creative doesn't jar · `merry-beside-grave` ·
 * `sells-what-is-warned-of` · `unknown-tone`: a tone is missing · `unsure-tone`: the risk is borderline.
 */
export type SuitabilityReason =
  | 'not-judged'
  | 'light-page'
  | 'sober-creative'
  | 'merry-beside-grave'
  | 'sells-what-is-warned-of'
  | 'unknown-tone'
  | 'unsure-tone'

export interface Suitability {
  readonly verdict: 'suitable' | 'unsuitable' | 'unsure'
  readonly why: SuitabilityReason
  /** Probability that the creative is out of place on the page, 0 to 1. */
  readonly risk: number
}

export interface SuitabilityInput {
  /** Undefined if unknown, as on pages in a language whose pack has no tone. */
  readonly page: Tone | undefined
  readonly creative: Tone | undefined
  /** Cosine of the two texts' vectors; absent if either text has none. */
  readonly likeness?: number
  /** Whether the slot or the creative is sponsored. If neither is, nothing is judged. */
  readonly isSponsored: boolean
  readonly rule?: ToneRule
}

/** The site's setting. off: nothing is judged · strict: creatives are also refused if a tone is unknown. */
export type ToneRule = 'off' | 'strict'

/**
 * Whether to keep a creative off the page because it is unsuitable or borderline or, if the rule is `strict`, because a
 * tone is unknown.
 */
export const isRefused = ({ verdict, why }: Suitability, rule?: ToneRule): boolean =>
  verdict === 'unsuitable' || (verdict === 'unsure' && (why !== 'unknown-tone' || rule === 'strict'))

/**
 * Logistic weights by depth, because depth 0 is less informative. grave: page's gravity (log-odds), page's valence,
 * intercept · merry: creative's levity (log-odds), its valence, joy against neutral (log-odds), intercept · ill: page's
 * gravity (log-odds), page's valence · alike: cosine at which two texts are as likely as not to be about the same
 * subject, and the slope at that point.
 */
const WEIGHTS: Readonly<
  Record<
    Depth,
    {
      grave: Three
      merry: readonly [...Three, number]
      ill: readonly [number, number]
      alike: readonly [number, number]
    }
  >
> = {
  0: { grave: [1.22, -3.17, 1.02], merry: [1.22, -3.32, 0.35, 1.72], ill: [1.01, -4.49], alike: [0.78, 13.27] },
  1: { grave: [1.78, -2.45, 0.75], merry: [1.77, -1.42, -0.03, 1.35], ill: [1.1, -4.48], alike: [0.7, 9.5] },
}
type Three = readonly [number, number, number]

/** Risk at which a creative is refused. */
const REFUSED = 0.5
/**
 * Risk at which the verdict is unsure, by depth. In the tuning half, lower thresholds refused more of the suitable
 * pairs.
 */
const UNSURE: Readonly<Record<Depth, number>> = { 0: REFUSED, 1: 0.3 }

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
/** Clipped, because stored probabilities are rounded and may be 0 or 1. */
const logOdds = (chance: number) => {
  const bounded = Math.min(1 - 1e-4, Math.max(1e-4, chance))
  return Math.log(bounded / (1 - bounded))
}

/**
 * Probability that the creative is too cheerful for the page, and probability that it sells something against which the
 * page warns.
 */
function risksOf(
  depth: Depth,
  page: Tone,
  creative: Tone,
  likeness: number | undefined,
): readonly [jars: number, sells: number] {
  const { grave, merry, ill, alike } = WEIGHTS[depth]
  const { joy, neutral } = creative.emotions
  const isGrave = logistic(grave[0] * logOdds(page.gravity) + grave[1] * page.valence + grave[2])
  const isMerry = logistic(
    merry[0] * logOdds(creative.levity) +
      merry[1] * creative.valence +
      merry[2] * (logOdds(joy) - logOdds(neutral)) +
      merry[3],
  )
  const isIll = logistic(ill[0] * logOdds(page.gravity) + ill[1] * page.valence)
  const isAlike = likeness === undefined ? 0 : logistic(alike[1] * (likeness - alike[0]))
  return [isGrave * isMerry, isIll * isAlike * (1 - creative.gravity)]
}

export function suitabilityOf({ page, creative, likeness, isSponsored, rule }: SuitabilityInput): Suitability {
  if (rule === 'off' || !isSponsored) return { verdict: 'suitable', why: 'not-judged', risk: 0 }
  if (!page || !creative) return { verdict: 'unsure', why: 'unknown-tone', risk: 0.5 }
  const depth = Math.min(page.depth, creative.depth) as Depth
  const [jars, sells] = risksOf(depth, page, creative, likeness)
  const risk = 1 - (1 - jars) * (1 - sells)
  if (risk >= REFUSED)
    return { verdict: 'unsuitable', why: jars >= sells ? 'merry-beside-grave' : 'sells-what-is-warned-of', risk }
  if (risk >= UNSURE[depth]) return { verdict: 'unsure', why: 'unsure-tone', risk }
  return { verdict: 'suitable', why: page.gravity >= 0.5 ? 'sober-creative' : 'light-page', risk }
}

/**
 * How well the tones match, as used by the bandit: from 1 (they match) to −1 (they jar); 0 if either tone is missing.
 */
export const toneFit = (page: Tone | undefined, creative: Tone | undefined): number =>
  page && creative ? 1 - 2 * Math.max(page.gravity * creative.levity, Math.abs(page.valence - creative.valence) / 2) : 0

const WORDS: Readonly<Record<'en' | 'ru', Readonly<Record<SuitabilityReason, string>>>> = {
  en: {
    'not-judged': "The page's tone was not asked about.",
    'light-page': 'The page tells of nothing grave.',
    'sober-creative': 'The page is grave, and the advertisement plain.',
    'merry-beside-grave': 'Too merry for what this page tells of.',
    'sells-what-is-warned-of': 'It sells what this page warns of.',
    'unknown-tone': 'How it sounds beside this page is not known.',
    'unsure-tone': 'It may jar with what this page tells of.',
  },
  ru: {
    'not-judged': 'Тон страницы не проверялся.',
    'light-page': 'На странице нет ничего тяжёлого.',
    'sober-creative': 'Страница о тяжёлом, а реклама сдержанная.',
    'merry-beside-grave': 'Слишком весело для того, о чём эта страница.',
    'sells-what-is-warned-of': 'Продаёт то, о чём эта страница предупреждает.',
    'unknown-tone': 'Как это прозвучит рядом со страницей, неизвестно.',
    'unsure-tone': 'Может прозвучать неуместно рядом с этой страницей.',
  },
}

/**
 * The reason as a human-readable sentence.
 *
 * @param language BCP 47 tag; the sentence is in Russian if this is Russian, otherwise in English
 */
export const suitabilityWords = (why: SuitabilityReason, language = 'en'): string =>
  WORDS[/^ru\b/i.test(language) ? 'ru' : 'en'][why]
