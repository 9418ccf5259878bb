// @vitest-environment node
// Calibration of the fitted priors: 95 % credible intervals contain the true rate, on simulated sites whose days differ.

import { expect, test, vi } from 'vitest'
import { DEFAULT_PRIORS, Posterior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { normal } from '../../../sdk/src/creatives/bandit/random.ts'
import { fitPriors } from '../../src/campaigns/fit-priors.ts'
import { countsOf } from '../../src/campaigns/read-counts.ts'
import { uniform } from '../../src/evaluate/random.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Site {
  readonly campaigns: number
  readonly creatives: number
  readonly days: number
  /** Standard deviations of log-odds between days: shared by all creatives, and per creative. */
  readonly shared: number
  readonly own: number
  /** Standard deviation of the device effect. Undefined: a report without contexts. */
  readonly cell?: number
}

const DEVICES = ['phone', 'desktop']
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** Log-odds of the mean rate over days with this deviation: the expected rate of a showing on a random day. */
function meanLogOdds(logOdds: number, deviation: number): number {
  let [mass, rate] = [0, 0]
  for (let z = -5; z <= 5; z += 0.05) {
    const density = Math.exp((-z * z) / 2)
    mass += density
    rate += density * sigmoid(logOdds + deviation * z)
  }
  return Math.log(rate / (mass - rate))
}

/** Draws the number of goals among n showings. */
function goalsOf(n: number, rate: number, random: () => number): number {
  let goals = 0
  for (let at = 0; ; goals++) {
    at += Math.floor(Math.log(1 - random()) / Math.log(1 - rate)) + 1
    if (at > n) return goals
  }
}

/**
 * A report by day, and the true log-odds of each creative and context for one reader, drawn with the settings'
 * variance.
 */
function reportOf({ campaigns, creatives, days, shared, own, cell }: Site, seed: number) {
  const random = uniform(seed)
  const draw = (deviation: number) => deviation * normal(random)
  const truths: Array<{ creative: string; cells: string[]; logOdds: number }> = []
  const rows: object[] = []
  const ofDay = Array.from({ length: days }, () => draw(shared))
  for (let c = 0; c < campaigns; c++) {
    const middle = -4.3 + draw(0.5)
    for (let k = 0; k < creatives; k++) {
      const creative = `c${c}-${k}`
      const weight = middle + draw(0.35)
      const perDay = Math.exp(Math.log(120) + draw(1))
      const devices = cell === undefined ? [undefined] : DEVICES
      const effects = devices.map(() => draw(cell ?? 0))
      devices.forEach((device, at) => {
        truths.push({
          creative,
          cells: device ? [`device=${device}`] : [],
          logOdds: meanLogOdds(weight + effects[at]!, Math.hypot(shared, own)) + draw(DEFAULT_PRIORS.reader),
        })
      })
      for (let day = 0; day < days; day++) {
        const shock = ofDay[day]! + draw(own)
        devices.forEach((device, at) => {
          const showings = 1 + Math.round((perDay * (0.5 + random())) / devices.length)
          const goals = goalsOf(showings, sigmoid(weight + effects[at]! + shock), random)
          rows.push({ creative, campaign: `c${c}`, showings, goals, device, date: `2026-11-${day + 1}` })
        })
      }
    }
  }
  return { counts: countsOf(JSON.stringify(rows), 'report.json'), truths }
}

/** Share of the devices' 95 % intervals that contain the truth. */
function coverage(site: Site, seeds: readonly number[]): number {
  let [held, all] = [0, 0]
  for (const seed of seeds) {
    const { counts, truths } = reportOf(site, seed)
    const posterior = new Posterior(fitPriors(counts.counts, DEFAULT_PRIORS, counts.campaigns, counts.days).priors)
    for (const { creative, cells, logOdds } of truths) {
      const { mean, variance } = posterior.logOdds({ creative, cells, fits: {} })
      held += Number(Math.abs(logOdds - mean) <= 1.96 * Math.sqrt(variance))
      all++
    }
  }
  return held / all
}

const SEEDS = Array.from({ length: 40 }, (_, n) => n + 1)
const SITES: Readonly<Record<string, Site>> = {
  'days alike': { campaigns: 4, creatives: 5, days: 28, shared: 0, own: 0 },
  'days that differ': { campaigns: 4, creatives: 5, days: 28, shared: 0.2, own: 0.4 },
  'days that differ much': { campaigns: 4, creatives: 5, days: 28, shared: 0.25, own: 0.55 },
  'few creatives': { campaigns: 1, creatives: 4, days: 14, shared: 0.2, own: 0.4 },
  'contexts, days that differ': { campaigns: 4, creatives: 5, days: 28, shared: 0.2, own: 0.4, cell: 0.3 },
  'contexts, days alike': { campaigns: 4, creatives: 5, days: 28, shared: 0, own: 0, cell: 0.3 },
}

test.each(Object.entries(SITES))('%s: 93 to 97 %% of beliefs hold the truth', (_, site) => {
  const share = coverage(site, SEEDS)
  expect(share).toBeGreaterThanOrEqual(0.93)
  expect(share).toBeLessThanOrEqual(0.97)
})

test('Showings on a few days count less than the same number over more days, and never more than were counted', () => {
  const report = (days: number, row: (day: number) => object) =>
    countsOf(JSON.stringify(Array.from({ length: days }, (_, day) => ({ creative: 'a', date: day, ...row(day) }))), 'r')
  const sure = (days: number) => {
    const { counts, days: each } = report(days, (day) => {
      const showings = 60_000 / days
      return { showings, goals: Math.round(showings * (day % 2 ? 0.015 : 0.005)) }
    })
    return fitPriors(counts, DEFAULT_PRIORS, new Map(), each).priors['a']!.showings
  }
  expect(sure(4)).toBeLessThan(0.5 * sure(40))
  expect(sure(40)).toBeLessThan(20_000)
  const { counts, days } = report(30, () => ({ showings: 2000, goals: 20 }))
  const together = fitPriors(counts, DEFAULT_PRIORS).priors['a']!.showings
  expect(fitPriors(counts, DEFAULT_PRIORS, new Map(), days).priors['a']!.showings).toBeLessThanOrEqual(together)
})
