/** Worker that encodes images on WebGPU. */

import kernels from 'virtual:kernels/image-encoder-webgpu'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { prepareImages } from '../../worker/image-service.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGPU } from '../tfjs/open-webgpu.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgpu', kernels, openWebGPU, createImageEncoder), prepareImages)
