/** Reads a log in Metarank's event format (docs.metarank.ai, "event schema") and extracts its items and lists. */
import type { Item } from '../../../../sdk/src/types.ts'
import { arrayOf, idOf, isShuffled, type Json, Malformed, objectOf, optionalId, timeOf } from './event-fields.ts'
import { type Line, LogError, linesOf, linesOfFile } from './lines.ts'
import { FIELDS, type FieldValue, itemOf, usableValue } from './log-item.ts'
import { Outcomes } from './outcomes.ts'

export { LogError }

/** One list as shown to a user. */
export interface List {
  readonly id: string
  readonly user: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Unique ids, in the order shown. */
  readonly items: readonly string[]
  /** Ids of the items with at least one interaction other than a refusal. */
  readonly clicked: ReadonlySet<string>
  /** Type of each clicked item's last interaction. */
  readonly kinds: ReadonlyMap<string, string>
  /** Time of each clicked item's first interaction, in milliseconds since 1970. */
  readonly clickedAt: ReadonlyMap<string, number>
  /** Active seconds of the longest visit to each clicked item, if logged. */
  readonly seconds: ReadonlyMap<string, number>
  /** Time at which each item was hidden or otherwise refused. */
  readonly dismissedAt: ReadonlyMap<string, number>
  /** Whether the order was random, as it is for the share of lists that an experiment shuffles. */
  readonly shuffled?: true
}

/** Counts of unusable input, by reason. */
export interface LogProblems {
  /** Lines skipped because they are not valid events. */
  readonly malformed: number
  /** Events of kinds that offline evaluation ignores, such as Metarank's `user`. */
  readonly otherEvents: number
  /** Ranking events skipped because they repeat an earlier id. */
  readonly repeatedLists: number
  /** Interactions skipped because they name no ranking, or an unknown one. */
  readonly unknownList: number
  /** Interactions skipped because the item isn't in their list. */
  readonly notInList: number
  /** Items that were shown although no event describes them. */
  readonly undescribedItems: number
}

export interface Log {
  /** By id. */
  readonly items: ReadonlyMap<string, Item>
  /** In chronological order; lists with equal times are in file order. */
  readonly lists: readonly List[]
  readonly problems: LogProblems
}

export interface LogListeners {
  /** Receives the number of bytes read from the file on disk, and the total, which is undefined for standard input. */
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** Selects the events to read; other events aren't counted anywhere. By default, all events are read. */
  readonly keeps?: (event: Json) => boolean
  /** Receives each accepted event as it was logged, so that additional fields can be read from it. */
  readonly onEvent?: (event: Json) => void
  /** Receives the 1-based number of each skipped line, and the reason: "line 7 is left out: it is not JSON". */
  readonly onMalformed?: (line: number, why: string) => void
}

interface OpenList {
  readonly id: string
  readonly user: string
  readonly at: number
  readonly items: ReadonlySet<string>
  readonly shuffled?: true
}

/** Collects events in any order and joins them at the end. */
class Collector {
  readonly #fields = new Map<string, Map<string, { readonly value: FieldValue | undefined; readonly at: number }>>()
  readonly #lists = new Map<string, OpenList>()
  readonly #interactions = new Outcomes()
  readonly #problems = {
    malformed: 0,
    otherEvents: 0,
    repeatedLists: 0,
    unknownList: 0,
    notInList: 0,
    undescribedItems: 0,
  }

  readonly #onEvent: LogListeners['onEvent']
  readonly #keeps: LogListeners['keeps']

  constructor({ onEvent, keeps }: LogListeners) {
    this.#onEvent = onEvent
    this.#keeps = keeps
  }

  /** @returns why the line was skipped; undefined if it wasn't */
  take({ text, fault }: Line): string | undefined {
    let why = fault
    try {
      if (text?.trim()) this.#event(JSON.parse(text))
    } catch (cause) {
      // The parser's message would quote the line, which may contain anything.
      why = cause instanceof Malformed ? cause.message : 'it is not JSON'
    }
    if (why !== undefined) this.#problems.malformed++
    return why
  }

  #event(parsed: unknown): void {
    const event = objectOf(parsed, 'the line')
    if (this.#keeps && typeof event.event === 'string' && !this.#keeps(event)) return
    if (event.event === 'item') this.#item(event)
    else if (event.event === 'ranking') this.#ranking(event)
    else if (event.event === 'interaction') this.#interactions.take(event)
    else if (typeof event.event === 'string') this.#problems.otherEvents++
    else throw new Malformed('"event" is missing')
    this.#onEvent?.(event)
  }

  #item(event: Json): void {
    const id = idOf(event, 'item')
    const at = timeOf(event)
    const told = arrayOf(event, 'fields').map((each) => {
      const { name, value } = objectOf(each, 'a field')
      if (typeof name !== 'string' || value === undefined) throw new Malformed('a field lacks its name or value')
      return { name, value: usableValue(name, value) }
    })
    let fields = this.#fields.get(id)
    if (!fields) this.#fields.set(id, (fields = new Map()))
    for (const { name, value } of told) {
      if (!FIELDS.has(name)) continue
      const known = fields.get(name)
      if (!known || known.at <= at) fields.set(name, { value, at })
    }
  }

  #ranking(event: Json): void {
    const id = idOf(event, 'id')
    const user = optionalId(event, 'user') ?? optionalId(event, 'session')
    if (user === undefined) throw new Malformed('"user" and "session" are missing')
    if (!Array.isArray(event.items)) throw new Malformed('"items" is not a list')
    const items = new Set(event.items.map((each) => idOf(objectOf(each, 'an item'), 'id')))
    const list = { id, user, at: timeOf(event), items, ...(isShuffled(event) && { shuffled: true as const }) }
    if (this.#lists.has(id)) this.#problems.repeatedLists++
    else this.#lists.set(id, list)
  }

  finish(name: string): Log {
    const outcomes = this.#interactions.join((list) => this.#lists.get(list)?.items)
    this.#problems.unknownList = outcomes.unknownList
    this.#problems.notInList = outcomes.notInList
    const lists = [...this.#lists.values()]
      .sort((a, b) => a.at - b.at)
      .map((list): List => {
        const outcome = outcomes.of(list.id)
        return { ...list, ...outcome, items: [...list.items], clicked: new Set(outcome.kinds.keys()) }
      })
    if (!lists.some((list) => list.clicked.size)) throw new LogError(this.#nothingClicked(name))
    const items = new Map<string, Item>()
    for (const [id, fields] of this.#fields) {
      const values = new Map<string, FieldValue>()
      for (const [field, { value }] of fields) if (value !== undefined) values.set(field, value)
      items.set(id, itemOf(id, values))
    }
    const shown = new Set(lists.flatMap((list) => list.items))
    for (const id of shown) if (!items.has(id)) this.#problems.undescribedItems++
    return { items, lists, problems: { ...this.#problems } }
  }

  #nothingClicked(name: string): string {
    const { malformed, unknownList, notInList } = this.#problems
    const lost = [
      malformed && `${malformed} lines were left out as malformed`,
      unknownList && `${unknownList} interactions name no ranking of this log`,
      notInList && `${notInList} interactions name an item that their ranking doesn't have`,
    ].filter(Boolean)
    return (
      `no list in ${name} was clicked: evaluation needs events of the kind "ranking", and events of the kind ` +
      `"interaction" whose "ranking" is such an event's "id" and whose "item" is one of its "items" ` +
      `(there were ${this.#lists.size} rankings and ${this.#interactions.count} interactions` +
      `${lost.map((each) => `; ${each}`).join('')})`
    )
  }
}

async function collect(lines: AsyncIterable<Line[]>, name: string, listeners: LogListeners): Promise<Log> {
  const { onMalformed } = listeners
  const collector = new Collector(listeners)
  for await (const some of lines) {
    for (const line of some) {
      const why = collector.take(line)
      if (why !== undefined) onMalformed?.(line.number, why)
    }
  }
  return collector.finish(name)
}

/**
 * Reads a log in Metarank's event format, with one JSON object per line, in any order. The events are `item` (fields of
 * an item; later values win), `ranking` (a list shown to a user) and `interaction` (such as a click on an item of a
 * list, or its purchase; every type counts as a click except `dismiss`, `hide`, `dislike` and `report`). If an event
 * names no user, its session is used instead. Keeps only one line of text in memory at a time.
 *
 * @param file path, plain or gzipped; `-` is standard input
 * @throws LogError if the file can't be read, or if nothing in its lists was clicked
 */
export function readLog(file: string, listeners: LogListeners = {}): Promise<Log> {
  return collect(linesOfFile(file, listeners.onProgress), file === '-' ? 'standard input' : file, listeners)
}

/** Like {@link readLog}, for bytes in memory. @param name the log's name, used in messages */
export function parseLog(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  name: string,
  listeners: LogListeners = {},
): Promise<Log> {
  return collect(linesOf(chunks, name), name, listeners)
}
