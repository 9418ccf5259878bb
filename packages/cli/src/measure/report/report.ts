/** Formats an experiment's result as a report. */
import type { Effect } from '../../../../measure/src/estimator/effect.ts'
import type { Measured } from '../../../../measure/src/estimator/measure.ts'
import { SUSPICIOUS } from '../../../../measure/src/estimator/sample-ratio.ts'
import {
  type Cell,
  type Figure,
  figure,
  findings,
  list,
  NO_VALUE,
  numberColumn,
  type Point,
  type ReportDocument,
  section,
  type Table,
  table,
  textColumn,
} from '../../report/document.ts'
import { BIT } from '../bit-log.ts'
import type { Reading } from '../read.ts'
import { claimsOf, effectOf } from './claims.ts'
import { EN } from './en.ts'
import { MetricFormatter } from './metric-formatter.ts'
import { RU } from './ru.ts'
import type { Words } from './words.ts'

export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, ru: RU }

export interface ReportInput {
  /** Name of the log. */
  readonly file: string
  readonly reading: Pick<Reading, 'kind' | 'lines' | 'malformed' | 'mixed' | 'unexposed'>
  readonly measured: Measured
  /** The ε of randomised bits. */
  readonly epsilon?: number | undefined
  /** The planned share of devices in each arm. */
  readonly shares?: Readonly<Record<string, number>> | undefined
}

export function measureReport(input: ReportInput, words: Words): ReportDocument {
  const write = new MetricFormatter(words)
  const { may, mayNot } = claimsOf(input.measured, write)
  return {
    lang: words.locale,
    title: words.title(input.file),
    blocks: [
      section(words.claimed, findings(may)),
      section(words.notClaimed, list(mayNot)),
      section(words.intervals, metricFigure(input, write), metricTable(input, write)),
      section(words.segments, segmentFigure(input, write), segmentTable(input, write)),
      section(words.arms, armTable(input, write)),
      section(words.how, list(notesOf(input, write))),
      section(words.unused, list(unusedOf(input, write))),
    ],
  }
}

function changeCell(effect: Effect, write: MetricFormatter): Cell {
  const { value, low, high } = write.change(effect)
  return { value, interval: `[${low}, ${high}]` }
}

function metricTable({ measured }: ReportInput, write: MetricFormatter): Table {
  const { words, numbers } = write
  const { metric, arm, control, value, change, p, claim, guardrail, cuped } = words.heads
  return table({
    columns: [
      ...[metric, arm].map(textColumn),
      ...[control, value, change, p].map(numberColumn),
      ...[claim, guardrail].map(textColumn),
      numberColumn(cuped),
    ],
    rows: measured.metrics.map(({ metric, arm, comparison, guardrail }) => {
      if (!comparison)
        return [write.name(metric), arm, NO_VALUE, NO_VALUE, words.constant, NO_VALUE, NO_VALUE, NO_VALUE, NO_VALUE]
      const effect = effectOf(comparison, measured)
      return [
        write.name(metric),
        arm,
        write.value(metric, comparison.control),
        write.value(metric, comparison.treatment),
        changeCell(effect, write),
        numbers.p(effect.p),
        words.claims[comparison.claim],
        guardrail ? `${numbers.percent(guardrail.margin, true, 2)}: ${words.verdicts[guardrail.verdict]}` : NO_VALUE,
        comparison.cuped ? numbers.percent(comparison.cuped.reduction) : NO_VALUE,
      ]
    }),
  })
}

function segmentTable({ measured }: ReportInput, write: MetricFormatter): Table {
  const { words, numbers } = write
  const { segment, arm, change, holm, claim } = words.heads
  return table({
    columns: [textColumn(segment), textColumn(arm), numberColumn(change), numberColumn(holm), textColumn(claim)],
    rows: measured.segments.map(({ dimension, segment, arm, effect, p, claim }) => {
      const name = `${dimension} = ${segment}`
      if (!effect || p === undefined) return [name, arm, words.suppressed, NO_VALUE, NO_VALUE]
      return [name, arm, changeCell(effect, write), numbers.p(p), words.claims[claim]]
    }),
  })
}

function armTable({ measured: { arms }, shares }: ReportInput, { words, numbers }: MetricFormatter): Table {
  const { arm, devices, assigned, expected } = words.heads
  const whole = Object.values(shares ?? {}).reduce((sum, share) => sum + share, 0)
  const all = arms.reduce((sum, { assigned }) => sum + assigned, 0)
  return table({
    columns: [textColumn(arm), numberColumn(devices), numberColumn(assigned), numberColumn(expected)],
    rows: arms.map(({ arm, devices, assigned }) => [
      arm,
      numbers.whole(devices),
      numbers.whole(assigned),
      shares && Object.hasOwn(shares, arm) ? numbers.whole((all * shares[arm]!) / whole) : NO_VALUE,
    ]),
  })
}

interface Line {
  readonly label: string
  readonly arm: string
  readonly effect: Effect | undefined
}

function metricFigure({ measured }: ReportInput, write: MetricFormatter): Figure {
  const lines = measured.metrics.map(({ metric, arm, comparison }) => ({
    label: write.name(metric),
    arm,
    effect: comparison && effectOf(comparison, measured),
  }))
  return changeFigure(lines, write)
}

function segmentFigure({ measured }: ReportInput, write: MetricFormatter): Figure {
  const lines = measured.segments.map(({ dimension, segment, arm, effect }) => ({
    label: `${dimension} = ${segment}`,
    arm,
    effect,
  }))
  return changeFigure(lines, write)
}

/** Plots percentage changes. Effects without a ratio can't be plotted on that axis and appear only in the table. */
function changeFigure(lines: readonly Line[], { words, numbers }: MetricFormatter): Figure {
  const several = new Set(lines.map(({ arm }) => arm)).size > 1
  const points = lines.flatMap(({ label, arm, effect }): Point[] => {
    const ratio = effect?.ratio
    if (!ratio) return []
    return [
      {
        label: several ? `${label}, ${arm}` : label,
        value: ratio.value - 1,
        interval: [ratio.low - 1, ratio.high - 1],
      },
    ]
  })
  const format = (value: number, digits: number) => numbers.percent(value, true, Math.max(0, digits - 2))
  return figure({ plot: { series: [{ name: words.heads.change, points }], signed: true, format }, inTable: true })
}

function notesOf({ measured, epsilon }: ReportInput, write: MetricFormatter): string[] {
  const { words, numbers } = write
  const { devices } = measured.sampleRatio
  return [
    words.looks[measured.looks],
    ...(devices ? (devices.p < SUSPICIOUS ? [] : [words.matches(numbers.pIs(devices.p))]) : [words.unchecked]),
    ...(measured.metrics.some(({ comparison }) => comparison?.cuped) ? [words.adjusted] : []),
    ...(epsilon === undefined ? [] : [words.noise(numbers.plain(epsilon))]),
    ...measured.metrics.flatMap(({ metric, loudest }) =>
      loudest === undefined || metric === BIT ? [] : [words.loud(write.name(metric), numbers.percent(loudest))],
    ),
  ]
}

function unusedOf({ reading: { malformed, mixed, unexposed } }: ReportInput, write: MetricFormatter): string[] {
  const { words, numbers } = write
  return [
    ...(malformed ? [words.malformed(numbers.whole(malformed))] : []),
    ...(mixed ? [words.mixed(numbers.whole(mixed))] : []),
    ...(unexposed ? [words.unexposed(numbers.whole(unexposed))] : []),
  ]
}
