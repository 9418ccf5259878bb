/** Collects what only an audit needs from a log: providers, voices, tone, reader groups and the editors' order. */
import type { Json } from '../evaluate/log/event-fields.ts'

/** Names of the item fields that contain the provider, voices and tone. */
export interface FieldNames {
  readonly provider?: string | undefined
  readonly voice?: string | undefined
  readonly tone?: string | undefined
  /** Reader or list fields that define groups. */
  readonly groups: readonly string[]
}

export interface ItemExtras {
  readonly provider?: string | undefined
  readonly voice?: string | undefined
  readonly tone?: number | undefined
}

/** Common field names for an item's provider, in order of preference. */
const PROVIDERS = ['provider', 'publisher', 'agency', 'source']
/** Maximum characters in a name; anything longer is prose. */
const LONGEST = 100
/** Maximum distinct values per group field; a field with more doesn't describe a group. */
const MOST_VALUES = 1000

export class Extras {
  readonly #names: FieldNames
  readonly #items = new Map<string, ItemExtras>()
  readonly #readers = new Map<string, Map<string, string>>()
  readonly #lists = new Map<string, Map<string, string>>()
  readonly #pages = new Map<string, ReadonlyMap<string, number>>()
  readonly #values = new Map<string, Set<string>>()

  constructor(names: FieldNames) {
    this.#names = names
  }

  /** Whether at least one list records where its items were on the page. */
  get hasPages(): boolean {
    return this.#pages.size > 0
  }

  /** @param event as parsed by the log reader; invalid fields are ignored */
  take(event: Json): void {
    if (event.event === 'item') this.#item(String(event.item), fieldsOf(event))
    else if (event.event === 'user' && event.user !== undefined)
      this.#keep(this.#readers, String(event.user), fieldsOf(event))
    else if (event.event === 'ranking') {
      const id = String(event.id)
      this.#keep(this.#lists, id, fieldsOf(event))
      this.#page(id, objectsIn(event.items))
    }
  }

  itemOf(id: string): ItemExtras {
    return this.#items.get(id) ?? {}
  }

  /** Values recorded for the list override those recorded for its reader. */
  groupsOf(list: string, reader: string): ReadonlyMap<string, string> {
    return new Map([...(this.#readers.get(reader) ?? []), ...(this.#lists.get(list) ?? [])])
  }

  /** A list's item ids in the editors' order; undefined unless every item records its place. */
  pageOf(list: string, items: readonly string[]): string[] | undefined {
    const places = this.#pages.get(list)
    if (!places || items.some((id) => !places.has(id))) return undefined
    return [...items].sort((a, b) => places.get(a)! - places.get(b)!)
  }

  #item(id: string, fields: ReadonlyMap<string, unknown>): void {
    const { provider, voice = 'voice', tone = 'tone' } = this.#names
    const names = provider === undefined ? PROVIDERS : [provider]
    const found = fields.get(tone)
    const known = this.itemOf(id)
    this.#items.set(id, {
      provider: names.map((name) => textOf(fields.get(name))).find((text) => text !== undefined) ?? known.provider,
      voice: textOf(fields.get(voice)) ?? known.voice,
      tone: typeof found === 'number' && Math.abs(found) <= 1 ? found : known.tone,
    })
  }

  #keep(into: Map<string, Map<string, string>>, id: string, fields: ReadonlyMap<string, unknown>): void {
    for (const name of this.#names.groups) {
      const value = textOf(fields.get(name))
      if (value === undefined || !this.#isGroup(name, value)) continue
      into.set(id, (into.get(id) ?? new Map<string, string>()).set(name, value))
    }
  }

  #isGroup(name: string, value: string): boolean {
    const values = this.#values.get(name) ?? new Set<string>()
    this.#values.set(name, values)
    if (values.size < MOST_VALUES) values.add(value)
    return values.has(value)
  }

  #page(id: string, items: readonly Json[]): void {
    const places = new Map<string, number>()
    for (const { id, from } of items)
      if (typeof from === 'number' && Number.isFinite(from) && !places.has(String(id))) places.set(String(id), from)
    if (places.size && !this.#pages.has(id)) this.#pages.set(id, places)
  }
}

const objectsIn = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((each): each is Json => typeof each === 'object' && each !== null) : []

const fieldsOf = ({ fields }: Json) => new Map(objectsIn(fields).map(({ name, value }) => [String(name), value]))

/** If the value is an array, uses its first element. */
function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return ['string', 'number', 'boolean'].includes(typeof first) ? nameOf(String(first)) : undefined
}

/** Cleans a name for a report: trims it, and drops control and bidirectional characters. */
export function nameOf(text: string | undefined): string | undefined {
  return text?.replace(/\p{C}/gu, ' ').trim().slice(0, LONGEST) || undefined
}
