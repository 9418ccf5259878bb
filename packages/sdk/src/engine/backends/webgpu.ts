/** The worker that computes on WebGPU. */

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu'
import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu'
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/_FusedMatMul'
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add'
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul'
import { gatherV2Config } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/GatherV2'
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity'
import { meanConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Mean'
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply'
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape'
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt'
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid'
import { sliceConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice'
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softmax'
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square'
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub'
import { transposeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Transpose'
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
  name: 'webgpu',
  kernels,
  async open({ force }, lost) {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
    if (!adapter) throw new UnsupportedError('This browser has no WebGPU.')
    const { info, limits } = adapter
    const isFallback =
      info.isFallbackAdapter || isSoftware(info.vendor, info.architecture, info.device, info.description)
    if (isFallback && !force) throw new UnsupportedError('WebGPU is computed in software here.')
    const device = await adapter.requestDevice({
      requiredLimits: {
        maxBufferSize: limits.maxBufferSize,
        maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
        maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
        maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
        maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
        maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      },
    })
    device.lost.then(({ message }) => lost(`The WebGPU device was lost: ${message}`))
    return new WebGPUBackend(device, info)
  },
})
