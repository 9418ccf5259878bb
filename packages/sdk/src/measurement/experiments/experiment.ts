import type { ListRules } from '../../types.ts'

/**
 * The ids of the creatives that each slot may choose from. A slot with an empty list keeps its own content, and slots
 * that aren't listed choose from all creatives.
 */
export type SlotLimits = Readonly<Record<string, readonly string[]>>

/** Options that an arm overrides. */
export interface ArmSetting {
  readonly rules: ListRules
  readonly slots?: SlotLimits
  /** URL of a ranker; `rankerIntegrity` is the ranker's integrity hash. */
  readonly ranker?: string
  readonly rankerIntegrity?: string
}

export interface Arm extends ArmSetting {
  readonly name: string
}

export interface Experiment {
  readonly name: string
  /** A device is in at most one experiment per layer. Layers are independent of each other. */
  readonly layer: string
  /** Share of the layer's devices, 0 to 1. */
  readonly share: number
  /**
   * Whether the experiment is stopped. Its devices don't join other experiments of the layer, so that other assignments
   * don't change.
   */
  readonly off: boolean
  /** The arms, which have equal shares. */
  readonly arms: readonly Arm[]
}
