/**
 * Reads devices' exports and converts them to an experiment's counts per device. Each line is the output of
 * `exportData` or of `measure.summary`.
 */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { type Json, Malformed, objectOf } from '../evaluate/log/event-fields.ts'
import { LogError, linesOfFile } from '../evaluate/log/lines.ts'
import { printable } from '../measure/name.ts'

/** Maximum number of devices, because all of them are kept in memory. */
const MOST_DEVICES = 500_000
/** Maximum number of tallies accepted per device; a device itself keeps 40. */
const MOST_TALLIES = 40
const MOST_COUNTS = 40
/** Maximum value of a count. */
const MOST = 1e9
/** The latest valid ECMAScript date, in milliseconds since 1970. */
const LATEST = 8.64e15

export interface Exported extends Device {
  /** Time when the arm was assigned, in milliseconds since 1970. */
  readonly since: number
}

export interface Devices {
  readonly devices: readonly Exported[]
  /** Non-empty lines. */
  readonly lines: number
  readonly malformed: number
  /** Number of devices that were seen in two arms. They aren't counted in either arm. */
  readonly mixed: number
  /** Number of devices without an arm in this experiment. */
  readonly without: number
}

function parse(text: string): readonly unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Malformed("it isn't JSON: each line is a device, so write each export without line breaks")
  }
  const tallies = Array.isArray(parsed) ? parsed : objectOf(parsed, 'the line').tallies
  if (!Array.isArray(tallies))
    throw new Malformed(
      'it has no "tallies": write the output of exportData or measure.summary from a reader who consented to measurement',
    )
  if (tallies.length > MOST_TALLIES) throw new Malformed(`it has more than ${MOST_TALLIES} tallies`)
  return tallies
}

function countsOf(tally: Json, key: 'counts' | 'before'): Record<string, number> {
  const entries = Object.entries(objectOf(tally[key] ?? {}, `"${key}"`))
  const isRight = entries.every(([, count]) => typeof count === 'number' && Math.abs(count) <= MOST)
  if (!isRight || entries.length > MOST_COUNTS) throw new Malformed(`"${key}" has a value that isn't a count`)
  return Object.fromEntries(entries) as Record<string, number>
}

function deviceOf(value: unknown): Exported & { readonly experiment: unknown } {
  const tally = objectOf(value, 'a tally')
  const { experiment, arm, exposed, since } = tally
  if (typeof experiment !== 'string' || typeof arm !== 'string') throw new Malformed('a tally has no arm')
  if (typeof since !== 'number' || !(Math.abs(since) <= LATEST)) throw new Malformed('"since" is not a time')
  return {
    experiment,
    arm: printable(arm, 'arm'),
    counts: countsOf(tally, 'counts'),
    before: countsOf(tally, 'before'),
    exposed: typeof exposed === 'number',
    since,
  }
}

/**
 * @param file path, plain or gzipped; `-` is standard input
 * @param onMalformed receives the 1-based number of each skipped line, and the reason
 * @throws LogError if the file is unreadable, empty, or has too many devices
 */
export async function readDevices(
  file: string,
  experiment: string,
  onMalformed: (line: number, why: string) => void,
): Promise<Devices> {
  const devices: Exported[] = []
  const found = { lines: 0, malformed: 0, mixed: 0, without: 0 }
  const take = (text: string) => {
    const [own, other] = parse(text)
      .map(deviceOf)
      .filter((device) => device.experiment === experiment)
    if (other) found.mixed++
    else if (!own) found.without++
    else if (devices.length >= MOST_DEVICES)
      throw new LogError(`${file} has more than ${MOST_DEVICES.toLocaleString('en-GB')} devices: take a random sample`)
    else devices.push(own)
  }
  for await (const some of linesOfFile(file))
    for (const { number, text, fault } of some) {
      if (!fault && !text?.trim()) continue
      found.lines++
      try {
        if (fault) throw new Malformed(fault)
        take(text!.replace(/^\uFEFF/, ''))
      } catch (cause) {
        if (!(cause instanceof Malformed)) throw cause
        found.malformed++
        onMalformed(number, cause.message)
      }
    }
  if (!found.lines) throw new LogError(`${file} is empty`)
  return { devices, ...found }
}
