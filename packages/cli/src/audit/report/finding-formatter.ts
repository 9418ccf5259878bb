/** Formats findings in one language. */
import { type Finding, LIMITS, type Measure } from '../../../../measure/src/fairness/finding.ts'
import type { Cell } from '../../report/document.ts'
import { ReportFormatter } from '../../report/report-formatter.ts'
import type { Words } from './words.ts'

/** Measures that are formatted as percentages. */
const SHARES: ReadonlySet<Measure> = new Set(['rare', 'coverage'])
const OF_SUBJECTS: ReadonlySet<Measure> = new Set(['editors', 'exposure', 'wanted'])
const OF_GROUPS: ReadonlySet<Measure> = new Set(['quality', 'attention'])

/** Whether a measure is about individual topics and providers, groups of readers, or whole lists. */
export function scopeOf({ measure }: Finding): 'subjects' | 'groups' | 'whole' {
  if (OF_SUBJECTS.has(measure)) return 'subjects'
  return OF_GROUPS.has(measure) ? 'groups' : 'whole'
}

export class FindingFormatter extends ReportFormatter<Words> {
  /** A sentence about an exceeded limit; undefined if the finding is within its limit. */
  sentence(finding: Finding): string | undefined {
    const { measure, value, reference, effect, alarm } = finding
    if (alarm === 'none') return undefined
    return this.words.sentences[measure]({
      way: alarm,
      subject: this.subject(finding),
      value: this.value(measure, value),
      reference: this.value(measure, reference),
      effect:
        LIMITS[measure].by === 'ratio'
          ? this.numbers.percent(Math.abs(effect.value - 1), false, 0)
          : this.effect(finding),
    })
  }

  /** A topic's or provider's name, a group such as "language = ru", or the word for a whole dimension. */
  subject(finding: Finding): string {
    const { subject } = finding
    if (!subject) return ''
    const dimension = this.#dimension(subject.dimension)
    if (subject.name === undefined) return dimension
    return scopeOf(finding) === 'groups'
      ? `${subject.dimension} = ${subject.name}`
      : this.words.named(dimension, subject.name)
  }

  #dimension(name: string): string {
    return Object.hasOwn(this.words.dimensions, name) ? this.words.dimensions[name]! : name
  }

  value(measure: Measure, value: number): string {
    return SHARES.has(measure) ? this.numbers.percent(value) : this.numbers.three(value)
  }

  /** The effect with its sign; a ratio is formatted as a percentage change. */
  effect({ measure, effect }: Finding, part: 'value' | 'low' | 'high' = 'value'): string {
    if (LIMITS[measure].by === 'ratio') return this.numbers.percent(effect[part] - 1, true, 0)
    return SHARES.has(measure) ? this.numbers.percent(effect[part], true) : this.numbers.three(effect[part], true)
  }

  estimate(finding: Finding): Cell {
    return {
      value: this.effect(finding),
      interval: `[${this.effect(finding, 'low')}, ${this.effect(finding, 'high')}]`,
    }
  }

  limit(measure: Measure): string {
    const { margin, way } = LIMITS[measure]
    return way === 'told' ? '–' : `${way === 'less' ? '−' : '+'}${this.value(measure, margin)}`
  }

  verdict({ alarm, p }: Finding): string {
    return p === undefined ? this.words.alarms.told : this.words.alarms[alarm]
  }

  /** Capitalised. */
  measureName(measure: Measure): string {
    const name = this.words.measures[measure]
    return name.slice(0, 1).toLocaleUpperCase(this.words.locale) + name.slice(1)
  }

  /** The measure's name, including the dimension for which it was computed. */
  measureBy({ measure, subject }: Finding): string {
    const name = this.measureName(measure)
    return subject ? this.words.by(name, this.#dimension(subject.dimension)) : name
  }
}
