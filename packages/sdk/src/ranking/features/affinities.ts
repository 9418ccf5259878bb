import { DAY } from '../../lib/limits.ts'
import { type Evidence, trust } from './evidence.ts'
import type { Asked, FeatureInput } from './feature-input.ts'
import { labelsOf } from './labels.ts'
import { lifts, logOdds, type Shown } from './residual.ts'

/** Difference in log age at which nearness falls to 1/e. */
const ERA_WIDTH = 0.7

/** Columns used here. All of them are filled except `popularity`, which is only read. */
type AffinityColumns = Readonly<
  Record<
    'labels' | 'author' | 'opened' | 'skipped' | 'popularity' | 'popularityAffinity' | 'eraAffinity' | 'era',
    number[]
  >
>

function logAge(published: number, now: number): number {
  return Math.log1p(Math.max(0, now - published) / DAY)
}

function meanOf(events: readonly Evidence[], value: (event: Evidence) => number | undefined): number {
  let sum = 0
  let total = 0
  for (const event of events) {
    const of = value(event)
    if (of === undefined) continue
    sum += event.weight * of
    total += event.weight
  }
  return total ? sum / total : Number.NaN
}

/** Fills the columns that compare opened with skipped items by label, author, age or popularity. */
export function fillAffinities(
  columns: AffinityColumns,
  { candidates, history, now }: FeatureInput,
  shown: readonly Shown[],
  asked: Asked | undefined,
): void {
  const { positive, skipped } = history
  const opened = positive.length
  const trusted = trust(history)
  const root = Math.sqrt(shown.reduce((sum, { event }) => sum + event.weight, 0))
  const labelLift = lifts(shown, opened, labelsOf)
  const openedIds = new Set(positive.map((event) => event.item))
  const showings = new Map(skipped.map((event) => [event.item, event.showings ?? 1]))
  candidates.forEach((candidate, c) => {
    const labels = labelsOf(candidate)
    let lift = 0
    for (const label of labels) lift += labelLift(label)
    columns.labels[c] = labels.size ? (lift / Math.sqrt(labels.size)) * trusted : 0
    columns.opened[c] = openedIds.has(candidate.id) ? 1 : 0
    columns.skipped[c] = Math.log2(1 + (showings.get(candidate.id) ?? 0))
  })
  if (asked && !(asked.author || asked.popularityAffinity || asked.eraAffinity || asked.era)) return

  const authorLift = lifts(shown, opened, ({ author }) => (author ? [author] : []))
  const popularityOf = ({ popularity }: { readonly popularity?: number }) =>
    popularity === undefined ? undefined : logOdds(popularity)
  const ageOf = ({ published }: { readonly published?: number }) =>
    published === undefined ? undefined : logAge(published, now)
  const popularityDirection = meanOf(positive, popularityOf) - meanOf(skipped, popularityOf) || 0
  const eraDirection = meanOf(positive, ageOf) - meanOf(skipped, ageOf) || 0
  const ages = shown.map(({ event }) => ageOf(event))
  candidates.forEach((candidate, c) => {
    columns.author[c] = candidate.author ? authorLift(candidate.author) : 0
    columns.popularityAffinity[c] = columns.popularity[c]! * popularityDirection
    const age = ageOf(candidate)
    if (age === undefined || !root) return
    columns.eraAffinity[c] = age * eraDirection
    let near = 0
    for (let h = 0; h < shown.length; h++) {
      const other = ages[h]
      if (other === undefined || shown[h]!.event.item === candidate.id) continue
      near += shown[h]!.residual * Math.exp(-Math.abs(age - other) / ERA_WIDTH)
    }
    columns.era[c] = near / root
  })
}
