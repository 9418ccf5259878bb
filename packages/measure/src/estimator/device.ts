/** All that an experiment has seen of a device. Devices are what is drawn by the coin, so they are what is counted. */
export interface Device {
  readonly arm: string
  /** How often each thing happened since the device was first exposed, by name: finite numbers. What is missing is 0. */
  readonly counts: Readonly<Record<string, number>>
  /** The same in the days before. */
  readonly before?: Readonly<Record<string, number>>
  /** What was known of it before it was exposed: `{ platform: 'phone' }`. */
  readonly segments?: Readonly<Record<string, string>>
  /** False of a device that tossed the coin and saw nothing that the arms differ in: it counts in the sample-ratio check alone. Default: true */
  readonly exposed?: boolean
}

/** Arms of an experiment. */
export const MOST_ARMS = 20
/** Ways to divide devices. */
export const MOST_DIMENSIONS = 8
/** Segments of each. */
export const MOST_SEGMENTS = 50
