/** Reads an experiment's log or table and converts it to devices, keeping only one line of text in memory at a time. */
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
  /** The ε that was used to randomise the bits. */
  readonly epsilon: number | undefined
}

export interface ReadListeners {
  /**
   * Receives the number of bytes read so far from the file on disk, and the total, which is undefined for standard
   * input.
   */
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** Receives the 1-based number of each skipped line, and the reason. */
  readonly onMalformed?: (line: number, why: string) => void
}

export interface Reading {
  readonly kind: Kind
  readonly devices: Iterable<Device>
  /** Every arm named in the log. */
  readonly arms: readonly string[]
  /** Non-empty lines. */
  lines: number
  /** Malformed lines that were skipped. */
  malformed: number
  /** Number of devices that were seen in two arms. They aren't counted in either arm. */
  mixed: number
  /** Number of outcomes of devices that were never exposed. */
  unexposed: number
}

/** Detects the format from the first line. */
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

/** Passes each line to `take`. @returns how many lines there were of each kind */
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

/** @throws UsageError if the log has several experiments and none was selected */
function expectOne(file: string, { experiment }: EventRules, others: ReadonlySet<string>): void {
  if (experiment === undefined && others.size > 1)
    throw new UsageError(
      `${file} has several experiments: write --experiment and one of ${[...others].sort().join(', ')}`,
    )
}

/**
 * @param file path, plain or gzipped; `-` is standard input, which can't be used for an event log, because event logs
 * are read twice
 * @throws LogError if the file can't be read, is empty, or has more devices than a run can hold
 * @throws UsageError if an option is missing
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
        throw new UsageError('a log of events is read twice: save it to a file, and give its name')
      if (kind === 'bits' && options.epsilon === undefined)
        throw new UsageError(
          `${name} has randomised bits: write --epsilon and the ε that they were sent with, for example --epsilon 1`,
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
    // Malformed lines were reported in the first pass.
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
