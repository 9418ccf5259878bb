import type { ListRules } from '../../types.ts'

/** By slot, ids of the creatives that it may choose from; none: it keeps its own content. A slot that isn't named chooses from all. */
export type SlotLimits = Readonly<Record<string, readonly string[]>>

/** What an arm does otherwise than the site does: in place of its options. */
export interface ArmSetting {
  readonly rules: ListRules
  readonly slots?: SlotLimits
  /** URL of a ranker, and its hash. */
  readonly ranker?: string
  readonly rankerIntegrity?: string
}

export interface Arm extends ArmSetting {
  readonly name: string
}

export interface Experiment {
  readonly name: string
  /** Of the experiments in a layer a device is in one at most; layers are tossed apart. */
  readonly layer: string
  /** Of the layer's devices, 0 to 1. */
  readonly share: number
  /** Stopped: its devices are in no experiment of the layer, so that those of the others stay where they are. */
  readonly off: boolean
  /** As many devices in each. */
  readonly arms: readonly Arm[]
}
