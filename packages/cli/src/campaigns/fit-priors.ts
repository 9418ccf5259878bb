/**
 * Fits priors to site-wide counts, in the same model that devices then update (creatives/bandit/posterior.ts). The
 * log-odds of a goal are the sum of a weight for the creative and one for each cell of its context. The variances
 * between campaigns, creatives and cells are estimated from all the data (empirical Bayes by EM with Laplace's
 * approximation), and weights with few showings shrink accordingly.
 */
import type { CreativePrior, PriorSettings, RatePrior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { countingShares } from './day-spread.ts'
import type { Count, DayCount } from './read-counts.ts'

/** A creative or cell with fewer showings gets no prior. */
export const LEAST_SHOWINGS = 50
/** Limits on the priors that a device reads for each creative. */
const MOST_CELLS = 200
const MOST_SHOWINGS = 100_000
const ROUNDS = 30
const SWEEPS = 8
/** Prior standard deviations of the log-odds, between campaigns and between creatives of one campaign. */
const BETWEEN = 1
const WITHIN = 0.4
/** Weight of those priors, as a number of campaigns, creatives or cells. */
const BEFORE = 2
/** Maximum step in log-odds. */
const LONGEST_STEP = 2

/** The prior and posterior of a normally distributed weight. */
interface Weight {
  mean: number
  variance: number
}

interface Row {
  readonly cells: readonly Weight[]
  readonly showings: number
  readonly goals: number
}

interface CellFit extends Weight {
  /** The rows in this cell. */
  readonly rows: Row[]
}

interface CreativeFit {
  readonly creative: string
  /** Expected difference from the campaign's mean, in log-odds: predicted from its text, otherwise 0. */
  readonly offset: number
  readonly own: Weight
  readonly cells: ReadonlyMap<string, CellFit>
  readonly rows: readonly Row[]
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const logit = (rate: number) => Math.log(rate / (1 - rate))

/** Updates one weight to its posterior mode given its rows and prior, holding the others fixed. */
function settle(weight: Weight, rows: readonly Row[], own: Weight, mean: number, variance: number): void {
  for (let step = 0; step < 3; step++) {
    let slope = (mean - weight.mean) / variance
    let curvature = 1 / variance
    for (const { cells, showings, goals } of rows) {
      const p = sigmoid(cells.reduce((sum, cell) => sum + cell.mean, own.mean))
      slope += goals - showings * p
      curvature += showings * p * (1 - p)
    }
    weight.mean += Math.min(LONGEST_STEP, Math.max(-LONGEST_STEP, slope / curvature))
    weight.variance = 1 / curvature
  }
}

/** @param part fraction of the showings counted as independent */
function fitOf(creative: string, counts: readonly Count[], start: number, part: number, offset: number): CreativeFit {
  const showings = new Map<string, number>()
  for (const count of counts)
    for (const cell of count.cells) showings.set(cell, (showings.get(cell) ?? 0) + count.showings)
  const cells = new Map<string, CellFit>(
    [...showings]
      .filter(([, count]) => count >= LEAST_SHOWINGS)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_CELLS)
      .map(([cell]) => [cell, { mean: 0, variance: 0, rows: [] }]),
  )
  const rows = counts.map((count): Row => {
    // Drops cells with few showings from the context.
    const known = count.cells.flatMap((cell) => cells.get(cell) ?? [])
    const row = { cells: known, showings: count.showings * part, goals: count.goals * part }
    for (const cell of known) cell.rows.push(row)
    return row
  })
  return { creative, offset, own: { mean: start + offset, variance: 0 }, cells, rows }
}

/** Estimates the variance of weights around their expectations, combining the data with the prior. */
function spreadOf(weights: ReadonlyArray<readonly [Weight, expected: number]>, before: number): number {
  const sum = weights.reduce((all, [{ mean, variance }, expected]) => all + (mean - expected) ** 2 + variance, 0)
  return (sum + BEFORE * before ** 2) / (weights.length + BEFORE)
}

/** The number of showings after which a device that starts from its own settings would be equally certain. */
function showingsFor(rate: number, variance: number, setting: number): number {
  const counted = (1 / variance - 1 / setting ** 2) / (rate * (1 - rate))
  return Math.round(Math.min(MOST_SHOWINGS, Math.max(0, counted)))
}

const rounded = (rate: number) => Number(rate.toPrecision(4))

function ratePrior(logOdds: number, variance: number, setting: number): RatePrior {
  const rate = sigmoid(logOdds)
  return { rate: rounded(rate), showings: showingsFor(rate, variance, setting) }
}

/** Variances between campaigns and between creatives of one campaign. */
interface Spreads {
  readonly between: number
  readonly within: number
}

/** Predictions from the creatives' texts. */
export interface Expected extends Spreads {
  /** In log-odds, keyed by creative. */
  readonly offsets: ReadonlyMap<string, number>
}

interface Evidence {
  readonly value: number
  readonly variance: number
}

export interface FittedPriors {
  /** Keyed by creative, in an object without a prototype. */
  readonly priors: Record<string, CreativePrior>
  /** Rates for creatives without counts, keyed by campaign. */
  readonly campaigns: ReadonlyMap<string, RatePrior>
  /** Estimate of each creative's log-odds from the counts alone, keyed by creative. */
  readonly evidence: ReadonlyMap<string, Evidence>
}

interface CampaignFit {
  /** The mean weight of the campaign's creatives. */
  readonly middle: Weight
  readonly creatives: readonly CreativeFit[]
}

/** Updates a campaign's mean, which has a normal prior and is observed through normally distributed weights. */
function settleMiddle({ middle, creatives }: CampaignFit, mean: number, between: number, within: number): void {
  const known = creatives.length / within + 1 / between
  middle.mean =
    (creatives.reduce((sum, { own, offset }) => sum + own.mean - offset, 0) / within + mean / between) / known
  // An approximation until `widen` allows for the creatives' uncertainty.
  middle.variance = 1 / known
}

/**
 * Adds the uncertainty of the campaign's mean to each creative's variance (law of total variance). The less a
 * creative's own counts determine its weight, the more is added.
 */
function widen({ middle, creatives }: CampaignFit, between: number, within: number): void {
  const counted = creatives.map(({ own }) => 1 / Math.max(Number.EPSILON, 1 / own.variance - 1 / within))
  const known = counted.reduce((sum, variance) => sum + 1 / (within + variance), 1 / between)
  middle.variance = 1 / known
  for (const { own } of creatives) own.variance += (own.variance / within) ** 2 / known
}

/**
 * Alternates between updating all weights and their variances. The variances of creatives don't include the
 * uncertainty of their campaign's mean ({@link widen}).
 *
 * @param cell prior variance of cells, from the settings
 * @param spreads known variances. Default: estimated
 */
function fitAll(campaigns: readonly CampaignFit[], start: number, cell: number, spreads?: Spreads): Spreads {
  const creatives = campaigns.flatMap((campaign) => campaign.creatives)
  let mean = start
  let { between, within } = spreads ?? { between: BETWEEN ** 2, within: WITHIN ** 2 }
  let cells = cell ** 2
  for (let round = 0; round < ROUNDS; round++) {
    for (const campaign of campaigns) {
      for (const { own, offset, cells: weights, rows } of campaign.creatives)
        for (let sweep = 0; sweep < SWEEPS; sweep++) {
          settle(own, rows, own, campaign.middle.mean + offset, within)
          for (const weight of weights.values()) settle(weight, weight.rows, own, 0, cells)
        }
      settleMiddle(campaign, mean, between, within)
    }
    mean = campaigns.reduce((sum, { middle }) => sum + middle.mean, 0) / campaigns.length
    between =
      spreads?.between ??
      spreadOf(
        campaigns.map(({ middle }) => [middle, mean]),
        BETWEEN,
      )
    within =
      spreads?.within ??
      spreadOf(
        campaigns.flatMap(({ middle, creatives: all }) =>
          all.map(({ own, offset }) => [own, middle.mean + offset] as const),
        ),
        WITHIN,
      )
    cells = spreadOf(
      creatives.flatMap((fit) => [...fit.cells.values()].map((weight) => [weight, 0] as const)),
      cell,
    )
  }
  return { between, within }
}

/**
 * The evidence about a creative's log-odds from its own counts, that is, its posterior without its prior. Omitted if
 * there is hardly any evidence.
 */
function evidenceOf({ middle, creatives }: CampaignFit, within: number): Array<[creative: string, Evidence]> {
  return creatives.flatMap(({ creative, own, offset }): Array<[string, Evidence]> => {
    const known = 1 / own.variance - 1 / within
    const value = (own.mean / own.variance - (middle.mean + offset) / within) / known
    return known > 0.1 ? [[creative, { value, variance: 1 / known }]] : []
  })
}

/** Groups members by key; groups are in order of first appearance. */
function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Array<[key: string, members: T[]]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const known = groups.get(keyOf(each))
    if (known) known.push(each)
    else groups.set(keyOf(each), [each])
  }
  return [...groups]
}

const totalOf = (counts: readonly Count[], what: 'showings' | 'goals') =>
  counts.reduce((sum, count) => sum + count[what], 0)

/**
 * @param settings what devices assume before any counts
 * @param campaigns campaign of each creative; by default all belong to one
 * @param days daily counts for estimating the day-to-day variance; without them all showings count as independent
 * @param texts expected difference of each creative's log-odds from its campaign's mean, and the variances around it.
 * Default: no differences are expected, and the variances are estimated
 * @returns the priors, without creatives and cells that have fewer showings than {@link LEAST_SHOWINGS}
 */
export function fitPriors(
  counts: readonly Count[],
  settings: PriorSettings,
  campaigns: ReadonlyMap<string, string> = new Map(),
  days: readonly DayCount[] = [],
  texts?: Expected,
): FittedPriors {
  const enough = grouped(counts, ({ creative }) => creative).filter(
    ([, all]) => totalOf(all, 'showings') >= LEAST_SHOWINGS,
  )
  const all = enough.flatMap(([, each]) => each)
  // Half a pseudo-count on each side keeps the logarithm finite for a report without goals.
  const start = logit((totalOf(all, 'goals') + 0.5) / (totalOf(all, 'showings') + 1))
  const shares = countingShares(days)
  const fits = enough.map(([creative, each]) =>
    fitOf(creative, each, start, shares.get(creative) ?? 1, texts?.offsets.get(creative) ?? 0),
  )
  const byCampaign = grouped(fits, ({ creative }) => campaigns.get(creative) ?? '')
  const groups = byCampaign.map(([, creatives]) => ({ middle: { mean: start, variance: 0 }, creatives }))
  const { between, within } = fitAll(groups, start, settings.cell, texts)
  const evidence = new Map(groups.flatMap((group) => evidenceOf(group, within)))
  for (const group of groups) widen(group, between, within)
  const priors: Record<string, CreativePrior> = Object.create(null)
  for (const { creative, own, cells } of fits)
    priors[creative] = {
      ...ratePrior(own.mean, own.variance, settings.creative),
      cells: Object.fromEntries(
        [...cells].map(([cell, weight]) => [cell, ratePrior(own.mean + weight.mean, weight.variance, settings.cell)]),
      ),
    }
  const middles = groups.map(({ middle }, at) => [byCampaign[at]![0], middle] as const)
  return {
    priors,
    campaigns: new Map(
      middles.map(([id, { mean, variance }]) => [id, ratePrior(mean, variance, Math.sqrt(between))] as const),
    ),
    evidence,
  }
}
