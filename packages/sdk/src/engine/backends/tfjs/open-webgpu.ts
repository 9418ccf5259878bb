/** tfjs's WebGPU backend, unless WebGPU runs on a software renderer. */

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu'
import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu'
import { UnsupportedError } from '../../pack/errors.ts'
import { isSoftware } from './software.ts'
import type { OpenTfjs } from './tfjs.ts'

export const openWebGPU: OpenTfjs = async ({ force }, lost) => {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new UnsupportedError('This browser has no WebGPU.')
  const { info, limits } = adapter
  const isFallback = info.isFallbackAdapter || isSoftware(info.vendor, info.architecture, info.device, info.description)
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
}
