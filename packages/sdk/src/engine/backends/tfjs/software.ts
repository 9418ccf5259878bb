/** Detects software renderers, which are slower than wasm. */

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i

/** Whether any part of a renderer's description, as reported by WebGL or WebGPU, names a software renderer. */
export function isSoftware(...description: ReadonlyArray<string | undefined>): boolean {
  return description.some((part) => part !== undefined && SOFTWARE.test(part))
}
