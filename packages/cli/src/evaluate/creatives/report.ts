/** A judgement as text for a terminal. */
import { counted } from '../report/wording.ts'
import type { Figures, JudgedPolicy, Judgement } from './judge.ts'

/** Digits that count of a reward. */
const DIGITS = 3

const number = (value: number) => (Number.isNaN(value) ? '-' : value.toPrecision(DIGITS))

const MEANINGS: ReadonlyArray<readonly [name: string, meaning: string]> = [
  ['ips', 'inverse propensity scores'],
  ['snips', 'the same, divided by the mean weight'],
  ['dr', 'doubly robust: what a model of rewards expects, corrected by what it missed'],
  ['dr-shrunk', "the same, weights shrunk by SLOPE's limit"],
]

function line(name: string, { value, interval: [low, high], limit }: Figures, more = ''): string {
  const limited = limit === undefined ? '' : `limit ${number(limit)}`
  return [
    `  ${name.padEnd(12)}`,
    number(value).padStart(9),
    `[${number(low)}, ${number(high)}]`.padEnd(24),
    limited,
    more,
  ]
    .join(' ')
    .trimEnd()
}

function policyText({ name, decisions, effectiveSampleSize, estimates, gain, warnings }: JudgedPolicy): string {
  return [
    `${name}: ${counted(decisions, 'decision')}, as good as ${Math.round(effectiveSampleSize).toLocaleString('en-GB')} of its own`,
    ...Object.entries(estimates).map(([estimator, figures]) => line(estimator, figures)),
    line('gain', gain, 'over what the log brought (dr)'),
    ...warnings.map((warning) => `  ! ${warning}`),
  ].join('\n')
}

export function judgementText({ log, logged, policies }: Judgement, file: string): string {
  const { decisions, users, named, slots, creatives, malformed, from, to } = log
  const head = [
    `${file}: ${counted(decisions, 'decision')} in ${counted(slots, 'slot')} among ${counted(creatives, 'creative')}`,
    named ? `${counted(users, 'user')}` : 'no users: each decision stands alone',
    ...(from && to ? [`${from.slice(0, 10)} to ${to.slice(0, 10)}`] : []),
    ...(malformed ? [`${counted(malformed, 'line')} left out as malformed`] : []),
  ]
  return `${head.join('; ')}
Rewards a decision, with 95 % intervals.

${line('as logged', logged)}

${policies.map(policyText).join('\n\n')}

${MEANINGS.map(([name, meaning]) => `  ${name.padEnd(12)} ${meaning}`).join('\n')}
`
}
