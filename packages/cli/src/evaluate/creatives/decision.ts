/** Parses a line of a creatives log: the choice, its propensity, and its reward. */
import { idOf, type Json, Malformed, objectOf, optionalId } from '../log/event-fields.ts'
import { instantOf } from '../log/time.ts'

/** One validated line. */
export interface LoggedDecision {
  /** Milliseconds since 1970; undefined if the line has no time. */
  readonly at: number | undefined
  readonly slot: string
  /** Id of the user, used to cluster decisions; undefined if the line doesn't name one. */
  readonly user: string | undefined
  /** Ids (K), in page order; the first is the editors' default. */
  readonly candidates: readonly string[]
  /** Index into the candidates. */
  readonly chosen: number
  /** Probability with which the chosen candidate was selected, 0 < p ≤ 1. */
  readonly propensity: number
  readonly reward: number
  /** The context at the time of the decision, serialised; '' if there was none. */
  readonly context: string
  /** Each candidate's probability (K), keyed by policy name. */
  readonly policies: ReadonlyMap<string, Float64Array>
}

/** Maximum number of candidates in a line: far more than any real slot has. */
const MOST_CANDIDATES = 1000
const MOST_POLICIES = 10
const MOST_FIELDS = 20
/** Maximum number of characters in an id, a name, or a context value. */
const LONGEST = 200
/** Largest reward accepted; a larger one suggests that the wrong unit was used. */
const LARGEST_REWARD = 1e9
/** Maximum difference between a sum of rounded probabilities and 1. */
const TOLERANCE = 0.005

function textOf(value: string, what: string): string {
  if (value.length > LONGEST) throw new Malformed(`${what} is longer than ${LONGEST} characters`)
  return value
}

function candidatesOf(line: Json): string[] {
  const all = line.candidates
  if (!Array.isArray(all) || !all.length) throw new Malformed('"candidates" is not a list of ids')
  if (all.length > MOST_CANDIDATES) throw new Malformed(`there are more than ${MOST_CANDIDATES} candidates`)
  const ids = all.map((id) => textOf(idOf({ id }, 'id'), 'the id of a candidate'))
  if (new Set(ids).size < ids.length) throw new Malformed('a candidate is listed twice')
  return ids
}

/** Probabilities of all candidates, renormalised so that they sum to 1; undefined if absent. */
function probabilitiesOf(value: unknown, count: number, what: string): Float64Array | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length !== count)
    throw new Malformed(`${what} is not a list of ${count} numbers, one for each candidate`)
  let sum = 0
  for (const each of value) {
    if (typeof each !== 'number' || !(each >= 0 && each <= 1 + TOLERANCE))
      throw new Malformed(`${what} has a number that is not a probability`)
    sum += each
  }
  if (Math.abs(sum - 1) > TOLERANCE) throw new Malformed(`${what} sums to ${sum.toPrecision(4)} instead of 1`)
  return Float64Array.from(value, (each: number) => each / sum)
}

function propensityOf(line: Json, chosen: number, all: Float64Array | undefined): number {
  const { propensity = all?.[chosen] } = line
  if (propensity === undefined)
    throw new Malformed(`"propensity" is missing: without it, other policies can't be evaluated`)
  if (typeof propensity !== 'number' || !(propensity > 0 && propensity <= 1))
    throw new Malformed('"propensity" is not a probability above 0')
  if (all && Math.abs(all[chosen]! - propensity) > TOLERANCE)
    throw new Malformed('"propensity" differs from the value for the chosen one in "propensities"')
  return propensity
}

/** Sorts the keys, so that equal contexts result in equal text. */
function contextOf(line: Json): string {
  const told = line.context ?? line.features
  if (told === undefined || told === null) return ''
  const entries = Object.entries(objectOf(told, '"context"')).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length > MOST_FIELDS) throw new Malformed(`"context" has more than ${MOST_FIELDS} fields`)
  for (const [name, value] of entries) {
    if (typeof value === 'string') textOf(value, `"${name.slice(0, 40)}" of the context`)
    else if (typeof value !== 'boolean' && !Number.isFinite(value))
      throw new Malformed(`"${name.slice(0, 40)}" of the context is not a string, number or boolean`)
    textOf(name, 'a name in the context')
  }
  return entries.length ? JSON.stringify(entries) : ''
}

/** An empty map, shared by the many lines that name no policy. */
const NO_POLICIES: ReadonlyMap<string, Float64Array> = new Map()

function policiesOf(line: Json, count: number): ReadonlyMap<string, Float64Array> {
  if (line.policies === undefined || line.policies === null) return NO_POLICIES
  const policies = new Map<string, Float64Array>()
  const entries = Object.entries(objectOf(line.policies, '"policies"'))
  if (entries.length > MOST_POLICIES) throw new Malformed(`there are more than ${MOST_POLICIES} policies`)
  for (const [name, value] of entries) {
    const all = probabilitiesOf(value, count, `the policy "${textOf(name, 'the name of a policy').slice(0, 40)}"`)
    if (all) policies.set(name, all)
  }
  return policies
}

/** @throws Malformed with a message that says what is wrong */
export function decisionOf(parsed: unknown): LoggedDecision {
  const line = objectOf(parsed, 'the line')
  const candidates = candidatesOf(line)
  const chosen = candidates.indexOf(idOf(line, 'chosen'))
  if (chosen < 0) throw new Malformed('"chosen" is not among the candidates')
  const at = instantOf(line.time)
  if (line.time !== undefined && at === undefined) throw new Malformed('"time" is not a time')
  const reward = typeof line.reward === 'boolean' ? Number(line.reward) : line.reward
  if (typeof reward !== 'number' || !(Math.abs(reward) <= LARGEST_REWARD))
    throw new Malformed('"reward" is not a number: write 1 for a click, 0 for none')
  const propensities = probabilitiesOf(line.propensities, candidates.length, '"propensities"')
  const user = optionalId(line, 'user') ?? optionalId(line, 'cluster')
  return {
    at,
    slot: textOf(optionalId(line, 'slot') ?? '', 'the name of the slot'),
    user: user === undefined ? undefined : textOf(user, '"user"'),
    candidates,
    chosen,
    propensity: propensityOf(line, chosen, propensities),
    reward,
    context: contextOf(line),
    policies: policiesOf(line, candidates.length),
  }
}
