/** A backend of tfjs as a backend of the engine. */

import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../../../types.ts'
import type { Backend, Embedder } from '../backend.ts'

/** Takes the device; see {@link Backend.open}. Called once a thread, whatever is opened later. */
export type OpenTfjs = (...given: Parameters<Backend['open']>) => Promise<tf.KernelBackend>

/** Puts a model on whatever device tfjs has. @param alive to be called while it computes; see {@link Backend.open} */
export type LoadOnTfjs<Loaded, Input> = (model: Loaded, alive: () => void) => Embedder<Input>

/**
 * @param kernels Those of the model's operations, and no more: each costs bytes.
 */
export const tfjsBackend = <Loaded, Input>(
  name: BackendName,
  kernels: readonly tf.KernelConfig[],
  open: OpenTfjs,
  load: LoadOnTfjs<Loaded, Input>,
): Backend<Loaded, Input> => ({
  name,
  async open(options, lost, alive) {
    if (!tf.findBackendFactory(name)) {
      const device = await open(options, lost, alive)
      for (const kernel of kernels) tf.registerKernel(kernel)
      tf.registerBackend(name, () => device)
    }
    await tf.setBackend(name)
    return { load: async (model) => load(model, alive) }
  },
})
