/**
 * A random-intercept model of values with known variances: value = mean + group's effect + own effect + noise. Both
 * effects are normal with mean 0. Their variances are estimated by EM (Laird and Ware, Random-effects models for
 * longitudinal data, Biometrics 1982).
 */

/** Values of one group. */
export interface Group {
  readonly key: string
  readonly values: readonly number[]
  /** Variances of the values' noise. */
  readonly noise: readonly number[]
}

export interface Components {
  readonly mean: number
  /** Variance of the groups' effects. */
  readonly between: number
  /** Variance of the own effects. */
  readonly within: number
}

/** Prior standard deviations of the effects, as in campaigns/fit-priors.ts, and their weight as a number of effects. */
const BETWEEN = 1
const WITHIN = 0.4
const BEFORE = 2
const ROUNDS = 100

/** Sums over a group, weighted by precision. */
function sumsOf({ values, noise }: Group, { mean, within }: Components) {
  let [precision, product, square, logVariance] = [0, 0, 0, 0]
  values.forEach((value, i) => {
    const variance = within + noise[i]!
    precision += 1 / variance
    product += (value - mean) / variance
    square += (value - mean) ** 2 / variance
    logVariance += Math.log(variance)
  })
  return { precision, product, square, logVariance }
}

export function componentsOf(groups: readonly Group[]): Components {
  const count = groups.reduce((sum, { values }) => sum + values.length, 0)
  let components: Components = { mean: 0, between: BETWEEN ** 2, within: WITHIN ** 2 }
  for (let round = 0; round < ROUNDS; round++) {
    const { mean, between, within } = components
    let [top, bottom, betweenSum, withinSum] = [0, 0, BEFORE * BETWEEN ** 2, BEFORE * WITHIN ** 2]
    for (const group of groups) {
      const { precision, product } = sumsOf(group, components)
      const variance = 1 / (1 / between + precision)
      const effect = variance * product
      top += product / (1 + between * precision)
      bottom += precision / (1 + between * precision)
      betweenSum += effect ** 2 + variance
      group.values.forEach((value, i) => {
        const share = within / (within + group.noise[i]!)
        withinSum += (share * (value - mean - effect)) ** 2 + share * group.noise[i]! + share ** 2 * variance
      })
    }
    components = {
      mean: mean + top / bottom,
      between: betweenSum / (groups.length + BEFORE),
      within: withinSum / (count + BEFORE),
    }
  }
  return components
}

/** Share of values that a 95 % interval should contain, and its half-width in standard deviations. */
const COVERAGE = 0.95
const HALF_WIDTH = 1.96
/** Maximum factor by which the variance is raised, and the number of bisections used to find that factor. */
const MOST_WIDENED = 4
const BISECTIONS = 12

/**
 * In groups with several values, the share of values that lie within the 95 % interval predicted from the rest of the
 * group.
 */
function coverageOf(groups: readonly Group[], { mean, between, within }: Components): number {
  let [inside, all] = [0, 0]
  for (const group of groups) {
    const { precision, product } = sumsOf(group, { mean, between, within })
    group.values.forEach((value, i) => {
      const variance = within + group.noise[i]!
      const others = 1 / between + precision - 1 / variance
      const expected = mean + (product - (value - mean) / variance) / others
      inside += Number(Math.abs(value - expected) <= HALF_WIDTH * Math.sqrt(variance + 1 / others))
      all++
    })
  }
  return inside / all
}

/**
 * Raises the variance of the values' own effects until 95 % intervals contain 95 % of left-out values. The effects of
 * real campaigns have heavier tails than a normal distribution, and differ more in some campaigns than in others.
 */
export function calibrated(groups: readonly Group[], components: Components): Components {
  const several = groups.filter(({ values }) => values.length > 1)
  const widened = (factor: number) => ({ ...components, within: components.within * factor })
  if (!several.length) return components
  let [low, high] = [1, MOST_WIDENED]
  if (coverageOf(several, components) >= COVERAGE) return components
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    if (coverageOf(several, widened(middle)) < COVERAGE) low = middle
    else high = middle
  }
  return widened(high)
}

/** Log-likelihood of each value given its group's estimated effect, up to a constant. */
export function conditional(group: Group, components: Components): number[] {
  const { mean, between, within } = components
  const { precision, product } = sumsOf(group, components)
  const effect = product / (1 / between + precision)
  return group.values.map((value, i) => {
    const variance = within + group.noise[i]!
    return -(Math.log(variance) + (value - mean - effect) ** 2 / variance) / 2
  })
}

/** Marginal log-likelihood of a group's values, up to a constant. */
export function logLikelihood(group: Group, components: Components): number {
  const { precision, product, square, logVariance } = sumsOf(group, components)
  const total = 1 + components.between * precision
  return -(logVariance + Math.log(total) + square - (components.between * product ** 2) / total) / 2
}
