import { evaluate as replayLogs } from '../evaluate/evaluate.ts'
import { inklingRows } from '../evaluate/inkling-rows.ts'
import { showProgress } from '../evaluate/progress.ts'
import { evaluationReport, reportJson } from '../evaluate/report/report.ts'
import { readCoReading } from '../files/co-reading-file.ts'
import { readRanker } from '../files/ranker-file.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { depthOf, embedAll, type ModelFlags } from '../model.ts'
import { toHtml } from '../report/to-html.ts'
import { toText } from '../report/to-text.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export interface EvaluateFlags extends ModelFlags {
  readonly events: string
  readonly trainEvents?: string | undefined
  /** Number of folds into which users are split; each fold is scored with the others as the training log. */
  readonly folds?: string | undefined
  /** A ranker file to evaluate as an additional row of the tables. */
  readonly ranker?: string | undefined
  /** The file that pages load with data-co-reading. */
  readonly coReading?: string | undefined
  /** Print JSON instead of tables. */
  readonly json: boolean
  /** Path for the HTML report with plots. */
  readonly html?: string | undefined
}

/**
 * Offline evaluation: replays a log in Metarank's event format, in chronological order, through the code that pages
 * run, and measures the ranking quality of each method.
 */
export async function evaluate({
  events,
  trainEvents,
  folds,
  ranker,
  coReading,
  json,
  html,
  ...model
}: EvaluateFlags): Promise<void> {
  if (folds !== undefined && !/^[1-9]\d{0,2}$/.test(folds))
    throw new UsageError(`--folds takes a whole number: write --folds 10`)
  if (folds !== undefined && trainEvents !== undefined)
    throw new UsageError(
      'with --folds, each part is scored with the others as training log: write either --folds or --train-events',
    )
  // Validate the options before reading the log, which may take an hour.
  if (model.depth !== 'mixed') depthOf(model.depth)
  if (html !== undefined) await expectWritable(html)
  const together = await readCoReading(coReading)
  const bundles = ranker ? [await readRanker(ranker)] : []
  const report = await replayLogs({
    events,
    ...(trainEvents !== undefined && { trainEvents }),
    ...(folds !== undefined && { folds: Number(folds) }),
    coReading: together,
    embed: (texts, onProgress) => embedAll(texts, onProgress, model),
    rows: (context) => inklingRows(context, showProgress(process.stderr, 'fitting the ranker'), bundles),
    pairs: trainEvents || folds ? [...PAIRS, ...FITTED_PAIRS] : PAIRS,
  })
  if (html) await writeWhole(html, toHtml(evaluationReport(report)))
  await print(json ? `${JSON.stringify(reportJson(report))}\n` : toText(evaluationReport(report)))
}

const PAIRS = [
  ['inkling', 'popularity'],
  ['inkling', 'tfidf-fusion'],
  ['tfidf-fusion', 'popularity'],
  ['fusion', 'tfidf-fusion'],
  ['fusion', 'mean'],
] as const

/** Comparisons that involve rows for which a training log is needed. */
const FITTED_PAIRS = [
  ['inkling', 'fusion+prior'],
  ['inkling', 'logistic'],
  ['inkling', 'inkling-default'],
  ['inkling', 'inkling-lexical'],
  ['inkling-varied', 'inkling'],
  ['inkling-default', 'popularity'],
  ['inkling-default', 'inkling-uncalibrated'],
  ['inkling-default', 'shown-order'],
  ['inkling-default', 'mean'],
  ['inkling-default', 'fusion'],
  ['fusion+prior', 'popularity'],
  ['content', 'tfidf-fusion'],
  ['content', 'fusion'],
] as const
