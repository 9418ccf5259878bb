/** An audit → sentences and rows. */
import type { Audit } from '../../../../measure/src/fairness/audit.ts'
import { type Finding, LIMITS, type Measure } from '../../../../measure/src/fairness/finding.ts'
import { LEAST_READERS } from '../../../../measure/src/fairness/survey.ts'
import { type Numbers, numbersIn } from '../../measure/report/numbers.ts'
import type { MitigationEffect } from '../mends.ts'
import type { Taken } from '../visits.ts'
import { EN } from './en.ts'
import { RU } from './ru.ts'
import type { Words } from './words.ts'

export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, ru: RU }

export interface ReportInput {
  /** Name of the log. */
  readonly file: string
  readonly audited: Audit
  readonly mitigations: readonly MitigationEffect[]
  readonly order: 'shown' | 'replay' | 'simulated'
  /** Of the first places, what floors ask for. */
  readonly floor: number
  readonly taken: Omit<Taken, 'visits'>
  /** Lines that are no events. */
  readonly malformed: number
}

/** Told as shares. */
const SHARES: ReadonlySet<Measure> = new Set(['rare', 'coverage'])
/** Of single topics and providers; `quality` and `attention` are of groups, all else is of lists as a whole. */
const OF_SUBJECTS: ReadonlySet<Measure> = new Set(['editors', 'exposure', 'wanted'])
const OF_GROUPS: ReadonlySet<Measure> = new Set(['quality', 'attention'])

export class AuditFormatter {
  readonly #input: ReportInput
  readonly numbers: Numbers
  readonly words: Words

  constructor(input: ReportInput, words: Words) {
    this.#input = input
    this.numbers = numbersIn(words.locale)
    this.words = words
  }

  get #findings(): readonly Finding[] {
    return this.#input.audited.findings
  }

  /** What is beyond its limit, a sentence each; of nothing if there are too few readers. */
  found(): string[] {
    const { enough, survey } = this.#input.audited
    if (!enough) return [this.words.tooFew(this.numbers.whole(survey.readers), this.numbers.whole(LEAST_READERS))]
    return this.#findings.flatMap((finding) => {
      const { measure, alarm } = finding
      return alarm === 'none' ? [] : [this.words.sentences[measure]({ ...this.#said(finding), way: alarm })]
    })
  }

  #said(finding: Finding) {
    const { measure, value, reference, effect } = finding
    const { by } = LIMITS[measure]
    return {
      subject: this.subject(finding),
      value: this.value(measure, value),
      reference: this.value(measure, reference),
      effect: by === 'ratio' ? this.numbers.percent(Math.abs(effect.value - 1), false, 0) : this.effect(finding),
    }
  }

  /** Of a topic or provider its name, of readers "language = ru", of a whole dimension its word. */
  subject({ measure, subject }: Finding): string {
    if (!subject) return ''
    const dimension = this.#dimension(subject.dimension)
    if (subject.name === undefined) return dimension
    return OF_GROUPS.has(measure) ? `${subject.dimension} = ${subject.name}` : this.words.named(dimension, subject.name)
  }

  #dimension(name: string): string {
    return Object.hasOwn(this.words.dimensions, name) ? this.words.dimensions[name]! : name
  }

  value(measure: Measure, value: number): string {
    return SHARES.has(measure) ? this.numbers.percent(value) : this.numbers.three(value)
  }

  /** With its sign: a ratio as a change in per cent. */
  effect({ measure, effect }: Finding, part: 'value' | 'low' | 'high' = 'value'): string {
    if (LIMITS[measure].by === 'ratio') return this.numbers.percent(effect[part] - 1, true, 0)
    return SHARES.has(measure) ? this.numbers.percent(effect[part], true) : this.numbers.three(effect[part], true)
  }

  #interval(finding: Finding): string {
    return `${this.effect(finding)} [${this.effect(finding, 'low')}, ${this.effect(finding, 'high')}]`
  }

  #limit(measure: Measure): string {
    const { margin, way } = LIMITS[measure]
    return way === 'told' ? '–' : `${way === 'less' ? '−' : '+'}${this.value(measure, margin)}`
  }

  #verdict({ alarm, p }: Finding): string {
    return p === undefined ? this.words.alarms.told : this.words.alarms[alarm]
  }

  /** Of topics, or of providers. */
  ofSubjects(dimension: 'topic' | 'provider'): Finding[] {
    return this.#findings.filter(({ measure, subject }) => OF_SUBJECTS.has(measure) && subject?.dimension === dimension)
  }

  subjectHeads(): string[] {
    const { subject, share, editors, exposure, wanted, found } = this.words.heads
    return [subject, share, editors, exposure, wanted, found]
  }

  subjectRows(dimension: 'topic' | 'provider'): string[][] {
    const all = this.ofSubjects(dimension)
    const names = [...new Set(all.map(({ subject }) => subject!.name!))]
    return names.map((name) => {
      const of = (measure: Measure) => all.find((each) => each.measure === measure && each.subject!.name === name)
      const [editors, exposure, wanted] = [of('editors'), of('exposure'), of('wanted')]
      const rings = [exposure, wanted].find((each) => each && each.alarm !== 'none')
      return [
        name,
        editors ? this.numbers.percent(editors.value) : '–',
        editors ? `${this.numbers.percent(editors.reference)} (${this.effect(editors)})` : '–',
        exposure ? this.#interval(exposure) : '–',
        wanted ? this.#interval(wanted) : '–',
        rings ? `${this.words.measures[rings.measure]}: ${this.words.alarms[rings.alarm]}` : this.words.alarms.none,
      ]
    })
  }

  wholeHeads(): string[] {
    const { measure, value, reference, difference, limit, p, found } = this.words.heads
    return [measure, value, reference, difference, limit, p, found]
  }

  wholeRows(): string[][] {
    return this.#findings
      .filter(({ measure }) => !OF_SUBJECTS.has(measure) && !OF_GROUPS.has(measure))
      .map((finding) => [this.#measure(finding), ...this.#cells(finding)])
  }

  groupHeads(): string[] {
    const { group, measure, value, others, difference, limit, p, found } = this.words.heads
    return [group, measure, value, others, difference, limit, p, found]
  }

  groupRows(): string[][] {
    return this.#findings
      .filter(({ measure }) => OF_GROUPS.has(measure))
      .map((finding) => [this.subject(finding), this.measureName(finding.measure), ...this.#cells(finding)])
  }

  #measure(finding: Finding): string {
    const name = this.measureName(finding.measure)
    return finding.subject ? this.words.by(name, this.#dimension(finding.subject.dimension)) : name
  }

  /** As it begins a line. */
  measureName(measure: Measure): string {
    const name = this.words.measures[measure]
    return name.slice(0, 1).toLocaleUpperCase(this.words.locale) + name.slice(1)
  }

  #cells(finding: Finding): string[] {
    const { measure, value, reference, p } = finding
    return [
      this.value(measure, value),
      this.value(measure, reference),
      this.#interval(finding),
      this.#limit(measure),
      p === undefined ? '–' : this.numbers.p(p),
      this.#verdict(finding),
    ]
  }

  mitigationHeads(): string[] {
    const { rule, before, after, difference, cost } = this.words.heads
    return [rule, before, after, difference, cost]
  }

  mitigationRows(): string[][] {
    const { three } = this.numbers
    return this.#input.mitigations.map(({ mitigation, before, after, difference, cost }) => {
      const write =
        mitigation === 'calibration' ? three : (value: number, signed = false) => this.numbers.percent(value, signed)
      const spread = (each: typeof cost, say: typeof write) =>
        `${say(each.value, true)} [${say(each.low, true)}, ${say(each.high, true)}]`
      const { name, moves } = this.words.rules[mitigation]
      return [`${name}: ${moves}`, write(before), write(after), spread(difference, write), spread(cost, three)]
    })
  }

  /** How to read it. */
  notes(): string[] {
    const { order, floor, audited, mitigations } = this.#input
    const { notes, counts } = this.words
    const { readers, visits, items } = audited.survey
    const { whole, percent, three } = this.numbers
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

  /** What the log lacks, and what of it counted for nothing. */
  unused(): string[] {
    const { taken, malformed, audited } = this.#input
    const { lacks } = this.words
    const { whole } = this.numbers
    const has = (...measures: Measure[]) => this.#findings.some(({ measure }) => measures.includes(measure))
    return [
      ...(audited.survey.names.get('topic')!.length ? [] : [lacks.topic]),
      ...(audited.survey.names.get('provider')!.length ? [] : [lacks.provider]),
      ...(has('voices') ? [] : [lacks.voice]),
      ...(has('activation') ? [] : [lacks.tone]),
      ...(has('quality') ? [] : [lacks.groups]),
      ...(has('narrowing') ? [] : [lacks.visits]),
      ...(taken.readers.taken < taken.readers.all
        ? [this.words.sampled(whole(taken.readers.taken), whole(taken.readers.all))]
        : []),
      ...(taken.busy ? [this.words.busy(whole(taken.busy))] : []),
      ...(taken.cut ? [this.words.cut(whole(taken.cut))] : []),
      ...(taken.withoutPage ? [this.words.withoutPage(whole(taken.withoutPage))] : []),
      ...(malformed ? [this.words.malformed(whole(malformed))] : []),
    ]
  }
}
