/** A backend of tfjs as a backend of the engine. */

import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../../types.ts'
import { createEncoder } from '../model/encoder.ts'
import { checkedTokenizer } from '../pack/checked-tokenizer.ts'
import { architectureOf } from '../pack/manifest.ts'
import { createSeer } from '../seer/seer.ts'
import type { Backend } from './backend.ts'

type Open = (...given: Parameters<Backend['open']>) => Promise<tf.KernelBackend>

/**
 * @param kernels Those of encoder.ts's and seer.ts's operations, and no more: each costs bytes.
 * @param open Takes the device; see {@link Backend.open}. Called once a thread, whatever is opened later.
 */
export const tfjsBackend = (name: BackendName, kernels: readonly tf.KernelConfig[], open: Open): Backend => ({
  name,
  async open(options, lost, alive) {
    if (!tf.findBackendFactory(name)) {
      const device = await open(options, lost, alive)
      for (const kernel of kernels) tf.registerKernel(kernel)
      tf.registerBackend(name, () => device)
    }
    await tf.setBackend(name)
    return {
      async load(model) {
        const tokenizer = checkedTokenizer(model)
        const { encode, dispose } = createEncoder(architectureOf(model.manifest), model.weights)
        return { embed: (texts) => encode(texts.map(tokenizer.encode)), dispose }
      },
      loadSeer: async ({ manifest, weights }) => createSeer(manifest, weights),
    }
  },
})
