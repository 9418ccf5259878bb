/** Predicts the popularity of stories that nobody can have read yet, from the titles of counted ones. */
import type { PackVectors } from '../texts/embed-texts.ts'
import { fitHead, type HeadFit, type LanguageFit } from '../texts/fit-head.ts'
import { type PackedHead, packHead, rounded } from '../texts/pack-head.ts'
import type { Counts, Kind } from './counts.ts'
import { evidenceOf, type FigureEvidence, type FigureRules } from './figures.ts'

export interface PopularityHead extends PackedHead {
  /** Log-odds of a new story with an average title. */
  readonly level: number
}

export interface PopularityTexts {
  readonly heads: readonly PopularityHead[]
  /** Cross-fitted predictions in log-odds, keyed by address. */
  readonly expected: ReadonlyMap<string, number>
  readonly fits: readonly LanguageFit[]
}

/** Number of days at the end of the log; a story whose first day is one of them counts as new. */
const NEW_DAYS = 3
/** Minimum number of new stories needed to estimate their mean log-odds. */
const LEAST_NEW = 5

/** The mean log-odds of new stories, adjusted for their titles. Pages that existed before the log began aren't new. */
function levelOf(fit: HeadFit, all: readonly FigureEvidence[], kind: Kind, { oldest, newest }: Counts): number {
  const recent = all.filter(({ first }) => first > oldest && first > newest - NEW_DAYS)
  // Clicks per impression don't depend on age.
  if (kind === 'shown' || recent.length < LEAST_NEW) return fit.mean
  let [top, bottom] = [0, 0]
  for (const { address, value, variance } of recent) {
    const weight = 1 / (fit.within + variance)
    top += weight * (value - fit.expected.get(address)!)
    bottom += weight
  }
  return top / bottom
}

/** Stories that appeared on the same day form a group, since a story's readership falls with its age. */
export function fitTexts(
  counts: Counts,
  kind: Kind,
  rules: FigureRules,
  packs: readonly PackVectors[],
): PopularityTexts {
  const evidence = evidenceOf(counts, kind, rules)
  const fits = packs.map(({ language, by, vectors }) => {
    const known = evidence.filter(({ address }) => vectors.has(address))
    const examples = known.map(({ address, value, variance, first }) => {
      const vector = vectors.get(address)!
      return { id: address, vector, value, variance, group: String(first) }
    })
    const fit = fitHead(examples)
    const head = fit && { ...packHead(fit, by), level: rounded(levelOf(fit, known, kind, counts)) }
    return { language, examples: examples.length, fit, head }
  })
  return {
    heads: fits.flatMap(({ head }) => head ?? []),
    expected: new Map(fits.flatMap(({ fit }) => [...(fit?.expected ?? [])])),
    fits,
  }
}
