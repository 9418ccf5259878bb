/** tfjs's WebGL 2 backend, unless WebGL is rendered in software. */

import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl'
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/canvas_util'
import { GPGPUContext } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context'
import { UnsupportedError } from '../../pack/errors.ts'
import { isSoftware } from './software.ts'
import type { OpenTfjs } from './tfjs.ts'

export const openWebGL: OpenTfjs = async ({ force }, lost) => {
  // Create the canvas ourselves: tfjs doesn't request one in Safari's workers, and we must be able to notice a lost
  // context.
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
  if (!force && isSoftware(renderer)) throw new UnsupportedError(`WebGL is rendered in software here: ${renderer}.`)
  canvas.addEventListener('webglcontextlost', () => lost('The WebGL context was lost.'))
  setWebGLContext(2, context)
  return new MathBackendWebGL(new GPGPUContext(context))
}
