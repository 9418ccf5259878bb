/** An audit's report as one page without scripts and without anything from elsewhere. */
import type { Finding } from '../../../measurement/fairness/finding.ts'
import { escapeHtml } from '../../evaluate/report/escape.ts'
import { list, pageOf, scrolling, section, table, verdict } from '../../evaluate/report/page.ts'
import { dotPlot, type Plotted, type Series } from '../../evaluate/report/plot.ts'
import { type ReportInput, Teller } from './tell.ts'
import type { Words } from './words.ts'

/** Of a change that is drawn: what is pushed farther stands in the table. */
const FARTHEST = 2

/** Topics or providers, as changes against what they are compared with: a picture for each measure. */
function pictures(id: string, title: string, findings: readonly Finding[], teller: Teller): string {
  const clip = (ratio: number) => Math.min(FARTHEST, ratio - 1)
  const write = (value: number) => teller.numbers.percent(value, true, 0)
  return (['exposure', 'wanted'] as const)
    .map((measure) => {
      const points = findings
        .filter((finding) => finding.measure === measure)
        .map(({ subject, effect: { value, low, high } }): Plotted => {
          return { label: subject!.name!, value: clip(value), interval: [clip(low), clip(high)] }
        })
      if (!points.length) return ''
      const name = teller.measureName(measure)
      const caption = `${title}: ${name}`
      const series: Series[] = [{ name, mark: 'one', points }]
      const svg = dotPlot({ id: `${id}-${measure}`, title: caption, series, signed: true, write })
      return `<h3>${escapeHtml(name)}</h3>${scrolling(caption, svg)}`
    })
    .join('\n')
}

/** @param words in which language; whole pages, light or dark as the reader's system is */
export function reportHtml(input: ReportInput, words: Words): string {
  const teller = new Teller(input, words)
  const subjects = (dimension: 'topic' | 'provider') => {
    const title = words.subjects[dimension]
    return section(
      title,
      pictures(dimension, title, teller.ofSubjects(dimension), teller) +
        table(title, teller.subjectHeads(), teller.subjectRows(dimension)),
    )
  }
  return pageOf(words.locale, words.title(input.file), [
    verdict(words.found, teller.found(), words.nothing),
    section(words.mitigations, table(words.mitigations, teller.mitigationHeads(), teller.mitigationRows())),
    subjects('topic'),
    subjects('provider'),
    section(words.whole, table(words.whole, teller.wholeHeads(), teller.wholeRows())),
    section(words.groups, table(words.groups, teller.groupHeads(), teller.groupRows())),
    section(words.how, list(teller.notes())),
    section(words.unused, list(teller.unused())),
  ])
}
