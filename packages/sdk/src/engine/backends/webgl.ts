/** Worker that computes on WebGL 2. */

import kernels from 'virtual:kernels/webgl'
import { BATCHING } from '../model/batches.ts'
import { serve } from '../worker/serve.ts'
import { prepareTexts } from '../worker/text-service.ts'
import { loadEncoder } from './load-encoder.ts'
import { openWebGL } from './tfjs/open-webgl.ts'
import { tfjsBackend } from './tfjs/tfjs.ts'

serve(tfjsBackend('webgl', kernels, openWebGL, loadEncoder(BATCHING.gpu)), prepareTexts)
