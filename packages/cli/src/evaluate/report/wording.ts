/** Formats an evaluation's numbers and names. */

import type { LogProblems } from '../log/read-log.ts'
import type { Interval } from '../metrics/bootstrap.ts'
import type { Metric, Skipped } from '../metrics/metrics.ts'
import type { ReportJson, TableCounts } from '../result.ts'

export const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  auc: 'AUC',
  mrr: 'MRR',
  ndcg5: 'nDCG@5',
  ndcg10: 'nDCG@10',
}

export const TABLE_TITLES = {
  rows: 'Without repeats: items that the user saw before are removed from the list',
  repeats: 'With repeats: every item of the list',
} as const

/** ".583", "-.012", "1.000". */
export function figureText(value: number, signed = false, digits = 3): string {
  if (Number.isNaN(value)) return '-'
  const text = value
    .toFixed(digits)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-(\.0+)$/, '$1')
  return signed && !text.startsWith('-') ? `+${text}` : text
}

export const intervalText = ([low, high]: Interval, signed = false) =>
  `[${figureText(low, signed)}, ${figureText(high, signed)}]`

const count = (value: number) => value.toLocaleString('en-GB')

/** "1 list", "2,000 lists". */
export const counted = (value: number, noun: string) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`

/** Why some lists weren't scored: "12 lists: nothing in them was clicked". */
export function skippedText({ skipped }: TableCounts): string[] {
  const why: ReadonlyArray<readonly [Skipped, string]> = [
    ['noClick', 'nothing in them was clicked'],
    ['allClicked', 'everything in them was clicked'],
    ['oneCandidate', 'they have only one item'],
  ]
  return why.flatMap(([key, text]) => (skipped[key] ? [`${counted(skipped[key], 'list')}: ${text}`] : []))
}

const PROBLEMS: ReadonlyArray<readonly [keyof LogProblems, noun: string, text: string]> = [
  ['malformed', 'line', 'left out as malformed'],
  ['otherEvents', 'event', 'of kinds that evaluation does not read'],
  ['repeatedLists', 'ranking', 'left out: the id was used before'],
  ['unknownList', 'interaction', 'left out: the ranking is not in the log'],
  ['notInList', 'interaction', 'left out: the item is not in the ranking'],
  ['undescribedItems', 'item', 'shown but never described: nothing is known about them'],
]

/** Says which parts of the logs couldn't be used, in one sentence each. */
export function problemsText({ problems, events, training }: ReportJson): string[] {
  const of = (log: LogProblems | undefined, name = '') =>
    log
      ? PROBLEMS.flatMap(([key, noun, text]) => (log[key] ? [`${name}: ${counted(log[key], noun)} ${text}`] : []))
      : []
  const { listsInBoth = 0, usersInBoth = 0 } = problems
  return [
    ...of(problems.events, events),
    ...of(problems.training, training),
    ...(listsInBoth
      ? [`${counted(listsInBoth, 'list')} of the training log are scored, too: they trained nothing`]
      : []),
    ...(usersInBoth
      ? [`${counted(usersInBoth, 'user')} are in both logs: fair only if the training log ends before the other begins`]
      : []),
    ...(training === undefined ? ['there is no training log (--train-events): popularity is 0 for every item'] : []),
  ]
}
