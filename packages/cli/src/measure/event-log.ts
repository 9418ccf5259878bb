/**
 * Converts events in JSON lines to devices. The log is read twice, because its lines may be in any order and outcomes
 * before a device's first exposure serve as covariates:
 *
 * {"device": "a1", "arm": "ranked", "event": "exposure", "time": "2026-11-02T10:00:00Z", "segments": {"platform":
 * "phone"}}
 * {"device": "a1", "event": "click", "time": "2026-11-02T10:00:07Z", "value": 1}
 */

import { COUNT } from '../../../measure/src/estimator/metric.ts'
import { MOST } from '../../../measure/src/estimator/tally.ts'
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { idOf, type Json, jsonLine, Malformed, objectOf, optionalId } from '../evaluate/log/event-fields.ts'
import { instantOf } from '../evaluate/log/time.ts'
import type { DeviceStore } from './device-store.ts'
import { printable } from './name.ts'

/** Events that assign a device to an arm; all others are outcomes. */
const PLACES = ['assignment', 'exposure']
/** The name under which exposures are counted. */
export const EXPOSURES = 'exposures'

export interface EventRules {
  /** The experiment to read; lines that name another experiment are skipped. */
  readonly experiment: string | undefined
  /** Names that metrics need. */
  readonly counted: ReadonlySet<string>
  /** Length of the period before exposure, in days. */
  readonly days: number
}

export interface EventCounts {
  /** Number of outcomes of devices that were never exposed. */
  unexposed: number
  /** Names of other experiments. */
  readonly others: Set<string>
}

function timeOf(line: Json): number {
  const at = instantOf(line['time'] ?? line['timestamp'])
  if (at === undefined)
    throw new Malformed('"time" is not a time: write 2026-11-02T10:00:00Z, or milliseconds since 1970')
  return at
}

/** Validates a number that can safely be summed. */
export function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number' && Math.abs(value) <= MOST) return value
  throw new Malformed(`"${name}" is not a number of at most ${MOST}`)
}

function eventOf(line: Json): string {
  const { event } = line
  if (typeof event !== 'string' || !COUNT.test(event))
    throw new Malformed('"event" is not a name of letters, digits and _')
  return event
}

/** Maximum number of other experiments whose names are listed. */
const MAX_OTHERS = 20

/** @param experiment the chosen experiment @param others collects the names of other experiments */
export function isOther(line: Json, experiment: string | undefined, others: Set<string>): boolean {
  const named = optionalId(line, 'experiment')
  if (named === undefined || named === experiment) return false
  if (others.size < MAX_OTHERS) others.add(printable(named, 'experiment'))
  return experiment !== undefined
}

function segmentsOf({ segments = {} }: Json): [dimension: string, segment: string][] {
  return Object.entries(objectOf(segments, '"segments"')).map(([dimension, segment]) => {
    if (typeof segment !== 'string' || !COUNT.test(dimension))
      throw new Malformed('"segments" must map names to strings')
    return [dimension, segment]
  })
}

/** First pass: records each device's arm and first exposure. @returns whether the line was counted */
export function takePlace(store: DeviceStore, text: string, rules: EventRules, counts: EventCounts): boolean {
  const line = jsonLine(text)
  const event = eventOf(line)
  const at = timeOf(line)
  const id = idOf(line, 'device')
  const arm = optionalId(line, 'arm')
  if (!PLACES.includes(event)) numberOf(line['value'] ?? 1, 'value')
  else if (arm === undefined) throw new Malformed('"arm" is missing')
  // An outcome that names its arm also records the device, in case its exposure was lost.
  if (arm === undefined || isOther(line, rules.experiment, counts.others)) return false
  const device = store.place(id, arm, segmentsOf(line))
  if (event !== 'exposure') return true
  store.expose(device, at)
  if (rules.counted.has(EXPOSURES)) store.add(device, EXPOSURES, 1)
  return true
}

/** Second pass: records outcomes. @returns whether the line was counted */
export function takeOutcome(store: DeviceStore, text: string, rules: EventRules, counts: EventCounts): boolean {
  const line = jsonLine(text)
  const event = eventOf(line)
  if (PLACES.includes(event) || !rules.counted.has(event)) return false
  const at = timeOf(line)
  const value = numberOf(line['value'] ?? 1, 'value')
  if (rules.experiment !== undefined && isOther(line, rules.experiment, counts.others)) return false
  const device = store.find(idOf(line, 'device'))
  const first = device === undefined ? undefined : store.firstExposure(device)
  if (device === undefined || first === undefined) {
    counts.unexposed++
    return false
  }
  if (at >= first) store.add(device, event, value)
  else if (at >= first - rules.days * DAY) store.add(device, event, value, 'before')
  else return false
  return true
}
