import type { Backend } from '../backends/backend.ts'
import type { LoadOptions } from '../pack/files/load-files.ts'
import type { ModelInfo } from '../pack/model-info.ts'
import type { Readiness } from './make-ready.ts'

/** A model that is ready for what the page sends. */
export interface Service extends Pick<Readiness, 'goldenCosine' | 'milliseconds'> {
  readonly model: ModelInfo
  /**
   * @param tone each row goes on with the text's tone, where the model tells it
   * @returns One row an input, and how many were computed: the vectors of others came with the model.
   */
  embed(
    inputs: readonly unknown[],
    tone: boolean,
  ): Promise<{ readonly vectors: Float32Array; readonly computed: number }>
}

/** What a worker does for its page: loads the model in a folder on a device, and answers by it. */
export type Prepare<Loaded, Input> = (
  device: Awaited<ReturnType<Backend<Loaded, Input>['open']>>,
  base: string,
  options: LoadOptions,
) => Promise<Service>
