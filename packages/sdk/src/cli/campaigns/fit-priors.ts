/**
 * Counts → priors: the model that devices go on with (creatives/posterior.ts), fitted to what the whole site counted. The log-odds of
 * a goal are a weight of the creative and one for each cell of its context. How far creatives, and cells, differ is learned from
 * all of them (empirical Bayes by EM, with Laplace's approximation), and each is shrunk by that: few showings say little.
 */
import type { CreativePrior, PriorSettings, RatePrior } from '../../creatives/posterior.ts'
import type { Count } from './read-counts.ts'

/** Fewer showings are in no prior. */
export const LEAST_SHOWINGS = 50
/** What a device reads of a creative. */
const MOST_CELLS = 200
const MOST_SHOWINGS = 100_000
const ROUNDS = 30
const SWEEPS = 8
/** As many creatives, or cells, as the device's own settings count as when it is learned how far they differ. */
const SETTINGS_WEIGHT = 2
/** Farthest step of log-odds. */
const LONGEST_STEP = 2

/** A normal weight: what is believed of it before, and what after the counts. */
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
  /** Those that fall into it. */
  readonly rows: Row[]
}

interface CreativeFit {
  readonly creative: string
  readonly own: Weight
  readonly cells: ReadonlyMap<string, CellFit>
  readonly rows: readonly Row[]
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const logit = (rate: number) => Math.log(rate / (1 - rate))

/** Moves one weight to where its rows and what is believed of such weights put it, the others as they stand. */
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

function fitOf(creative: string, counts: readonly Count[], start: number): CreativeFit {
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
    // A cell of few showings is as if nobody had counted by it.
    const known = count.cells.flatMap((cell) => cells.get(cell) ?? [])
    const row = { cells: known, showings: count.showings, goals: count.goals }
    for (const cell of known) cell.rows.push(row)
    return row
  })
  return { creative, own: { mean: start, variance: 0 }, cells, rows }
}

/** How far weights differ, with what the settings say of it. */
function spreadOf(weights: readonly Weight[], mean: number, setting: number): number {
  const sum = weights.reduce((all, weight) => all + (weight.mean - mean) ** 2 + weight.variance, 0)
  return (sum + SETTINGS_WEIGHT * setting ** 2) / (weights.length + SETTINGS_WEIGHT)
}

/** As many showings as would make a device, which begins from its own settings, as sure. */
function showingsFor(rate: number, variance: number, setting: number): number {
  const counted = (1 / variance - 1 / setting ** 2) / (rate * (1 - rate))
  return Math.round(Math.min(MOST_SHOWINGS, Math.max(0, counted)))
}

const rounded = (rate: number) => Number(rate.toPrecision(4))

function ratePrior(logOdds: number, variance: number, setting: number): RatePrior {
  const rate = sigmoid(logOdds)
  return { rate: rounded(rate), showings: showingsFor(rate, variance, setting) }
}

/**
 * @param settings of devices: what they believe before anything is counted
 * @returns by creative, without a prototype; those under {@link LEAST_SHOWINGS} are left out, and so are such cells
 */
export function fitPriors(counts: readonly Count[], settings: PriorSettings): Record<string, CreativePrior> {
  const byCreative = new Map<string, Count[]>()
  for (const count of counts) {
    const known = byCreative.get(count.creative)
    if (known) known.push(count)
    else byCreative.set(count.creative, [count])
  }
  const enough = [...byCreative].filter(
    ([, all]) => all.reduce((sum, { showings }) => sum + showings, 0) >= LEAST_SHOWINGS,
  )
  const total = enough.flatMap(([, all]) => all)
  const [showings, goals] = [
    total.reduce((sum, each) => sum + each.showings, 0),
    total.reduce((sum, each) => sum + each.goals, 0),
  ]
  // Half a goal on each side: a report without any has a logarithm, too.
  let mean = logit((goals + 0.5) / (showings + 1))
  let creatives = settings.creative ** 2
  let cells = settings.cell ** 2
  const fits = enough.map(([creative, all]) => fitOf(creative, all, mean))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { own, cells: weights, rows } of fits)
      for (let sweep = 0; sweep < SWEEPS; sweep++) {
        settle(own, rows, own, mean, creatives)
        for (const weight of weights.values()) settle(weight, weight.rows, own, 0, cells)
      }
    mean = fits.reduce((sum, { own }) => sum + own.mean, 0) / fits.length
    creatives = spreadOf(
      fits.map(({ own }) => own),
      mean,
      settings.creative,
    )
    cells = spreadOf(
      fits.flatMap((fit) => [...fit.cells.values()]),
      0,
      settings.cell,
    )
  }
  const priors: Record<string, CreativePrior> = Object.create(null)
  for (const { creative, own, cells: weights } of fits)
    priors[creative] = {
      ...ratePrior(own.mean, own.variance, settings.creative),
      cells: Object.fromEntries(
        [...weights].map(([cell, weight]) => [cell, ratePrior(own.mean + weight.mean, weight.variance, settings.cell)]),
      ),
    }
  return priors
}
