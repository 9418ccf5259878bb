import type { SlotAssignment } from '../../measurement/experiments/assign.ts'
import { hashToUnit, newSeed } from '../../measurement/experiments/hash-to-unit.ts'
import type { SlotArms } from '../interfaces/page-experiments.ts'
import type { ExposureWatch } from './exposures.ts'

/** A seeded sequence of random numbers for each slot, the same in every arm. */
function sharedDraws() {
  const seed = newSeed()
  return (slot: string) => {
    let draw = 0
    return () => hashToUnit(seed, `${slot} ${draw++}`)
  }
}

/** @param arms all of the device's arms, serialised */
export const measuredSlots = (
  slots: SlotAssignment,
  arms: string,
  exposures: Pick<ExposureWatch, 'differ'> | undefined,
): SlotArms => ({
  ...slots,
  arms,
  draws: sharedDraws,
  differ: (experiment, slot) => exposures?.differ(experiment, slot, [[slot.element]]),
})
