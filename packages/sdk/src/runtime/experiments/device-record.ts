/**
 * The data that experiments store on the device: its random number and its tallies. Tabs share this data, so each
 * change is applied to the stored state.
 */

import { assertUsage } from '../../lib/errors/assert-usage.ts'
import { newSeed } from '../../measurement/experiments/hash-to-unit.ts'
import type { Tally } from '../../types.ts'
import { DEVICE_KEY, readExperimentData, storeExperimentData } from '../../web-storage/experiment-data.ts'

export interface Kept {
  readonly seed: string
  /** Time at which the last page view began, in milliseconds since 1970. */
  readonly last?: number
  readonly tallies: readonly Tally[]
}

export interface DeviceRecord {
  /** The device's random number. It is never sent. */
  readonly seed: string
  readonly tallies: readonly Tally[]
  /**
   * Applies a change to the stored record. If the record is missing or has a different random number, everything has
   * been erased in the meantime, and nothing is stored.
   *
   * @returns whether the change was stored
   */
  change(change: (kept: Kept) => Partial<Kept>): boolean
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= 64
const numbers = (value: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object(value))
      .filter(([name, count]) => isName(name) && Number.isFinite(count))
      .slice(0, 40),
  ) as Record<string, number>

/** Validates stored data, because other scripts can write to it. Incomplete tallies are dropped. */
function tallyOf(value: unknown): Tally[] {
  const { experiment, arm, since, exposed, told, counts, before } = Object(value) as Record<string, unknown>
  if (!isName(experiment) || !isName(arm) || !Number.isFinite(since)) return []
  const first = Number.isFinite(exposed) && { exposed: exposed as number }
  const bit = (told === 0 || told === 1) && ({ told } as const)
  return [
    { experiment, arm, since: since as number, ...first, ...bit, counts: numbers(counts), before: numbers(before) },
  ]
}

function read(): Kept | undefined {
  const { seed, last, tallies } = Object(readExperimentData(DEVICE_KEY)) as Record<string, unknown>
  if (typeof seed !== 'string' || !/^[\da-f]{16}$/.test(seed)) return undefined
  const known = Array.isArray(tallies) ? tallies.slice(-40).flatMap(tallyOf) : []
  return { seed, ...(Number.isFinite(last) && { last: last as number }), tallies: known }
}

/**
 * @returns undefined if nothing can be stored, because a device that got a new random number on each page would keep
 * changing arms
 */
export function openRecord(): DeviceRecord | undefined {
  const first = read() ?? { seed: newSeed(), tallies: [] }
  if (!storeExperimentData(DEVICE_KEY, first)) return undefined
  const { seed } = first
  let { tallies } = first
  return {
    seed,
    // Another tab may have added counts in the meantime.
    get tallies() {
      const kept = read()
      return kept?.seed === seed ? kept.tallies : tallies
    },
    change(change) {
      const kept = read()
      if (kept?.seed !== seed) return false
      const next = { ...kept, ...change(kept) }
      tallies = next.tallies
      return storeExperimentData(DEVICE_KEY, next)
    },
  }
}

/** @throws InklingMisuse if the name can't be used in reports, or if the value isn't a finite number */
export function checkConversion(name: string, value: number): void {
  assertUsage(
    /^[a-z]\w{0,39}$/i.test(name) && Number.isFinite(value),
    "write convert('subscribe', 9.5): a name of letters, digits and _, and a number",
  )
}
