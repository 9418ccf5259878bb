// @vitest-environment node
import { expect, test } from 'vitest'
import { isSoftware } from '../../../src/engine/backends/tfjs/software.ts'

test.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'Mesa/X.org, llvmpipe (LLVM 15.0.6, 256 bits)',
  'lavapipe',
  'Microsoft Basic Render Driver',
  'Apple Software Renderer',
])('%s draws in software', (renderer) => {
  expect(isSoftware(undefined, renderer)).toBe(true)
})

test.each([
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'Apple GPU',
  'Adreno (TM) 640',
  'Mali-G78',
  '',
])('%s does not', (renderer) => {
  expect(isSoftware(renderer, undefined)).toBe(false)
})
