import { assertUsage } from '../lib/errors/assert-usage.ts'
import { DAY } from '../lib/limits.ts'
import { type Clause, COMPARISONS, FIELDS, MEASURES, type Rule, VERBS, type Verb } from './rule.ts'

/** Maximum number of days in a rule. The history isn't kept for longer than that. */
const MOST_DAYS = 60
/** Maximum number of clauses in a rule, and the largest count that a clause may state. */
const MOST_CLAUSES = 8
const MOST_COUNT = 2000
/** In milliseconds. */
const UNITS: Readonly<Record<string, number>> = { hour: DAY / 24, hours: DAY / 24, day: DAY, days: DAY }
const NAMES = [...Object.keys(VERBS), ...MEASURES]
/** A quoted name, a comparison, or a word. */
const TOKEN = /"[^"]*"|[<>]=?|=|[^\s"<>=]+/g

/** Whether a part of an audience is a rule: whether it begins with a verb or a measure, possibly after `not`. */
export const isRule = (text: string): boolean => {
  const [first, second] = text.toLowerCase().split(/\s+/, 2)
  return NAMES.includes((first === 'not' ? second : first)?.match(/^[a-z]+/)?.[0] ?? '')
}

/** The token stream of one rule. */
class Tokens {
  readonly #rule: string
  readonly #tokens: readonly string[]
  #at = 0

  constructor(rule: string) {
    this.#rule = rule
    this.#tokens = rule.replaceAll('≥', '>=').replaceAll('≤', '<=').match(TOKEN) ?? []
  }

  /** The next word in lower case; undefined at the end. */
  get next(): string | undefined {
    return this.#tokens[this.#at]?.toLowerCase()
  }

  take(): string {
    return this.#tokens[this.#at++] ?? ''
  }

  /** Consumes the next word if it is one of the given words. */
  takeOne<W extends string>(words: readonly W[]): W | undefined {
    const found = words.find((word) => word === this.next)
    if (found !== undefined) this.#at++
    return found
  }

  /** @throws InklingMisuse stating what to write instead of the next word */
  expect(ok: unknown, write: string): asserts ok {
    const found = this.#tokens[this.#at]
    assertUsage(ok, `in the rule “${this.#rule}” write ${write}, not ${found === undefined ? 'its end' : `“${found}”`}`)
  }
}

/**
 * Parses a rule, e.g. `seen >= 3 of topic sport in 14 days and not bought topic shoes in 30 days`. All clauses must
 * hold.
 *
 * @throws InklingMisuse stating what to write instead
 */
export function parseRule(text: string): Rule {
  const tokens: Tokens = new Tokens(text)
  const clauses: Clause[] = []
  do {
    tokens.expect(clauses.length < MOST_CLAUSES, `at most ${MOST_CLAUSES} clauses`)
    clauses.push(parseClause(tokens))
  } while (tokens.takeOne(['and']))
  tokens.expect(tokens.next === undefined, '“and” and another clause, or nothing')
  return clauses
}

function parseClause(tokens: Tokens): Clause {
  const isNot = tokens.takeOne(['not']) !== undefined
  const verb = tokens.takeOne(NAMES) as Verb | undefined
  tokens.expect(verb, `one of ${NAMES.join(', ')}`)
  const comparison = tokens.takeOne(COMPARISONS)
  tokens.expect(comparison || verb !== 'spent', '“>= 10 minutes” after “spent”')
  const count = comparison ? takeNumber(tokens, MOST_COUNT) : 1
  if (verb === 'spent') tokens.expect(tokens.takeOne(['minute', 'minutes']), '“minutes” after the number')
  else if (comparison) tokens.takeOne(['time', 'times'])
  const isOf = tokens.takeOne(['of'])
  const field = tokens.takeOne(FIELDS)
  tokens.expect(field || !isOf, `one of ${FIELDS.join(', ')}`)
  const of = field && { field, name: takeName(tokens, field) }
  const within = tokens.takeOne(['in']) && takeTime(tokens)
  return { verb, isNot, comparison: comparison ?? '>=', count, ...(of && { of }), ...(within && { within }) }
}

function takeNumber(tokens: Tokens, most: number): number {
  tokens.expect(/^\d{1,4}$/.test(tokens.next ?? '') && Number(tokens.next) <= most, `a whole number up to ${most}`)
  return Number(tokens.take())
}

/** A quoted name, or the words up to “in”, “and” or the end. */
function takeName(tokens: Tokens, field: string): string {
  tokens.expect(tokens.next !== undefined, `which ${field} is meant`)
  if (tokens.next?.startsWith('"')) {
    const name = tokens.take().slice(1, -1).trim()
    tokens.expect(name, `a name within the quotes`)
    return name
  }
  const words: string[] = []
  while (tokens.next !== undefined && !['in', 'and'].includes(tokens.next)) words.push(tokens.take())
  tokens.expect(words.length, `which ${field} is meant; a name with “in” or “and” in it stands in quotes`)
  return words.join(' ')
}

function takeTime(tokens: Tokens): number {
  const number = takeNumber(tokens, MOST_COUNT)
  const unit = UNITS[tokens.next ?? '']
  tokens.expect(unit, '“days” or “hours”')
  tokens.expect(
    number > 0 && number * unit <= MOST_DAYS * DAY,
    `from 1 hour to ${MOST_DAYS} days, since the history keeps no more`,
  )
  tokens.take()
  return number * unit
}
