/** Formats an audit as a report. */
import type { Audit } from '../../../../measure/src/fairness/audit.ts'
import { type Finding, LIMITS, type Measure } from '../../../../measure/src/fairness/finding.ts'
import { LEAST_READERS } from '../../../../measure/src/fairness/survey.ts'
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
  type Finding as ReportFinding,
  type Section,
  section,
  type Table,
  table,
  textColumn,
} from '../../report/document.ts'
import type { MitigationEffect } from '../mitigations.ts'
import type { Taken } from '../visits.ts'
import { EN } from './en.ts'
import { FindingFormatter, scopeOf } from './finding-formatter.ts'
import { RU } from './ru.ts'
import type { Words } from './words.ts'

export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, ru: RU }

export interface ReportInput {
  /** Name of the log. */
  readonly file: string
  readonly audited: Audit
  readonly mitigations: readonly MitigationEffect[]
  readonly order: 'shown' | 'replay' | 'simulated'
  /** Share of the top places that floors reserve, 0 to 1. */
  readonly floor: number
  readonly taken: Omit<Taken, 'visits'>
  /** Number of lines that aren't valid events. */
  readonly malformed: number
}

export function auditReport(input: ReportInput, words: Words): ReportDocument {
  const write = new FindingFormatter(words)
  return {
    lang: words.locale,
    title: words.title(input.file),
    blocks: [
      section(words.found, findings(foundIn(input, write))),
      section(words.mitigations, mitigationTable(input, write)),
      subjectSection('topic', input, write),
      subjectSection('provider', input, write),
      section(words.whole, wholeTable(input, write)),
      section(words.groups, groupTable(input, write)),
      section(words.how, list(notesOf(input, write))),
      section(words.unused, list(unusedOf(input, write))),
    ],
  }
}

/**
 * Largest change that the plot draws in full. Larger changes are clipped in the plot, but the table shows them exactly.
 */
const LARGEST_CHANGE = 2

/** A sentence for each exceeded limit. */
function foundIn({ audited: { enough, survey, findings } }: ReportInput, write: FindingFormatter): ReportFinding[] {
  const { words, numbers } = write
  if (!enough)
    return [{ severity: 'open', text: words.tooFew(numbers.whole(survey.readers), numbers.whole(LEAST_READERS)) }]
  const found = findings.flatMap((finding): ReportFinding[] => {
    const text = write.sentence(finding)
    return text === undefined ? [] : [{ severity: 'alarm', text }]
  })
  return found.length ? found : [{ severity: 'fine', text: words.nothing }]
}

type Dimension = 'topic' | 'provider'

function subjectSection(dimension: Dimension, { audited }: ReportInput, write: FindingFormatter): Section {
  const title = write.words.subjects[dimension]
  const all = audited.findings.filter(
    (finding) => scopeOf(finding) === 'subjects' && finding.subject?.dimension === dimension,
  )
  const figures = (['exposure', 'wanted'] as const).map((measure) => changeFigure(title, measure, all, write))
  return section(title, ...figures, subjectTable(all, write))
}

/** Plots how topics or providers changed relative to the others. */
function changeFigure(title: string, measure: Measure, all: readonly Finding[], write: FindingFormatter): Figure {
  const clip = (ratio: number) => Math.min(LARGEST_CHANGE, ratio - 1)
  const points = all
    .filter((finding) => finding.measure === measure)
    .map(({ subject, effect: { value, low, high } }): Point => {
      return { label: subject?.name ?? '', value: clip(value), interval: [clip(low), clip(high)] }
    })
  const name = write.measureName(measure)
  const format = (value: number) => write.numbers.percent(value, true, 0)
  const plot = { series: [{ name, points }], signed: true, format }
  return figure({ caption: `${title}: ${write.words.measures[measure]}`, plot, inTable: true })
}

function subjectTable(all: readonly Finding[], write: FindingFormatter): Table {
  const { words, numbers } = write
  const { subject, share, editors, exposure, wanted, found } = words.heads
  const names = [...new Set(all.map(({ subject }) => subject?.name ?? ''))]
  return table({
    columns: [textColumn(subject), ...[share, editors, exposure, wanted].map(numberColumn), textColumn(found)],
    rows: names.map((name) => {
      const of = (measure: Measure) => all.find((each) => each.measure === measure && each.subject?.name === name)
      const [editors, exposure, wanted] = [of('editors'), of('exposure'), of('wanted')]
      const alarming = [exposure, wanted].find((each) => each && each.alarm !== 'none')
      return [
        name,
        editors ? numbers.percent(editors.value) : NO_VALUE,
        editors ? `${numbers.percent(editors.reference)} (${write.effect(editors)})` : NO_VALUE,
        exposure ? write.estimate(exposure) : NO_VALUE,
        wanted ? write.estimate(wanted) : NO_VALUE,
        alarming ? `${words.measures[alarming.measure]}: ${words.alarms[alarming.alarm]}` : words.alarms.none,
      ]
    }),
  })
}

function wholeTable({ audited }: ReportInput, write: FindingFormatter): Table {
  const { measure, value, reference, difference, limit, p, found } = write.words.heads
  return table({
    columns: [textColumn(measure), ...[value, reference, difference, limit, p].map(numberColumn), textColumn(found)],
    rows: audited.findings
      .filter((finding) => scopeOf(finding) === 'whole')
      .map((finding) => [write.measureBy(finding), ...cellsOf(finding, write)]),
  })
}

function groupTable({ audited }: ReportInput, write: FindingFormatter): Table {
  const { group, measure, value, others, difference, limit, p, found } = write.words.heads
  return table({
    columns: [
      ...[group, measure].map(textColumn),
      ...[value, others, difference, limit, p].map(numberColumn),
      textColumn(found),
    ],
    rows: audited.findings
      .filter((finding) => scopeOf(finding) === 'groups')
      .map((finding) => [write.subject(finding), write.measureName(finding.measure), ...cellsOf(finding, write)]),
  })
}

function cellsOf(finding: Finding, write: FindingFormatter): Cell[] {
  const { measure, value, reference, p } = finding
  return [
    write.value(measure, value),
    write.value(measure, reference),
    write.estimate(finding),
    write.limit(measure),
    p === undefined ? NO_VALUE : write.numbers.p(p),
    write.verdict(finding),
  ]
}

function mitigationTable({ mitigations }: ReportInput, { words, numbers }: FindingFormatter): Table {
  const { rule, before, after, difference, cost } = words.heads
  const percent = (value: number, signed = false) => numbers.percent(value, signed)
  return table({
    columns: [textColumn(rule), ...[before, after, difference, cost].map(numberColumn)],
    rows: mitigations.map(({ mitigation, before, after, difference, cost }) => {
      const write = mitigation === 'calibration' ? numbers.three : percent
      const spread = ({ value, low, high }: typeof cost, format: typeof write) => ({
        value: format(value, true),
        interval: `[${format(low, true)}, ${format(high, true)}]`,
      })
      const { name, moves } = words.rules[mitigation]
      return [`${name}: ${moves}`, write(before), write(after), spread(difference, write), spread(cost, numbers.three)]
    }),
  })
}

function notesOf({ order, floor, audited, mitigations }: ReportInput, { words, numbers }: FindingFormatter): string[] {
  const { notes, counts } = words
  const { readers, visits, items } = audited.survey
  const { whole, percent, three } = numbers
  return [
    counts(whole(readers), whole(visits), whole(items.size)),
    { shown: notes.shown, replay: notes.replayed, simulated: notes.simulated }[order],
    notes.limits,
    notes.subjects(three(LIMITS.exposure.margin), three(LIMITS.wanted.margin)),
    notes.places,
    notes.told,
    ...(mitigations.length ? [notes.floor(percent(floor, false, 0)), notes.offline] : []),
  ]
}

/** Says which fields the log lacks, and which parts of the log were left out. */
function unusedOf({ taken, malformed, audited }: ReportInput, { words, numbers }: FindingFormatter): string[] {
  const { lacks } = words
  const { whole } = numbers
  const has = (wanted: Measure) => audited.findings.some(({ measure }) => measure === wanted)
  const named = (dimension: Dimension) => Boolean(audited.survey.names.get(dimension)?.length)
  return [
    ...(named('topic') ? [] : [lacks.topic]),
    ...(named('provider') ? [] : [lacks.provider]),
    ...(has('voices') ? [] : [lacks.voice]),
    ...(has('activation') ? [] : [lacks.tone]),
    ...(has('quality') ? [] : [lacks.groups]),
    ...(has('narrowing') ? [] : [lacks.visits]),
    ...(taken.readers.taken < taken.readers.all
      ? [words.sampled(whole(taken.readers.taken), whole(taken.readers.all))]
      : []),
    ...(taken.busy ? [words.busy(whole(taken.busy))] : []),
    ...(taken.cut ? [words.cut(whole(taken.cut))] : []),
    ...(taken.withoutPage ? [words.withoutPage(whole(taken.withoutPage))] : []),
    ...(malformed ? [words.malformed(whole(malformed))] : []),
  ]
}
