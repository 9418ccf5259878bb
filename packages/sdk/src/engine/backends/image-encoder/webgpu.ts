/** Worker that encodes images on WebGPU. */

import kernels from 'virtual:kernels/image-encoder-webgpu'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGPU } from '../tfjs/open-webgpu.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgpu', kernels, openWebGPU, createImageEncoder), seePictures)
