/**
 * Worker that computes in plain JavaScript. This is the last resort, because it works in any browser and under any
 * policy.
 */

import kernels from 'virtual:kernels/cpu'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu'
import { BATCHING } from '../model/batches.ts'
import { serve } from '../worker/serve.ts'
import { prepareTexts } from '../worker/text-service.ts'
import { loadEncoder } from './load-encoder.ts'
import { tfjsBackend } from './tfjs/tfjs.ts'

serve(
  tfjsBackend('cpu', kernels, async () => new MathBackendCPU(), loadEncoder(BATCHING.script)),
  prepareTexts,
)
