import type { Backend } from '../backends/backend.ts'
import type { LoadOptions } from '../pack/files/load-files.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { Readiness } from './make-ready.ts'

/** A loaded model that answers the page's requests. */
export interface Service extends Pick<Readiness, 'goldenCosine' | 'milliseconds'> {
  readonly model: ModelInfo
  /**
   * @param tone append each text's tone to its row, if the model has tone
   * @returns one row per input, and how many were computed; the others' vectors came with the model
   */
  embed(
    inputs: readonly unknown[],
    tone: boolean,
  ): Promise<{ readonly vectors: Float32Array; readonly computed: number }>
}

/** Loads a worker's model from a folder onto a device. */
export type Prepare<Loaded, Input> = (
  device: Awaited<ReturnType<Backend<Loaded, Input>['open']>>,
  base: string,
  options: LoadOptions,
) => Promise<Service>
