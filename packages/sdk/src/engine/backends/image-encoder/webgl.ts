/** Worker that encodes images on WebGL 2. */

import kernels from 'virtual:kernels/image-encoder-webgl'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { prepareImages } from '../../worker/image-service.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGL } from '../tfjs/open-webgl.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgl', kernels, openWebGL, createImageEncoder), prepareImages)
