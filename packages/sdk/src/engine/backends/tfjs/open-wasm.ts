/** tfjs's WebAssembly backend from the file's bytes: SIMD, one thread. It works in Node as in a worker. */

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm'
import createModule, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm'
import { UnsupportedError } from '../../pack/errors.ts'
import type { OpenTfjs } from './tfjs.ts'

/** Part of every Emscripten module, though tfjs's types leave it out. */
interface Emscripten {
  cwrap<Returned extends null | 'number'>(
    name: string,
    returned: Returned,
    parameters: 'number'[],
  ): (...values: number[]) => Returned extends null ? void : number
}

/** Gives tfjs-backend-wasm-simd.wasm, whole: over the network in a worker, from the disk in Node. */
export type LoadWasm = (...given: Parameters<OpenTfjs>) => Promise<Uint8Array<ArrayBuffer>>

export const openWasm =
  (load: LoadWasm): OpenTfjs =>
  async (...given) =>
    instantiate(await load(...given))

/**
 * Instantiates tfjs's WebAssembly module.
 *
 * @param bytes tfjs-backend-wasm-simd.wasm, whole.
 * @throws UnsupportedError where there is no WebAssembly, no SIMD, or a content security policy without 'wasm-unsafe-eval'.
 */
async function instantiate(bytes: Uint8Array<ArrayBuffer>): Promise<BackendWasm> {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) {
    throw new UnsupportedError('This browser has no WebAssembly with SIMD.')
  }
  // Emscripten's own loading would fetch the file again, unchecked, and hides why it failed.
  let refused: ((cause: unknown) => void) | undefined
  const failure = new Promise<never>((_, reject) => {
    refused = (cause) => reject(new UnsupportedError(`WebAssembly can't be used here: ${cause}`, { cause }))
  })
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
    WebAssembly.instantiate(bytes, imports).then(({ instance }) => done(instance), refused)
    return {}
  }
  const module = (await Promise.race([createModule({ instantiateWasm }), failure])) as BackendWasmModule & Emscripten
  // The functions that BackendWasm calls by these names; the module exports them by C's names.
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  }
  return new BackendWasm(module)
}
