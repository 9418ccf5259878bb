/**
 * Compares arms. Arms should differ only in the order shown, so a difference in their recorded data indicates a fault.
 * Also reports arms that get fewer clicks than the control.
 */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { type Measured, measure } from '../../../measure/src/estimator/measure.ts'
import { type Finding, percent } from './finding.ts'

export interface Comparing {
  readonly control: string
  /** The planned shares of the arms. */
  readonly shares?: Readonly<Record<string, number>> | undefined
}

/**
 * False-alarm rate of each comparison. In total, these four comparisons and the checks of forecasts and drift raise an
 * alarm in fewer than 5 % of healthy experiments, no matter how often the results are checked.
 */
export const ALPHA = 0.01

/** Counts everything since the arm was assigned, because assignment doesn't depend on what was shown. */
const sinceAssigned = ({ arm, counts, before = {} }: Device): Device => ({
  arm,
  counts: Object.fromEntries(
    [...new Set([...Object.keys(counts), ...Object.keys(before)])].map((name) => [
      name,
      (counts[name] ?? 0) + (before[name] ?? 0),
    ]),
  ),
})

function lost({ sampleRatio, arms }: Measured): Finding {
  const told = arms.map(({ arm, assigned, devices }) => `${arm} ${assigned} (${devices} exposed)`).join(', ')
  return {
    level: 'alarm',
    of: 'devices',
    says: `Devices are missing in an arm: ${told}; p = ${Math.min(sampleRatio.devices?.p ?? 1, sampleRatio.exposed?.p ?? 1).toExponential(1)}.`,
    todo: "Don't trust any comparison until it is known where they went: look for ended scripts, blocked requests or errors in only one arm.",
  }
}

/** Impressions per page view must be equal in all arms. */
function recordingOf(measured: Measured): Finding[] {
  return measured.metrics.flatMap(({ arm, comparison }): Finding[] => {
    if (!comparison) return []
    const { control, treatment, claim } = comparison
    const says = `${arm} records ${treatment.toFixed(2)} impressions per page view, ${measured.control} ${control.toFixed(2)}`
    if (claim === 'none') return [{ level: 'fine', of: 'recording', says: `${says}: no significant difference.` }]
    return [
      {
        level: 'alarm',
        of: 'recording',
        says: `${says}: ${percent(Math.abs(treatment / control - 1))} ${claim}.`,
        todo: `Look at the page in both arms (a private window, several times) for items that one of them covers, hides or re-renders; until that is found, don't trust any figure of ${arm}.`,
      },
    ]
  })
}

function clicksOf(measured: Measured): Finding[] {
  return measured.metrics.flatMap(({ arm, comparison }): Finding[] => {
    if (!comparison) return []
    const { control, treatment, claim } = comparison
    const says = `${arm} has ${treatment.toFixed(3)} clicks per device since the first exposure, ${measured.control} ${control.toFixed(3)}`
    if (claim === 'less')
      return [
        {
          level: 'alarm',
          of: 'clicks',
          says: `${says}: ${measured.control} does better.`,
          todo: `Switch ${arm} off (its ranker, its rules, or data-strength="0") until the reason is found; npx --no inkling evaluate on your own log shows whether the ranker fits your site.`,
        },
      ]
    const what = claim === 'more' ? 'more.' : 'no significant difference.'
    return [{ level: 'fine', of: 'clicks', says: `${says}: ${what}` }]
  })
}

/** @throws InklingMisuse if the shares don't fit the arms */
export function compareArms(devices: readonly Device[], { control, shares }: Comparing): Finding[] {
  const names = [...new Set(devices.map(({ arm }) => arm))].sort()
  if (!names.includes(control))
    return [
      {
        level: 'open',
        of: 'arms',
        says: `No device is in ${control}; the arms are ${names.join(', ').slice(0, 200)}.`,
      },
    ]
  const compared = (metric: string, of: readonly Device[]) =>
    measure(of, { control, metrics: [metric], shares, alpha: ALPHA })
  const all = compared('impression/view', devices.map(sinceAssigned))
  const [told, small] = [false, true].map((few) => all.arms.filter(({ suppressed }) => suppressed === few))
  const open = small!.map(
    ({ arm, assigned }): Finding => ({
      level: 'open',
      of: 'arms',
      says: `${arm} has ${assigned} devices; comparisons need at least 1,000.`,
    }),
  )
  if (told!.length < 2 || told![0]!.arm !== control) return open
  const outcome = compared('click', devices)
  // If devices were lost, the remaining devices are a biased sample, so don't compare anything.
  const wrong = [all, outcome].find(({ believed }) => !believed)
  return [...open, ...(wrong ? [lost(wrong)] : [...recordingOf(all), ...clicksOf(outcome)])]
}
