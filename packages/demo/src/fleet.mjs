/**
 * Devices that nobody owns: each clicks what it likes as often as chance will have it, and in the personalised arm a tenth more. What the
 * estimator is to find is known, therefore, and chance is the same in every build.
 */
import { generator } from './random.mjs'

/** Clicks of the personalised arm against the holdout's. */
export const UPLIFT = 0.1
/** Of devices, by the coin. */
export const HOLDOUT = 0.5
/** Numbers of devices at which somebody looks. The first are among the last. */
export const LOOKS = [1000, 20_000]

const COLUMNS = ['device', 'arm', 'click', 'view', 'before_click', 'before_view']

/** A standard normal draw: Box & Muller 1958. */
const normal = (next) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** How many of `n` come true, each with probability `p`. */
function binomial(n, p, next) {
  let count = 0
  for (let i = 0; i < n; i++) count += Number(next() < p)
  return count
}

/** A device: some come far more often than others, and some click far more; before the experiment and in it. */
function device(name, next) {
  const views = () => 1 + Math.floor(3 * Math.exp(0.8 * normal(next)) * next())
  const rate = Math.min(0.8, 0.15 * Math.exp(0.7 * normal(next)))
  const arm = next() < HOLDOUT ? 'holdout' : 'ranked'
  const [before, view] = [views(), views()]
  const clicksBefore = binomial(before, rate, next)
  const clicks = binomial(view, rate * (arm === 'ranked' ? 1 + UPLIFT : 1), next)
  return [name, arm, clicks, view, clicksBefore, before]
}

/** @returns a table of so many devices, as `inkling measure` reads it */
export function fleet(devices) {
  const next = generator('fleet')
  const rows = Array.from({ length: devices }, (_, i) => device(`d${i + 1}`, next).join(','))
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`
}
