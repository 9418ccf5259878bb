/** Renderers that draw with the processor: slower than wasm, whatever the interface promises. */

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i

/** Whether a renderer's description, as WebGL or WebGPU gives it, is that of a software renderer. */
export function isSoftware(...description: ReadonlyArray<string | undefined>): boolean {
  return description.some((part) => part !== undefined && SOFTWARE.test(part))
}
