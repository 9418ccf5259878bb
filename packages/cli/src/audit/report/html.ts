/** An audit's report as one page without scripts and without anything from elsewhere. */
import type { Finding } from '../../../../measure/src/fairness/finding.ts'
import { escapeHtml } from '../../evaluate/report/escape.ts'
import { list, pageOf, scrolling, section, table, verdict } from '../../evaluate/report/page.ts'
import { dotPlot, type Plotted, type Series } from '../../evaluate/report/plot.ts'
import { AuditFormatter, type ReportInput } from './tell.ts'
import type { Words } from './words.ts'

/** Of a change that is drawn: what is pushed farther stands in the table. */
const FARTHEST = 2

/** Topics or providers, as changes against what they are compared with: a picture for each measure. */
function pictures(id: string, title: string, findings: readonly Finding[], formatter: AuditFormatter): string {
  const clip = (ratio: number) => Math.min(FARTHEST, ratio - 1)
  const write = (value: number) => formatter.numbers.percent(value, true, 0)
  return (['exposure', 'wanted'] as const)
    .map((measure) => {
      const points = findings
        .filter((finding) => finding.measure === measure)
        .map(({ subject, effect: { value, low, high } }): Plotted => {
          return { label: subject!.name!, value: clip(value), interval: [clip(low), clip(high)] }
        })
      if (!points.length) return ''
      const name = formatter.measureName(measure)
      const caption = `${title}: ${name}`
      const series: Series[] = [{ name, mark: 'one', points }]
      const svg = dotPlot({ id: `${id}-${measure}`, title: caption, series, signed: true, write })
      return `<h3>${escapeHtml(name)}</h3>${scrolling(caption, svg)}`
    })
    .join('\n')
}

/** @param words in which language; whole pages, light or dark as the reader's system is */
export function reportHtml(input: ReportInput, words: Words): string {
  const formatter = new AuditFormatter(input, words)
  const subjects = (dimension: 'topic' | 'provider') => {
    const title = words.subjects[dimension]
    return section(
      title,
      pictures(dimension, title, formatter.ofSubjects(dimension), formatter) +
        table(title, formatter.subjectHeads(), formatter.subjectRows(dimension)),
    )
  }
  return pageOf(words.locale, words.title(input.file), [
    verdict(words.found, formatter.found(), words.nothing),
    section(words.mitigations, table(words.mitigations, formatter.mitigationHeads(), formatter.mitigationRows())),
    subjects('topic'),
    subjects('provider'),
    section(words.whole, table(words.whole, formatter.wholeHeads(), formatter.wholeRows())),
    section(words.groups, table(words.groups, formatter.groupHeads(), formatter.groupRows())),
    section(words.how, list(formatter.notes())),
    section(words.unused, list(formatter.unused())),
  ])
}
