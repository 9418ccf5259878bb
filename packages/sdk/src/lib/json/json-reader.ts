import { own } from './own.ts'

/** Maximum length of a name in characters. */
export const MAX_NAME = 100
/** Maximum number of names in one list. */
const MAX_NAMES = 50

/** Reads and validates an object in a JSON file. Error messages say where in the file the error is. */
export class JsonReader {
  readonly #object: Readonly<Record<string, unknown>>
  readonly #place: string
  readonly #asked = new Set<string>()

  constructor(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new TypeError(`${place} must be an object`)
    this.#object = value as Readonly<Record<string, unknown>>
    this.#place = place
  }

  fail(name: string, write: string): never {
    throw new TypeError(`${this.#place}: write for ${name}: ${write}`)
  }

  /**
   * Rejects unknown properties, because a cap with a typo in its name would otherwise have no effect.
   *
   * @throws TypeError naming the first unknown property
   */
  end(): void {
    const name = Object.keys(this.#object).find((name) => !this.#asked.has(name))
    if (name !== undefined)
      throw new TypeError(
        `${this.#place}: there is no ${name.slice(0, MAX_NAME)}: write ${[...this.#asked].join(', ')}`,
      )
  }

  #get(name: string): unknown {
    this.#asked.add(name)
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined
  }

  /** Reads a nested object, if there is one. */
  inner<T>(name: string, read: (file: JsonReader) => T): T | undefined {
    const value = this.#get(name)
    return value === undefined ? undefined : whole(new JsonReader(value, `${this.#place}: ${name}`), read)
  }

  flag(name: string): boolean {
    const value = this.#get(name) ?? false
    return typeof value === 'boolean' ? value : this.fail(name, 'true or false')
  }

  number(name: string, least: number, most: number): number | undefined {
    const value = this.#get(name)
    if (value === undefined) return undefined
    return typeof value === 'number' && Number.isFinite(value)
      ? Math.min(most, Math.max(least, value))
      : this.fail(name, `a number from ${least} to ${most}`)
  }

  text(name: string, most: number): string | undefined {
    const value = this.#get(name)
    if (value === undefined) return undefined
    return typeof value === 'string' ? value.slice(0, most) : this.fail(name, 'a text')
  }

  matching(name: string, fits: (text: string) => boolean, write: string): string | undefined {
    const value = this.text(name, MAX_NAME)
    return value === undefined || fits(value) ? value : this.fail(name, write)
  }

  /** Reads a required id. Ids are never shortened, because showings are counted by id. */
  name(name: string): string {
    const value = this.#get(name)
    return isName(value) ? value : this.fail(name, `a text of 1 to ${MAX_NAME} characters without slashes`)
  }

  names(name: string): string[] | undefined {
    const value = this.#get(name)
    if (value === undefined) return undefined
    return Array.isArray(value) && value.length <= MAX_NAMES && value.every((each) => typeof each === 'string')
      ? value.map((each) => each.slice(0, MAX_NAME))
      : this.fail(name, `a list of at most ${MAX_NAMES} texts`)
  }

  list<T>(name: string, most: number, read: (file: JsonReader) => T): T[] {
    const value = this.#get(name)
    if (!Array.isArray(value) || value.length > most) return this.fail(name, `a list of at most ${most} objects`)
    return value.map((each, at) => whole(new JsonReader(each, `${this.#place}: ${name}[${at}]`), read))
  }

  /** Like {@link list}, but the field may be absent. */
  optionalList<T>(name: string, most: number, read: (file: JsonReader) => T): T[] | undefined {
    return this.#get(name) === undefined ? undefined : this.list(name, most, read)
  }

  table<T>(name: string, most: number, read: (file: JsonReader, key: string) => T): Record<string, T> | undefined {
    return this.inner(name, (inner) => {
      const keys = Object.keys(inner.#object)
      if (keys.length > most) this.fail(name, `at most ${most} entries`)
      // The object has no prototype, because a field may be called `constructor`.
      const table: Record<string, T> = Object.create(null)
      for (const key of keys) table[key.slice(0, MAX_NAME)] = read(inner, key)
      return table
    })
  }
}

/** @throws TypeError if the file contains a property that `read` didn't read */
function whole<T>(file: JsonReader, read: (file: JsonReader) => T): T {
  const value = read(file)
  file.end()
  // Without a prototype, an absent property stays absent, whatever `Object.prototype` contains.
  return value && typeof value === 'object' && !Array.isArray(value) ? own(value) : value
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME && !value.includes('/')

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Drops undefined properties, because optional properties must be absent rather than undefined. */
export const defined = <T extends object>(all: T): Defined<T> =>
  own(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))) as Defined<T>
