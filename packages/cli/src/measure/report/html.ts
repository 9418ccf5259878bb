/** A report as one page without scripts and without anything from elsewhere. */
import type { Effect } from '../../../../measure/src/estimator/effect.ts'
import { list, pageOf, scrolling, section, table, verdict } from '../../evaluate/report/page.ts'
import { dotPlot, type Plotted } from '../../evaluate/report/plot.ts'
import { MeasurementFormatter, type ReportInput } from './tell.ts'
import type { Words } from './words.ts'

interface Row {
  readonly label: string
  readonly effect: Effect | undefined
}

/** Changes in per cent: those without a ratio have no place on that axis, and stand in the table. */
function picture(id: string, title: string, rows: readonly Row[], formatter: MeasurementFormatter): string {
  const points = rows.flatMap(({ label, effect }): Plotted[] => {
    const ratio = effect?.ratio
    return ratio ? [{ label, value: ratio.value - 1, interval: [ratio.low - 1, ratio.high - 1] }] : []
  })
  if (!points.length) return ''
  const write = (value: number, digits: number) => formatter.numbers.percent(value, true, Math.max(0, digits - 2))
  const svg = dotPlot({ id, title, series: [{ name: title, mark: 'one', points }], signed: true, write })
  return scrolling(title, svg)
}

/** @param words in which language; whole pages, light or dark as the reader's system is */
export function reportHtml(input: ReportInput, words: Words): string {
  const formatter = new MeasurementFormatter(input, words)
  const { measured } = input
  const { may, mayNot } = formatter.claims()
  const several = new Set(measured.metrics.map(({ arm }) => arm)).size > 1
  const labelled = (label: string, arm: string) => (several ? `${label}, ${arm}` : label)
  const metrics = measured.metrics.map(({ metric, arm, comparison }) => ({
    label: labelled(formatter.metric(metric), arm),
    effect: comparison?.effects[measured.looks],
  }))
  const segments = measured.segments.map(({ dimension, segment, arm, effect }) => ({
    label: labelled(`${dimension} = ${segment}`, arm),
    effect,
  }))
  const sections = [
    verdict(words.claimed, may, words.nothing),
    section(words.notClaimed, list(mayNot)),
    section(
      words.intervals,
      picture('metrics', words.intervals, metrics, formatter) +
        table(words.intervals, formatter.metricHeads(), formatter.metricRows()),
    ),
    section(
      words.segments,
      picture('segments', words.segments, segments, formatter) +
        table(words.segments, formatter.segmentHeads(), formatter.segmentRows()),
    ),
    section(words.arms, table(words.arms, formatter.armHeads(), formatter.armRows())),
    section(words.how, list(formatter.notes())),
    section(words.unused, list(formatter.unused())),
  ]
  return pageOf(words.locale, words.title(input.file), sections)
}
