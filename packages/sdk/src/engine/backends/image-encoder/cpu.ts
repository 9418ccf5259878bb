/** Worker that encodes images in plain JavaScript. This is the last resort. */

import kernels from 'virtual:kernels/image-encoder-cpu'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { prepareImages } from '../../worker/image-service.ts'
import { serve } from '../../worker/serve.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(
  tfjsBackend('cpu', kernels, async () => new MathBackendCPU(), createImageEncoder),
  prepareImages,
)
