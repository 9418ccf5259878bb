/** The worker that looks at pictures in plain script: the last resort. */

import kernels from 'virtual:kernels/seer-cpu'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu'
import { createSeer } from '../../seer/seer.ts'
import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(
  tfjsBackend('cpu', kernels, async () => new MathBackendCPU(), createSeer),
  seePictures,
)
