/**
 * Stores the data of each device while a log is read, in numeric columns without names. Devices are keyed by 53 bits of
 * a salted hash; the salt is discarded when the process ends.
 */
import { type Device, MOST_DIMENSIONS } from '../../../measure/src/estimator/device.ts'
import { LogError } from '../evaluate/log/lines.ts'
import { readerHashes } from '../popularity/reader-set.ts'
import { printable } from './name.ts'

/**
 * Maximum number of devices per run. With this many, the probability of a collision in 53 bits is 1 in 4,000. More
 * devices need a database (--sql).
 */
export const MAX_DEVICES = 2_000_000
/** Maximum stored numbers: 320 MB. */
const MAX_CELLS = 40_000_000
const NONE = 0
/** Marks a device that was seen in two arms, or in two segments of one dimension. */
const MIXED = 255

/** Whether a count covers the time since the first exposure or the days before it. */
export type When = 'since' | 'before'

/** Assigns small integers to names, starting with 1. */
class Names {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = ['']
  readonly #what: string

  constructor(what: string) {
    this.#what = what
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    printable(name, this.#what)
    if (this.#names.length === MIXED)
      throw new LogError(`there are more than ${MIXED - 1} names of ${this.#what}s: group them`)
    this.#numbers.set(name, this.#names.length)
    return this.#names.push(name) - 1
  }

  get names(): readonly string[] {
    return this.#names.slice(1)
  }

  nameOf(number: number): string {
    return this.#names[number]!
  }
}

/** A numeric column that grows with the number of devices. */
class Column<Numbers extends Uint8Array | Float64Array> {
  #numbers: Numbers
  readonly #make: (length: number) => Numbers

  constructor(make: (length: number) => Numbers) {
    this.#make = make
    this.#numbers = make(1024)
  }

  get(device: number): number {
    return this.#numbers[device] ?? 0
  }

  set(device: number, value: number): void {
    if (device >= this.#numbers.length) {
      const longer = this.#make(2 * (device + 1))
      longer.set(this.#numbers as never)
      this.#numbers = longer
    }
    this.#numbers[device] = value
  }
}

const bytes = () => new Column((length) => new Uint8Array(length))
const doubles = () => new Column((length) => new Float64Array(length))

/** Sets a device's value. If a different value was set before, marks the device as mixed. */
function mark(column: Column<Uint8Array>, device: number, number: number): void {
  const known = column.get(device)
  column.set(device, known === NONE || known === number ? number : MIXED)
}

export class DeviceStore {
  readonly #hash = readerHashes()
  readonly #devices = new Map<number, number>()
  readonly #arms = new Names('arm')
  readonly #armOf = bytes()
  readonly #counts = { since: new Map<string, Column<Float64Array>>(), before: new Map<string, Column<Float64Array>>() }
  readonly #segments = new Map<string, { readonly names: Names; readonly of: Column<Uint8Array> }>()
  /** Milliseconds since 1970. */
  readonly #first = doubles()
  readonly #exposed = bytes()
  readonly #most: number

  /** @param counted number of metric counts */
  constructor(counted: number) {
    // Each count has two columns (since and before exposure). The other three columns are the arm, the first exposure
    // and a flag for exposed devices.
    this.#most = Math.min(MAX_DEVICES, Math.floor(MAX_CELLS / (2 * counted + 3)))
  }

  get size(): number {
    return this.#devices.size
  }

  /** @returns undefined for an unknown device */
  find(name: string): number | undefined {
    return this.#devices.get(this.#keyOf(name))
  }

  /** @throws LogError if there are more devices than a run can hold */
  #device(name: string): number {
    const key = this.#keyOf(name)
    const known = this.#devices.get(key)
    if (known !== undefined) return known
    if (this.size >= this.#most)
      throw new LogError(
        `there are more than ${this.size.toLocaleString('en')} devices: load them into a database, and query it with --sql duckdb`,
      )
    this.#devices.set(key, this.size)
    return this.size - 1
  }

  #keyOf(name: string): number {
    const [high, low] = this.#hash(name)
    return (high & 0x1fffff) * 2 ** 32 + low
  }

  /**
   * Records a device's arm and all its segments, or nothing if that would exceed a limit.
   *
   * @returns the device's index, which is needed to store further values
   */
  place(name: string, arm: string, segments: Iterable<readonly [dimension: string, segment: string]> = []): number {
    const armNumber = this.#arms.numberOf(arm)
    const marks = [...segments].map(([dimension, segment]) => {
      const known = this.#dimension(dimension)
      return [known.of, known.names.numberOf(segment)] as const
    })
    const device = this.#device(name)
    mark(this.#armOf, device, armNumber)
    for (const [column, number] of marks) mark(column, device, number)
    return device
  }

  #dimension(name: string) {
    let known = this.#segments.get(name)
    if (!known) {
      if (this.#segments.size >= MOST_DIMENSIONS)
        throw new LogError(`there are more than ${MOST_DIMENSIONS} dimensions of segments: leave some out`)
      known = { names: new Names(name), of: bytes() }
      this.#segments.set(name, known)
    }
    return known
  }

  /** @param at milliseconds since 1970, if known */
  expose(device: number, at = 0): void {
    const first = this.firstExposure(device)
    this.#exposed.set(device, 1)
    if (first === undefined || at < first) this.#first.set(device, at)
  }

  /** Undefined if not exposed yet. */
  firstExposure(device: number): number | undefined {
    return this.#exposed.get(device) ? this.#first.get(device) : undefined
  }

  add(device: number, name: string, value: number, when: When = 'since'): void {
    const columns = this.#counts[when]
    let column = columns.get(name)
    if (!column) columns.set(name, (column = doubles()))
    column.set(device, column.get(device) + value)
  }

  /** Every arm named in the log. */
  get arms(): readonly string[] {
    return this.#arms.names
  }

  /** Number of devices that were seen in two arms. They aren't counted in either arm. */
  get mixed(): number {
    let count = 0
    for (let device = 0; device < this.size; device++) if (this.#armOf.get(device) === MIXED) count++
    return count
  }

  *devices(): Generator<Device> {
    const read = (columns: ReadonlyMap<string, Column<Float64Array>>, device: number) =>
      Object.fromEntries([...columns].map(([name, column]) => [name, column.get(device)]))
    for (let device = 0; device < this.size; device++) {
      const arm = this.#armOf.get(device)
      if (arm === NONE || arm === MIXED) continue
      const segments: Record<string, string> = Object.create(null)
      for (const [dimension, { names, of }] of this.#segments) {
        const segment = of.get(device)
        if (segment !== NONE && segment !== MIXED) segments[dimension] = names.nameOf(segment)
      }
      yield {
        arm: this.#arms.nameOf(arm),
        counts: read(this.#counts.since, device),
        before: read(this.#counts.before, device),
        segments,
        exposed: this.#exposed.get(device) === 1,
      }
    }
  }
}
