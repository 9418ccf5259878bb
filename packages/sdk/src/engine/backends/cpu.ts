/** The worker that computes in plain script: the last resort, which needs nothing of the browser or its policy. */

import kernels from 'virtual:kernels/cpu'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu'
import { BATCHING } from '../model/batches.ts'
import { readTexts } from '../worker/read-texts.ts'
import { serve } from '../worker/serve.ts'
import { loadEncoder } from './load-encoder.ts'
import { tfjsBackend } from './tfjs/tfjs.ts'

serve(
  tfjsBackend('cpu', kernels, async () => new MathBackendCPU(), loadEncoder(BATCHING.script)),
  readTexts,
)
