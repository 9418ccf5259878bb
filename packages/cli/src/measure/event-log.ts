/**
 * Events as JSON lines → devices. A log is read twice: outcomes before a device's first exposure are what was known before, and
 * lines are in no order.
 *
 *   {"device": "a1", "arm": "ranked", "event": "exposure", "time": "2026-11-02T10:00:00Z", "segments": {"platform": "phone"}}
 *   {"device": "a1", "event": "click", "time": "2026-11-02T10:00:07Z", "value": 1}
 */

import { COUNT } from '../../../measure/src/estimator/metric.ts'
import { MOST } from '../../../measure/src/estimator/tally.ts'
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { idOf, type Json, Malformed, objectOf, optionalId } from '../evaluate/log/event-fields.ts'
import { instantOf } from '../evaluate/log/time.ts'
import { jsonLine } from '../popularity/formats/json-line.ts'
import type { DeviceStore } from './device-store.ts'
import { printable } from './name.ts'

/** Events that say where a device is; all others are outcomes. */
const PLACES = ['assignment', 'exposure']
/** The count that exposures make. */
export const EXPOSURES = 'exposures'

export interface EventRules {
  /** Of lines that name one, those of others are left out. */
  readonly experiment: string | undefined
  /** Names that metrics need. */
  readonly counted: ReadonlySet<string>
  /** Of what was known before. */
  readonly days: number
}

export interface EventCounts {
  /** Outcomes of devices that were never exposed. */
  unexposed: number
  /** Of other experiments. */
  readonly others: Set<string>
}

function timeOf(line: Json): number {
  const at = instantOf(line['time'] ?? line['timestamp'])
  if (at === undefined) throw new Malformed('"time" is no time: write 2026-11-02T10:00:00Z, or milliseconds since 1970')
  return at
}

/** A number that can be summed. */
export function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number' && Math.abs(value) <= MOST) return value
  throw new Malformed(`"${name}" is no number of at most ${MOST}`)
}

function eventOf(line: Json): string {
  const { event } = line
  if (typeof event !== 'string' || !COUNT.test(event))
    throw new Malformed('"event" is no name of letters, digits and _')
  return event
}

/** Experiments of a log, of which one must be chosen: as many as are told. */
const MAX_OTHERS = 20

/** @param experiment the one that was chosen @param others to which the name is added, if it isn't that */
export function isOther(line: Json, experiment: string | undefined, others: Set<string>): boolean {
  const named = optionalId(line, 'experiment')
  if (named === undefined || named === experiment) return false
  if (others.size < MAX_OTHERS) others.add(printable(named, 'experiment'))
  return experiment !== undefined
}

function segmentsOf({ segments = {} }: Json): [dimension: string, segment: string][] {
  return Object.entries(objectOf(segments, '"segments"')).map(([dimension, segment]) => {
    if (typeof segment !== 'string' || !COUNT.test(dimension)) throw new Malformed('"segments" are names with texts')
    return [dimension, segment]
  })
}

/** The first time: who is in which arm, and since when. @returns whether it counted */
export function takePlace(store: DeviceStore, text: string, rules: EventRules, counts: EventCounts): boolean {
  const line = jsonLine(text)
  const event = eventOf(line)
  const at = timeOf(line)
  const id = idOf(line, 'device')
  const arm = optionalId(line, 'arm')
  if (!PLACES.includes(event)) numberOf(line['value'] ?? 1, 'value')
  else if (arm === undefined) throw new Malformed('"arm" is missing')
  // An outcome that names its arm tells of a device, whether its exposure arrived or not.
  if (arm === undefined || isOther(line, rules.experiment, counts.others)) return false
  const device = store.place(id, arm, segmentsOf(line))
  if (event !== 'exposure') return true
  store.expose(device, at)
  if (rules.counted.has(EXPOSURES)) store.add(device, EXPOSURES, 1)
  return true
}

/** The second time: what came of it. @returns whether it counted */
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
