/** Worker that encodes images on WebGL 2. */

import kernels from 'virtual:kernels/image-encoder-webgl'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGL } from '../tfjs/open-webgl.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgl', kernels, openWebGL, createImageEncoder), seePictures)
