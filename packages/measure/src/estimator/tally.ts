/** Aggregates devices into statistics by arm and segment. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { type Device, MOST_ARMS, MOST_DIMENSIONS, MOST_SEGMENTS } from './device.ts'
import { type Metric, numbersOf } from './metric.ts'
import { Moments } from './moments.ts'

export interface ArmTally {
  /** Assigned devices. */
  assigned: number
  /** Exposed devices. */
  exposed: number
  /** By metric, in order. */
  readonly metrics: readonly Moments[]
  /** The largest value from a single device, keyed by metric; 0 for metrics that count a device at most once. */
  readonly most: number[]
}

/** Maximum count or value for a single device. */
export const MOST = 1e12

/** Maps arms to moments of the first metric. */
export type SegmentTally = ReadonlyMap<string, Moments>

export interface Tally {
  readonly arms: ReadonlyMap<string, ArmTally>
  /** Dimension → segment → arm. */
  readonly segments: ReadonlyMap<string, ReadonlyMap<string, SegmentTally>>
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

type Numbers = ReturnType<typeof numbersOf>

/** @throws InklingMisuse on invalid numbers, and on too many arms or segments */
export function tallyOf(devices: Iterable<Device>, metrics: readonly Metric[]): Tally {
  const arms = new Map<string, ArmTally>()
  const segments = new Map<string, Map<string, Map<string, Moments>>>()
  for (const device of devices) {
    const arm = entryOf(arms, device.arm, () => {
      assertUsage(
        arms.size < MOST_ARMS,
        `there are more than ${MOST_ARMS} arms: arm is the name of a version, not of a device`,
      )
      return { assigned: 0, exposed: 0, metrics: metrics.map(() => new Moments()), most: metrics.map(() => 0) }
    })
    arm.assigned++
    if (device.exposed === false) continue
    arm.exposed++
    for (const [m, metric] of metrics.entries()) {
      const numbers = numbersOf(metric, device)
      assertUsage(
        numbers.every((each) => Number.isFinite(each) && Math.abs(each) <= MOST),
        `what is counted of a device is a number of at most ${MOST}: see ${metric.name}`,
      )
      arm.metrics[m]!.add(...numbers)
      if (!metric.has) arm.most[m] = Math.max(arm.most[m]!, Math.abs(numbers[0]))
      if (m === 0) addToSegments(segments, device, numbers)
    }
  }
  return { arms, segments }
}

function addToSegments(all: Map<string, Map<string, Map<string, Moments>>>, device: Device, numbers: Numbers): void {
  for (const [dimension, segment] of Object.entries(device.segments ?? {})) {
    const known = entryOf(all, dimension, () => {
      assertUsage(
        all.size < MOST_DIMENSIONS,
        `there are more than ${MOST_DIMENSIONS} dimensions of segments: leave some out`,
      )
      return new Map<string, Map<string, Moments>>()
    })
    const arms = entryOf(known, segment, () => {
      assertUsage(known.size < MOST_SEGMENTS, `${dimension} has more than ${MOST_SEGMENTS} segments: group them`)
      return new Map<string, Moments>()
    })
    entryOf(arms, device.arm, () => new Moments()).add(...numbers)
  }
}
