/** Worker that computes on WebGPU. */

import kernels from 'virtual:kernels/webgpu'
import { BATCHING } from '../model/batches.ts'
import { serve } from '../worker/serve.ts'
import { prepareTexts } from '../worker/text-service.ts'
import { loadEncoder } from './load-encoder.ts'
import { openWebGPU } from './tfjs/open-webgpu.ts'
import { tfjsBackend } from './tfjs/tfjs.ts'

serve(tfjsBackend('webgpu', kernels, openWebGPU, loadEncoder(BATCHING.gpu)), prepareTexts)
