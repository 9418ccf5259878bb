import { coin } from './coin.ts'
import type { ArmSetting, Experiment } from './experiment.ts'

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
  /** What it would be shown in another arm of one experiment. */
  readonly others: readonly Other[]
}

export interface Other extends Shown {
  readonly experiment: string
}

/** Layers' shares lie end to end, in the file's order. */
function chosen(seed: string, experiments: readonly Experiment[]): Experiment[] {
  const layers = new Set(experiments.map(({ layer }) => layer))
  return [...layers].flatMap((layer) => {
    let at = coin(seed, `layer ${layer}`)
    const found = experiments.find((each) => each.layer === layer && (at -= each.share) < 0)
    return found && !found.off ? [found] : []
  })
}

/**
 * Who is held back is in no other experiment.
 *
 * @param seed the device's own number @param share of devices in the holdout, 0 to 1
 */
export function assign(seed: string, share: number, experiments: readonly Experiment[]): Assignment {
  const running = chosen(seed, experiments).map((experiment) => ({
    ...experiment,
    own: experiment.arms[Math.floor(coin(seed, `arm ${experiment.name}`) * experiment.arms.length)]!,
  }))
  const settings = running.map(({ own }) => own)
  if (coin(seed, HOLDOUT) < share)
    return {
      arms: { [HOLDOUT]: HOLDOUT },
      held: true,
      settings: [],
      others: [{ experiment: HOLDOUT, held: false, settings }],
    }
  const others = running.flatMap(({ name, arms, own }) =>
    arms
      .filter((arm) => arm !== own)
      .map((arm) => ({
        experiment: name,
        held: false,
        settings: settings.map((each) => (each === own ? arm : each)),
      })),
  )
  return {
    arms: {
      ...(share && { [HOLDOUT]: RANKED }),
      ...Object.fromEntries(running.map(({ name, own }) => [name, own.name])),
    },
    held: false,
    settings,
    others: [...(share ? [{ experiment: HOLDOUT, held: true, settings: [] }] : []), ...others],
  }
}
