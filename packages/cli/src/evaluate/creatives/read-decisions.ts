/** Reads a log of creatives into a compact form, because a log may have millions of decisions. */
import { Malformed } from '../log/event-fields.ts'
import { type Line, LogError, linesOf, linesOfFile } from '../log/lines.ts'
import { decisionOf, type LoggedDecision } from './decision.ts'

/** The candidates of a slot. Decisions with the same candidates share one object. */
export interface Offer {
  /** The slot's index, from 0. */
  readonly slot: number
  readonly candidates: readonly string[]
  /** Index of each creative (K), unique across slots. The reward model keeps its counts by this index. */
  readonly arms: Uint32Array
}

export interface Decision {
  readonly offer: Offer
  /** Index of the context; 0 is the empty context. */
  readonly context: number
  /** Index of the user; a line that names no user has its own index. */
  readonly cluster: number
  readonly chosen: number
  readonly propensity: number
  readonly reward: number
  readonly policies: ReadonlyMap<string, Float64Array>
}

export interface DecisionLog {
  readonly decisions: readonly Decision[]
  readonly slots: readonly string[]
  /** Contexts in the order of their indices, each as a JSON list of name–value pairs; the first is ''. */
  readonly contexts: readonly string[]
  readonly arms: number
  readonly clusters: number
  /** Whether lines name users. */
  readonly named: boolean
  /** Names of the policies in the log. */
  readonly policies: readonly string[]
  /** First and last time in the log, in milliseconds since 1970; undefined if no line has a time. */
  readonly times: readonly [from: number, to: number] | undefined
  /** Malformed lines that were skipped. */
  readonly malformed: number
}

export interface DecisionListeners {
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** Receives the 1-based number of each skipped line, and the reason. */
  readonly onMalformed?: (line: number, why: string) => void
}

/** Maximum number of decisions; for a larger log, a sample of its users is enough. */
const MOST_DECISIONS = 1_000_000
/** Maximum total number of probabilities and candidates stored. */
const MOST_NUMBERS = 20_000_000
/** Maximum number of distinct contexts; any further contexts are treated as empty. */
const MOST_CONTEXTS = 100_000
const MOST_POLICIES = 20

/** Assigns indices to strings in order of first appearance. */
class Numbers {
  readonly #known = new Map<string, number>()

  get names(): string[] {
    return [...this.#known.keys()]
  }

  get count(): number {
    return this.#known.size
  }

  of(text: string): number {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const number = this.#known.size
    this.#known.set(text, number)
    return number
  }

  has(text: string): boolean {
    return this.#known.has(text)
  }
}

class Collector {
  readonly #decisions: Decision[] = []
  readonly #offers = new Map<string, Offer>()
  readonly #slots = new Numbers()
  readonly #arms = new Numbers()
  readonly #users = new Numbers()
  readonly #contexts = new Numbers()
  readonly #policies = new Numbers()
  #anonymous = 0
  #numbers = 0
  #malformed = 0
  #from = Number.POSITIVE_INFINITY
  #to = Number.NEGATIVE_INFINITY

  constructor() {
    this.#contexts.of('')
  }

  /** @returns why the line was skipped; undefined if it wasn't */
  take({ text, fault }: Line, name: string): string | undefined {
    let why = fault
    let decision: LoggedDecision | undefined
    try {
      if (text?.trim()) decision = decisionOf(JSON.parse(text))
    } catch (cause) {
      // The parser's message would quote the line, which may contain anything.
      why = cause instanceof Malformed ? cause.message : 'it is not JSON'
    }
    if (decision) this.#keep(decision, name)
    if (why !== undefined) this.#malformed++
    return why
  }

  #keep(decision: LoggedDecision, name: string): void {
    const { at, user, policies } = decision
    for (const policy of policies.keys()) this.#policies.of(policy)
    this.#numbers += policies.size * decision.candidates.length
    const kept = {
      offer: this.#offerOf(decision),
      context: this.#contextOf(decision.context),
      // Once the number of named users is known, lines without a user get the indices that follow.
      cluster: user === undefined ? -1 - this.#anonymous++ : this.#users.of(user),
      chosen: decision.chosen,
      propensity: decision.propensity,
      reward: decision.reward,
      policies,
    }
    this.#decisions.push(kept)
    if (at !== undefined) {
      this.#from = Math.min(this.#from, at)
      this.#to = Math.max(this.#to, at)
    }
    if (this.#decisions.length > MOST_DECISIONS || this.#numbers > MOST_NUMBERS)
      throw new LogError(
        `${name} is too large (${MOST_DECISIONS.toLocaleString('en')} lines, or ${MOST_NUMBERS.toLocaleString('en')} probabilities at most): use a sample of its users`,
      )
    if (this.#policies.count > MOST_POLICIES)
      throw new LogError(`${name} names more than ${MOST_POLICIES} policies: evaluate them in several runs`)
  }

  #offerOf({ slot, candidates }: LoggedDecision): Offer {
    const key = JSON.stringify([slot, candidates])
    let offer = this.#offers.get(key)
    if (!offer) {
      this.#numbers += candidates.length
      const arms = Uint32Array.from(candidates, (id) => this.#arms.of(JSON.stringify([slot, id])))
      this.#offers.set(key, (offer = { slot: this.#slots.of(slot), candidates, arms }))
    }
    return offer
  }

  #contextOf(text: string): number {
    return this.#contexts.has(text) || this.#contexts.count < MOST_CONTEXTS ? this.#contexts.of(text) : 0
  }

  finish(name: string): DecisionLog {
    if (!this.#decisions.length)
      throw new LogError(
        `${name} has no decisions: a line is {"slot": "hero", "candidates": ["a", "b"], "chosen": "a", "propensity": 0.5, "reward": 0}${
          this.#malformed ? `; ${this.#malformed} lines were left out as wrong` : ''
        }`,
      )
    const named = this.#users.count
    const decisions = this.#decisions.map((each) =>
      each.cluster < 0 ? { ...each, cluster: named - 1 - each.cluster } : each,
    )
    return {
      decisions,
      slots: this.#slots.names,
      contexts: this.#contexts.names,
      arms: this.#arms.count,
      clusters: named + this.#anonymous,
      named: named > 0,
      policies: this.#policies.names,
      times: this.#from <= this.#to ? [this.#from, this.#to] : undefined,
      malformed: this.#malformed,
    }
  }
}

async function collect(
  lines: AsyncIterable<Line[]>,
  name: string,
  { onMalformed }: DecisionListeners,
): Promise<DecisionLog> {
  const collector = new Collector()
  for await (const some of lines)
    for (const line of some) {
      const why = collector.take(line, name)
      if (why !== undefined) onMalformed?.(line.number, why)
    }
  return collector.finish(name)
}

/**
 * Reads a creatives log, one JSON object per line (docs/evaluate.md). Keeps only one line of text in memory at a time.
 *
 * @param file path, plain or gzipped; `-` is standard input
 * @throws LogError if the file is unreadable, has no decisions, or has too many
 */
export function readDecisions(file: string, listeners: DecisionListeners = {}): Promise<DecisionLog> {
  return collect(linesOfFile(file, listeners.onProgress), file === '-' ? 'standard input' : file, listeners)
}

/** Like {@link readDecisions}, for bytes in memory. */
export function parseDecisions(
  chunks: Iterable<Uint8Array>,
  name: string,
  listeners: DecisionListeners = {},
): Promise<DecisionLog> {
  return collect(linesOf(chunks, name), name, listeners)
}
