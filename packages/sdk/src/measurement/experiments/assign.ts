import type { Arm, ArmSetting, Experiment, SlotLimits } from './experiment.ts'
import { hashToUnit } from './hash-to-unit.ts'

/** The experiment of `data-holdout`, and its arms. */
export const HOLDOUT = 'holdout'
export const RANKED = 'ranked'

/** What a device is shown. */
interface Shown {
  /** Lists stand as their editors have them. */
  readonly held: boolean
  /** Of the arms, in the experiments' order: the last says what counts. */
  readonly settings: readonly ArmSetting[]
}

export interface Assignment extends Shown {
  /** By experiment. */
  readonly arms: Readonly<Record<string, string>>
  /** How lists would be ordered in another arm of one experiment. */
  readonly others: readonly Other[]
  /** Absent where no experiment is about slots. */
  readonly slots?: SlotAssignment
}

export interface SlotAssignment {
  /** What slots may choose from. */
  readonly own: SlotLimits
  /** The same in another arm of one experiment. */
  readonly others: ReadonlyArray<{ readonly experiment: string; readonly slots: SlotLimits }>
}

export interface Other extends Shown {
  readonly experiment: string
}

/** Layers' shares lie end to end, in the file's order. */
function chosen(seed: string, experiments: readonly Experiment[]): Experiment[] {
  const layers = new Set(experiments.map(({ layer }) => layer))
  return [...layers].flatMap((layer) => {
    let at = hashToUnit(seed, `layer ${layer}`)
    const found = experiments.find((each) => each.layer === layer && (at -= each.share) < 0)
    return found && !found.off ? [found] : []
  })
}

interface Running extends Experiment {
  readonly own: Arm
}

/** By the arm that each has. */
const armsOf = (running: readonly Running[]) => running.map(({ name, own }) => [name, own.name] as const)
/** One for each other arm of each, all else being as it is. */
const elsewhere = <T>(running: readonly Running[], make: (experiment: string, arms: readonly Arm[]) => T): T[] =>
  running.flatMap(({ name, arms, own }) =>
    arms
      .filter((arm) => arm !== own)
      .map((arm) =>
        make(
          name,
          running.map((each) => (each.own === own ? arm : each.own)),
        ),
      ),
  )

/** Without a prototype: a slot may be called `constructor`. */
const limitsOf = (arms: readonly Arm[]): SlotLimits =>
  Object.assign(Object.create(null), ...arms.map(({ slots }) => slots))

function assignSlots(running: readonly Running[]): Pick<Assignment, 'slots'> {
  if (!running.length) return {}
  const others = elsewhere(running, (experiment, arms) => ({ experiment, slots: limitsOf(arms) }))
  return { slots: { own: limitsOf(running.map(({ own }) => own)), others } }
}

/**
 * Who is held back is in no other experiment about lists. Slots are filled there as everywhere, so that the holdout's arms differ in one
 * thing, and so experiments about slots run there, too.
 *
 * @param seed the device's own number @param share of devices in the holdout, 0 to 1
 */
export function assign(seed: string, share: number, experiments: readonly Experiment[]): Assignment {
  const running = chosen(seed, experiments).map((experiment) => ({
    ...experiment,
    own: experiment.arms[Math.floor(hashToUnit(seed, `arm ${experiment.name}`) * experiment.arms.length)]!,
  }))
  const isAboutSlots = ({ arms }: Experiment) => arms.some(({ slots }) => slots)
  const filling = running.filter(isAboutSlots)
  const ordering = running.filter((each) => !isAboutSlots(each))
  const settings = ordering.map(({ own }) => own)
  const slots = assignSlots(filling)
  if (hashToUnit(seed, HOLDOUT) < share)
    return {
      arms: { [HOLDOUT]: HOLDOUT, ...Object.fromEntries(armsOf(filling)) },
      held: true,
      settings: [],
      others: [{ experiment: HOLDOUT, held: false, settings }],
      ...slots,
    }
  const others = elsewhere(ordering, (experiment, settings) => ({ experiment, held: false, settings }))
  return {
    arms: { ...(share && { [HOLDOUT]: RANKED }), ...Object.fromEntries(armsOf(running)) },
    held: false,
    settings,
    others: [...(share ? [{ experiment: HOLDOUT, held: true, settings: [] }] : []), ...others],
    ...slots,
  }
}
