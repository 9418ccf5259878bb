/** The worker that looks at pictures on WebGL 2. */

import kernels from 'virtual:kernels/seer-webgl'
import { createSeer } from '../../seer/seer.ts'
import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { openWebGL } from '../tfjs/open-webgl.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

serve(tfjsBackend('webgl', kernels, openWebGL, createSeer), seePictures)
