/** An audit's report as one page without scripts and without anything from elsewhere. */
import type { Finding } from '../../../fairness/finding.ts'
import { list, pageOf, scrolling, section, table, verdict } from '../../evaluate/report/page.ts'
import { dotPlot, type Plotted, type Series } from '../../evaluate/report/plot.ts'
import { type ReportInput, Teller } from './tell.ts'
import type { Words } from './words.ts'

/** Of a change in per cent that is drawn: what is pushed farther stands in the table. */
const FARTHEST = 2

/** Exposure and clicks of topics or providers, as changes against what they are compared with. */
function picture(id: string, title: string, findings: readonly Finding[], teller: Teller): string {
  const clip = (ratio: number) => Math.min(FARTHEST, ratio - 1)
  const points = (measure: Finding['measure']) =>
    findings
      .filter((finding) => finding.measure === measure)
      .map(({ subject, effect }): Plotted => {
        return { label: subject!.name!, value: clip(effect.value), interval: [clip(effect.low), clip(effect.high)] }
      })
  const series: Series[] = [
    { name: teller.words.measures.exposure, mark: 'one', points: points('exposure') },
    { name: teller.words.measures.wanted, mark: 'two', points: points('wanted') },
  ]
  if (!series.some(({ points }) => points.length)) return ''
  const write = (value: number) => teller.numbers.percent(value, true, 0)
  return series
    .filter(({ points }) => points.length)
    .map(({ name, points }, n) => {
      const caption = `${title}: ${name}`
      return scrolling(
        caption,
        `<h3>${name}</h3>${dotPlot({ id: `${id}-${n}`, title: caption, series: [{ name, mark: 'one', points }], signed: true, write })}`,
      )
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
      picture(dimension, title, teller.ofSubjects(dimension), teller) +
        table(title, teller.subjectHeads(), teller.subjectRows(dimension)),
    )
  }
  return pageOf(words.locale, words.title(input.file), [
    verdict(words.found, teller.found(), words.nothing),
    section(words.mends, table(words.mends, teller.mendHeads(), teller.mendRows())),
    subjects('topic'),
    subjects('provider'),
    section(words.whole, table(words.whole, teller.wholeHeads(), teller.wholeRows())),
    section(words.groups, table(words.groups, teller.groupHeads(), teller.groupRows())),
    section(words.how, list(teller.notes())),
    section(words.unused, list(teller.unused())),
  ])
}
