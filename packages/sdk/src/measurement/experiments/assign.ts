import type { Arm, ArmSetting, Experiment, SlotLimits } from './experiment.ts'
import { hashToUnit } from './hash-to-unit.ts'

/** Names of the holdout experiment (set up by `data-holdout`) and of its arms. */
export const HOLDOUT = 'holdout'
export const RANKED = 'ranked'

/** What a device is shown, depending on its arms. */
interface Shown {
  /** Whether lists keep the editors' order. */
  readonly held: boolean
  /** Settings of the device's arms, in the order of the experiments; later settings override earlier ones. */
  readonly settings: readonly ArmSetting[]
}

export interface Assignment extends Shown {
  /** The device's arm, by experiment. */
  readonly arms: Readonly<Record<string, string>>
  /** How lists would be ordered in each of the experiments' other arms. */
  readonly others: readonly Other[]
  /** Absent if no experiment affects slots. */
  readonly slots?: SlotAssignment
}

export interface SlotAssignment {
  /** The creatives that each slot may choose from. */
  readonly own: SlotLimits
  /** For each other arm of the device's experiments, the creatives that each slot could choose from in it. */
  readonly others: ReadonlyArray<{ readonly experiment: string; readonly slots: SlotLimits }>
}

export interface Other extends Shown {
  readonly experiment: string
}

/**
 * Selects the experiments that the device is in. The experiments of each layer divide up [0, 1) according to their
 * shares, in the file's order.
 */
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

/** Pairs of an experiment and the device's arm in it. */
const armsOf = (running: readonly Running[]) => running.map(({ name, own }) => [name, own.name] as const)
/**
 * Builds a counterfactual for each of an experiment's other arms, leaving the device's arms in other experiments
 * unchanged.
 */
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

/** The object has no prototype, because a slot may be called `constructor`. */
const limitsOf = (arms: readonly Arm[]): SlotLimits =>
  Object.assign(Object.create(null), ...arms.map(({ slots }) => slots))

function assignSlots(running: readonly Running[]): Pick<Assignment, 'slots'> {
  if (!running.length) return {}
  const others = elsewhere(running, (experiment, arms) => ({ experiment, slots: limitsOf(arms) }))
  return { slots: { own: limitsOf(running.map(({ own }) => own)), others } }
}

/**
 * Assigns a device to the holdout and to experiments. A device in the holdout isn't in any other list experiment. In
 * the holdout, slots are filled as everywhere else, so that the holdout's arms differ only in the order of lists. Slot
 * experiments therefore run in the holdout too.
 *
 * @param seed the device's random number
 * @param share the share of devices in the holdout, 0 to 1
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
