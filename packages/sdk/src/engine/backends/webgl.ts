/** The worker that computes on WebGL 2. */

import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl'
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/canvas_util'
import { GPGPUContext } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context'
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/_FusedMatMul'
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add'
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul'
import { gatherV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2'
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity'
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean'
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply'
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape'
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt'
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid'
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice'
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax'
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square'
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub'
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose'
import { UnsupportedError } from '../model/errors.ts'
import { serve } from '../worker/serve.ts'
import { isSoftware } from './software.ts'

const kernels = [
  _fusedMatMulConfig,
  addConfig,
  batchMatMulConfig,
  gatherV2Config,
  identityConfig,
  meanConfig,
  multiplyConfig,
  reshapeConfig,
  rsqrtConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  squareConfig,
  subConfig,
  transposeConfig,
]

serve({
  name: 'webgl',
  kernels,
  async open({ force }, lost) {
    // A canvas of one's own, since tfjs asks for none in Safari's workers, and the loss of its context must be noticed.
    const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1)
    const context = canvas?.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      failIfMajorPerformanceCaveat: !force,
    })
    if (!canvas || !context) throw new UnsupportedError('This browser has no fast WebGL 2 in workers.')
    const info = context.getExtension('WEBGL_debug_renderer_info')
    const renderer = info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : undefined
    if (!force && isSoftware(renderer)) throw new UnsupportedError(`WebGL is drawn in software here: ${renderer}.`)
    canvas.addEventListener('webglcontextlost', () => lost('The WebGL context was lost.'))
    setWebGLContext(2, context)
    return new MathBackendWebGL(new GPGPUContext(context))
  },
})
