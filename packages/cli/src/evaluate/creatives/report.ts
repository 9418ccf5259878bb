/** Formats a judgement of creatives as a report. */
import {
  type Block,
  findings,
  list,
  numberColumn,
  paragraph,
  type ReportDocument,
  section,
  table,
  textColumn,
} from '../../report/document.ts'
import { counted } from '../report/wording.ts'
import type { Figures, JudgedPolicy, Judgement } from './judge.ts'

/** Significant digits of a reward. */
const DIGITS = 3

const number = (value: number) => (Number.isNaN(value) ? '-' : value.toPrecision(DIGITS))

const MEANINGS: ReadonlyArray<readonly [name: string, meaning: string]> = [
  ['ips', 'inverse propensity scores'],
  ['snips', 'ips divided by the mean weight (self-normalised)'],
  ['dr', 'doubly robust: a reward model, corrected by its residuals'],
  ['dr-shrunk', "dr with weights shrunk by SLOPE's limit"],
]

function figureTable(rows: ReadonlyArray<readonly [name: string, figures: Figures]>): Block {
  return table({
    columns: [textColumn('estimator'), ...['reward', '95 % interval', 'limit'].map(numberColumn)],
    rows: rows.map(
      ([
        name,
        {
          value,
          interval: [low, high],
          limit,
        },
      ]) => [name, number(value), `[${number(low)}, ${number(high)}]`, limit === undefined ? '' : number(limit)],
    ),
  })
}

function policySection({ name, decisions, effectiveSampleSize, estimates, gain, warnings }: JudgedPolicy): Block {
  const size = Math.round(effectiveSampleSize).toLocaleString('en-GB')
  return section(
    `${name}: ${counted(decisions, 'decision')}, effective sample size ${size}`,
    figureTable([...Object.entries(estimates), ['gain over the log (dr)', gain]]),
    findings(warnings.map((text) => ({ severity: 'warning', text }))),
  )
}

/** @param file file name of the log */
export function judgementReport({ log, logged, policies }: Judgement, file: string): ReportDocument {
  const { decisions, users, named, slots, creatives, malformed, from, to } = log
  const title = [
    `${file}: ${counted(decisions, 'decision')} in ${counted(slots, 'slot')} among ${counted(creatives, 'creative')}`,
    named ? counted(users, 'user') : 'no users: decisions are treated as independent',
    ...(from && to ? [`${from.slice(0, 10)} to ${to.slice(0, 10)}`] : []),
    ...(malformed ? [`${counted(malformed, 'line')} left out as malformed`] : []),
  ]
  return {
    lang: 'en',
    title: title.join('; '),
    blocks: [
      paragraph('Rewards per decision, with 95 % intervals.'),
      section('As logged', figureTable([['mean of the log', logged]])),
      ...policies.map(policySection),
      section('Estimators', list(MEANINGS.map(([name, meaning]) => `${name}: ${meaning}`))),
    ],
  }
}
