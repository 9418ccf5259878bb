/** The worker that looks at pictures on WebGPU. */

import kernels from 'virtual:kernels/seer-webgpu'
import { createSeer } from '../../seer/seer.ts'
import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGPU } from '../tfjs/open-webgpu.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgpu', kernels, openWebGPU, createSeer), seePictures)
