/** Wraps a tfjs backend as a backend of the engine. */

import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../../../types.ts'
import type { Backend, Embedder } from '../backend.ts'

/** Opens the device; see {@link Backend.open}. Called once per thread. */
export type OpenTfjs = (...given: Parameters<Backend['open']>) => Promise<tf.KernelBackend>

/** Loads a model onto tfjs's current device. @param heartbeat called while computing; see {@link Backend.open} */
export type LoadOnTfjs<Loaded, Input> = (model: Loaded, heartbeat: () => void) => Embedder<Input>

/** @param kernels the kernels that the model's operations need, and no others, because each one costs bytes */
export const tfjsBackend = <Loaded, Input>(
  name: BackendName,
  kernels: readonly tf.KernelConfig[],
  open: OpenTfjs,
  load: LoadOnTfjs<Loaded, Input>,
): Backend<Loaded, Input> => ({
  name,
  async open(options, lost, heartbeat) {
    if (!tf.findBackendFactory(name)) {
      const device = await open(options, lost, heartbeat)
      for (const kernel of kernels) tf.registerKernel(kernel)
      tf.registerBackend(name, () => device)
    }
    await tf.setBackend(name)
    return { load: async (model) => load(model, heartbeat) }
  },
})
