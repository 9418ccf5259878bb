/** Shares of showings: of a slot's showings a campaign gets the share that was agreed on. */

/** Fractional part of the golden ratio: multiples of it fill the unit interval most evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * A number from 0 to 1 that says whose turn it is. On one device turns are spread evenly, so that shares hold after few
 * showings; and devices begin at different places, so that shares hold over all devices after the first. The same showing has the
 * same turn however often it is asked for: a reload throws no second die.
 *
 * @param toss of this device: a whole number from 0 to 255, which thousands of devices have in common
 * @param count showings in the slot so far
 */
export const turnOf = (toss: number, count: number): number => ((toss + 0.5) / 256 + count * GOLDEN) % 1

/** A campaign that has a share. */
export interface Paced {
  readonly campaign: string
  /** 0 to 1 */
  readonly share: number
}

/** Parts of the unit interval, one after the other. Shares that sum to more than 1 are lowered alike. */
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
 * Whose turn it is.
 *
 * @param paced campaigns with a share, in an order that doesn't change from showing to showing
 * @param turn from {@link turnOf}
 * @returns the campaign, and undefined where it is the turn of those that have no share
 */
export function onTurn(paced: readonly Paced[], turn: number): string | undefined {
  const factor = factorOf(paced)
  let end = 0
  return paced.find(({ share }) => turn < (end += share * factor))?.campaign
}

/** How often it is that campaign's turn, 0 to 1. @param campaign undefined: those that have no share */
export function shareOf(paced: readonly Paced[], campaign: string | undefined): number {
  const factor = factorOf(paced)
  const sum = paced.reduce((all, { share }) => all + share * factor, 0)
  return campaign === undefined
    ? Math.max(0, 1 - sum)
    : (paced.find((each) => each.campaign === campaign)?.share ?? 0) * factor
}
