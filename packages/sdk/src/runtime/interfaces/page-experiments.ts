/** Interface through which the parts of the runtime use a page view's experiments. */

import type { Paint } from '../../first-paint/snapshot.ts'
import type { SlotAssignment } from '../../measurement/experiments/assign.ts'
import type { Counts } from '../../measurement/experiments/tally.ts'
import type { Arrangeable, ArrangeOptions, Ranked } from '../../page/lists/list-request.ts'
import type { PageList } from '../../page/read/lists/list.ts'
import type { ItemContent, Ranking, ReaderEvent, Tally } from '../../types.ts'
import type { ListSetting, RankedBy } from './scoring.ts'

/** A ranking according to this device's arm, with everything needed to rank the same list for the other arms. */
export interface ArmRanking {
  readonly ranking: Ranking
  readonly candidates: readonly ItemContent[]
  readonly setting: ListSetting
}

/** An {@link ArmRanking} of a list on the page. */
export interface ArmList extends ArmRanking {
  readonly list: PageList
  readonly followed: Arrangeable
  /** As in {@link ArrangeOptions}. */
  readonly back: ArrangeOptions['back']
  /** Whether the reader has come back to this page, so that nothing on it is new to them. */
  readonly isBack: boolean
}

/** Experiments about slots. */
export interface SlotArms extends SlotAssignment {
  /** All of the device's arms, serialised. Plans made for different arms aren't used. */
  readonly arms: string
  /**
   * A source of random numbers for each slot. Each call of `draws` starts a new sequence, which is the same in all
   * arms.
   */
  draws(): (slot: string) => () => number
  /** Registers a slot in which another arm shows something else. The reader is exposed on seeing the slot. */
  differ(experiment: string, slot: { readonly name: string; readonly element: Element }): void
}

/** Arms, exposures and tallies of a page view. */
export interface PageExperiments {
  /** Whether lists keep the editors' order because the device is in the holdout. */
  readonly held: boolean
  /** Undefined if no experiment involves slots. */
  readonly slots?: SlotArms | undefined
  /** Makes the runtime rank as the device's arms require. Called once the site's own ranker has loaded. */
  begin(): void
  /** Orders a list as the device's arms require. */
  order(list: ArmList): Ranked | undefined
  /** Like `order`, for a call of `rank()`. */
  ranked(ranking: ArmRanking): Ranking
  /** Counts one of the reader's events. */
  note(event: ReaderEvent): void
  /** Adds counts to the device's arms. Absent if nothing is counted. */
  add?(counts: Counts): void
  /** Counts a click on a link in a slot, regardless of what the slot showed. Absent if nothing is counted. */
  slotClicked?(slot: string): void
  /**
   * Stores the other arms' first paints.
   *
   * @param paint makes an arm's first paint. Default: this device's arm
   * @returns this device's first paint
   */
  paint(paint: (by?: RankedBy) => Paint): Partial<Paint>
  /** Called when a single-page application shows another page. */
  turn(): void
  /** Called when everything has been erased. The rest of this view isn't measured. */
  forget(): void
  summary(): readonly Tally[]
  convert(name: string, value: number): void
}

export interface HasExperiments {
  /** Undefined if the site runs no experiments, or the reader hasn't consented to `measurement`. */
  readonly experiments: PageExperiments | undefined
}
