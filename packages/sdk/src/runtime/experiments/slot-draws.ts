import type { SlotAssignment } from '../../measurement/experiments/assign.ts'
import { coin, newSeed } from '../../measurement/experiments/coin.ts'
import type { SlotArms } from '../interfaces/page-experiments.ts'
import type { ExposureWatch } from './exposures.ts'

/** Draws for slots, one after the other: the same for whoever asks again, in whichever arm. */
function sharedDraws() {
  const seed = newSeed()
  return (slot: string) => {
    let draw = 0
    return () => coin(seed, `${slot} ${draw++}`)
  }
}

/** What slots are filled by, and compared by. @param arms all of the device's, as a text */
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
