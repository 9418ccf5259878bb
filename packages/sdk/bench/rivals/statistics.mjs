/** Medians, and ratios of medians with bootstrap intervals. */
import { generator } from '../../../demo/src/random.mjs'
import { quantile, rounded } from '../report.mjs'

const RESAMPLES = 2000
/** Rounds below which an interval would say nothing. */
export const FEWEST = 3

/** @param {readonly number[]} samples one per round */
export const summary = (samples) => ({
  median: rounded(quantile(samples, 0.5)),
  p95: rounded(quantile(samples, 0.95)),
  runs: samples.length,
})

/**
 * How many times the median of the baseline the median of the samples is.
 *
 * Both were measured in the same rounds, so the bootstrap (percentiles, Efron 1979) draws whole rounds: other load on
 * the machine in a round affected both. Deterministic.
 *
 * @param {readonly number[]} samples one per round
 * @param {readonly number[]} baseline of the same rounds, in the same order
 * @returns {{ value: number, low?: number, high?: number }} 95 % interval, absent for fewer than FEWEST rounds
 */
export function ratio(samples, baseline) {
  const rounds = samples.length
  if (rounds === 0 || rounds !== baseline.length)
    throw new RangeError(`A ratio needs samples of the same rounds, not ${rounds} and ${baseline.length}.`)
  if (!baseline.every((sample) => sample > 0)) throw new RangeError('A ratio needs a baseline above 0.')
  const value = rounded(over(samples, baseline))
  if (rounds < FEWEST) return { value }
  const next = generator('rivals')
  const drawn = Array.from({ length: RESAMPLES }, () => {
    const draw = Array.from({ length: rounds }, () => Math.floor(next() * rounds))
    return over(
      draw.map((round) => samples[round]),
      draw.map((round) => baseline[round]),
    )
  })
  return { value, low: rounded(quantile(drawn, 0.025)), high: rounded(quantile(drawn, 0.975)) }
}

const over = (samples, baseline) => quantile(samples, 0.5) / quantile(baseline, 0.5)

/** Spearman's rank correlation; tied values share their mean rank. */
export function spearman(first, second) {
  const [a, b] = [ranks(first), ranks(second)]
  const mean = (a.length + 1) / 2
  const [ab, aa, bb] = [a.map((rank, i) => [rank - mean, b[i] - mean])].flatMap((pairs) => [
    sum(pairs, ([x, y]) => x * y),
    sum(pairs, ([x]) => x * x),
    sum(pairs, ([, y]) => y * y),
  ])
  return ab / Math.sqrt(aa * bb)
}

const sum = (values, of) => values.reduce((total, value) => total + of(value), 0)

function ranks(values) {
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j])
  const found = new Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++
    for (let at = from; at <= to; at++) found[order[at]] = (from + to) / 2 + 1
    from = to + 1
  }
  return found
}
