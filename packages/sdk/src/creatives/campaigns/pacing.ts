/** Pacing: gives each campaign its agreed share of a slot's showings. */

/**
 * The fractional part of the golden ratio. Its multiples modulo 1 form a low-discrepancy sequence in the unit interval.
 */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * A number in [0, 1) that decides whose turn it is. The turns of each device are spread evenly, so shares are reached
 * after a few showings. Devices start at different offsets, so shares across all devices are reached from the first
 * showing on. The same showing always results in the same turn, so reloading the page doesn't cause another draw.
 *
 * @param toss this device's random whole number from 0 to 255, which is the same on thousands of devices
 * @param count number of showings in the slot so far
 */
export const turnOf = (toss: number, count: number): number => ((toss + 0.5) / 256 + count * GOLDEN) % 1

/** A campaign with a share. */
export interface Paced {
  readonly campaign: string
  /** 0 to 1 */
  readonly share: number
}

/** Factor by which shares are scaled down if they sum to more than 1. */
function factorOf(paced: readonly Paced[]): number {
  return (
    1 /
    Math.max(
      1,
      paced.reduce((sum, { share }) => sum + share, 0),
    )
  )
}

/**
 * Returns the campaign whose turn it is. Campaigns occupy consecutive parts of the unit interval.
 *
 * @param paced campaigns with a share, in an order that doesn't change between showings
 * @param turn from {@link turnOf}
 * @returns the campaign; undefined if it is the turn of campaigns without a share
 */
export function onTurn(paced: readonly Paced[], turn: number): string | undefined {
  const factor = factorOf(paced)
  let end = 0
  return paced.find(({ share }) => turn < (end += share * factor))?.campaign
}

/**
 * Returns the probability that it is a campaign's turn, 0 to 1.
 *
 * @param campaign undefined means the campaigns without a share
 */
export function shareOf(paced: readonly Paced[], campaign: string | undefined): number {
  const factor = factorOf(paced)
  const sum = paced.reduce((all, { share }) => all + share * factor, 0)
  return campaign === undefined
    ? Math.max(0, 1 - sum)
    : (paced.find((each) => each.campaign === campaign)?.share ?? 0) * factor
}
