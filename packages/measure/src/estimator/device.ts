/**
 * What an experiment recorded about one device. Devices are the unit of randomisation, so they are also the unit of
 * analysis.
 */
export interface Device {
  readonly arm: string
  /** Event counts since the first exposure, keyed by name; they must be finite. Missing names count as 0. */
  readonly counts: Readonly<Record<string, number>>
  /** The same counts for the days before the first exposure. */
  readonly before?: Readonly<Record<string, number>>
  /** Properties known before exposure: `{ platform: 'phone' }`. */
  readonly segments?: Readonly<Record<string, string>>
  /**
   * False for a device that was assigned to an arm but saw nothing that differs between the arms; it counts only in the
   * sample-ratio check. Default: true
   */
  readonly exposed?: boolean
}

/** Maximum arms of an experiment. */
export const MOST_ARMS = 20
/** Maximum dimensions for segments. */
export const MOST_DIMENSIONS = 8
/** Maximum segments per dimension. */
export const MOST_SEGMENTS = 50
