/** A log or table of an experiment → devices. One line of it is held as text. */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { Malformed } from '../evaluate/log/event-fields.ts'
import { type Line, LogError, linesOfFile } from '../evaluate/log/lines.ts'
import { UsageError } from '../terminal/usage.ts'
import { BitCounts } from './bit-log.ts'
import { DeviceStore } from './device-store.ts'
import { tableOf } from './device-table.ts'
import { type EventCounts, type EventRules, takeOutcome, takePlace } from './event-log.ts'

export type Kind = 'events' | 'devices' | 'bits'

export interface ReadOptions extends EventRules {
  /** Of randomised bits. */
  readonly epsilon: number | undefined
}

export interface ReadListeners {
  /** Bytes read of the file as it lies on disk; the total of standard input is undefined. */
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** A line that is left out, by its number from 1, and why. */
  readonly onMalformed?: (line: number, why: string) => void
}

export interface Reading {
  readonly kind: Kind
  readonly devices: Iterable<Device>
  /** All that were named. */
  readonly arms: readonly string[]
  /** Lines with something in them. */
  lines: number
  /** Lines left out because they are wrong. */
  malformed: number
  /** Devices in two arms, which are in neither. */
  mixed: number
  /** Outcomes of devices that were never exposed. */
  unexposed: number
}

/** Told by the first line. */
function kindOf(text: string): Kind {
  if (
    !text
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('{')
  )
    return 'devices'
  return /"bit"\s*:/.test(text) ? 'bits' : 'events'
}

type Take = (text: string) => void

/** Hands each line to `take`. @returns what became of them */
async function readLines(
  lines: AsyncIterable<readonly Line[]>,
  take: Take,
  onMalformed: ReadListeners['onMalformed'],
): Promise<{ lines: number; malformed: number }> {
  const summary = { lines: 0, malformed: 0 }
  const leaveOut = (number: number, why: string) => {
    summary.malformed++
    onMalformed?.(number, why)
  }
  for await (const some of lines)
    for (const { number, text, fault } of some) {
      if (fault) leaveOut(number, fault)
      if (!text?.trim()) continue
      summary.lines++
      try {
        take(number === 1 ? text.replace(/^\uFEFF/, '') : text)
      } catch (cause) {
        if (!(cause instanceof Malformed)) throw cause
        leaveOut(number, cause.message)
      }
    }
  return summary
}

/** A log of several experiments has no devices of its own. */
function expectOne(file: string, { experiment }: EventRules, others: ReadonlySet<string>): void {
  if (experiment === undefined && others.size > 1)
    throw new UsageError(
      `${file} tells of several experiments: write --experiment and one of ${[...others].sort().join(', ')}`,
    )
}

/**
 * @param file a path, plain or packed with gzip; `-` is standard input, which can't be read twice as events must be
 * @throws LogError when it can't be read, is empty, or has more devices than a run keeps
 * @throws UsageError when something must be said to read it
 */
export async function read(file: string, options: ReadOptions, listeners: ReadListeners = {}): Promise<Reading> {
  const name = file === '-' ? 'standard input' : file
  const { onProgress, onMalformed } = listeners
  let take: Take | undefined
  let kind: Kind | undefined
  const store = new DeviceStore(options.counted.size)
  const bits = new BitCounts()
  const counts: EventCounts = { unexposed: 0, others: new Set() }
  const summary = await readLines(
    linesOfFile(file, onProgress),
    (text) => {
      if (take) return take(text)
      kind = kindOf(text)
      if (kind === 'devices') {
        const takeRow = tableOf(text, name, options.counted, options.days > 0)
        take = (row) => takeRow(store, row)
        return
      }
      if (kind === 'events' && file === '-')
        throw new UsageError('a log of events is read twice: write it into a file, and name that')
      if (kind === 'bits' && options.epsilon === undefined)
        throw new UsageError(
          `${name} has randomised bits: write --epsilon and the ε that they were sent with, say --epsilon 1`,
        )
      take =
        kind === 'bits'
          ? (line) => bits.take(line, options.experiment, counts.others)
          : (line) => takePlace(store, line, options, counts)
      take(text)
    },
    onMalformed,
  )
  if (!kind) throw new LogError(`${name} is empty`)
  expectOne(name, options, counts.others)
  if (kind !== 'bits' && options.epsilon !== undefined)
    throw new UsageError(`--epsilon is for randomised bits, and ${name} has none: leave it out`)
  if (kind === 'events')
    // What is wrong was told the first time.
    await readLines(linesOfFile(file, onProgress), (line) => takeOutcome(store, line, options, counts), undefined)
  return {
    ...summary,
    kind,
    devices: kind === 'bits' ? bits.devices(options.epsilon!) : store.devices(),
    arms: kind === 'bits' ? bits.arms : store.arms,
    mixed: store.mixed,
    unexposed: counts.unexposed,
  }
}
