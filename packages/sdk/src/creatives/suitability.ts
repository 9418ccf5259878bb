/**
 * Whether a creative may stand on a page, by how the two sound: nothing merry beside people's suffering, and nothing that sells what the page warns of.
 *
 * Pure: numbers in, a verdict with its reason out. The thresholds were chosen on half of the pairs in test/fixtures/suitability.tsv; what they are worth is
 * measured on the other half (suitability.test.ts). models/training/suitability.py chooses them.
 */

import type { Depth, Tone } from '../types.ts'

/**
 * Why: `not-judged`: the slot isn't sponsored, or the site has switched the rule off · `light-page`: the page is neither grave nor a warning ·
 * `sober-creative`: the page is, and the creative doesn't jar · `merry-beside-grave` · `sells-what-is-warned-of` · `unknown-tone`: a tone is missing ·
 * `unsure-tone`: the chance is near neither end.
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
  /** That the creative jars with the page: 0 to 1. */
  readonly risk: number
}

export interface SuitabilityInput {
  /** Undefined: nobody can tell, as on pages in a language whose pack tells no tone. */
  readonly page: Tone | undefined
  readonly creative: Tone | undefined
  /** Cosine of the two texts' vectors; absent where either has none. */
  readonly likeness?: number
  /** The slot is sponsored, or the creative is: nothing else is judged. */
  readonly isSponsored: boolean
  readonly rule?: ToneRule
}

/** A site's own word. off: nothing is judged · strict: what nobody can tell is refused, too. */
export type ToneRule = 'off' | 'strict'

/** Whether a creative is kept off the page: also where the tones leave it open, and not where there are none. */
export const isRefused = ({ verdict, why }: Suitability, rule?: ToneRule): boolean =>
  verdict === 'unsuitable' || (verdict === 'unsure' && (why !== 'unknown-tone' || rule === 'strict'))

/**
 * Logistic weights, by depth: words tell less than sentences, and are weighed otherwise.
 * grave: of gravity's log-odds, of the page's valence, and none · merry: of levity's log-odds, of the creative's valence, of how much likelier joy is than neutral, and none ·
 * ill: of gravity's log-odds, and of the page's valence · alike: the cosine at which two texts are as likely as not about the same, and how fast that turns.
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

/** Risk from which on a creative is refused. */
const REFUSED = 0.5
/** By depth, the risk from which on nobody is sure: to refuse below took more that is suitable, of the pairs that chose. */
const UNSURE: Readonly<Record<Depth, number>> = { 0: REFUSED, 1: 0.3 }

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
/** Stored chances are rounded, to 0 and 1 as well: none is as sure as that. */
const logOdds = (chance: number) => {
  const bounded = Math.min(1 - 1e-4, Math.max(1e-4, chance))
  return Math.log(bounded / (1 - bounded))
}

/** How likely it is that the creative is too merry for the page, and that it sells what the page warns of. */
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

/** What choosing weighs, as its other fits: 1, the tones go together, to −1, they jar; 0 where one is missing. */
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

/** The reason, to be told to a person. @param language BCP 47; whatever isn't Russian is told in English */
export const suitabilityWords = (why: SuitabilityReason, language = 'en'): string =>
  WORDS[/^ru\b/i.test(language) ? 'ru' : 'en'][why]
