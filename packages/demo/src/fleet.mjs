/**
 * Simulates devices with random click rates, which are ten per cent higher in the personalised arm. The true uplift is
 * therefore known, and the random numbers are the same in every build.
 */
import { generator } from './random.mjs'

/** Relative increase in clicks in the personalised arm, compared with the holdout. */
export const UPLIFT = 0.1
/** Share of devices in the holdout. */
export const HOLDOUT = 0.5
/** Numbers of devices at which results are read; each larger sample includes the smaller ones. */
export const LOOKS = [1000, 20_000]

const COLUMNS = ['device', 'arm', 'click', 'view', 'before_click', 'before_view']

/** A standard normal draw: Box & Muller 1958. */
const normal = (next) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** Draws from a binomial distribution. */
function binomial(n, p, next) {
  let count = 0
  for (let i = 0; i < n; i++) count += Number(next() < p)
  return count
}

/** A device's counts before and during the experiment; visits and click rates vary widely between devices. */
function device(name, next) {
  const views = () => 1 + Math.floor(3 * Math.exp(0.8 * normal(next)) * next())
  const rate = Math.min(0.8, 0.15 * Math.exp(0.7 * normal(next)))
  const arm = next() < HOLDOUT ? 'holdout' : 'ranked'
  const [before, view] = [views(), views()]
  const clicksBefore = binomial(before, rate, next)
  const clicks = binomial(view, rate * (arm === 'ranked' ? 1 + UPLIFT : 1), next)
  return [name, arm, clicks, view, clicksBefore, before]
}

/** @returns a table of devices in the format that `inkling measure` reads */
export function fleet(devices) {
  const next = generator('fleet')
  const rows = Array.from({ length: devices }, (_, i) => device(`d${i + 1}`, next).join(','))
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`
}
