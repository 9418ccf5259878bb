/** tfjs's WebAssembly backend (SIMD, one thread), created from the bytes of its file, in workers and in Node. */

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm'
import createModule, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm'
import { fetchAtMost } from '../../../lib/load/bounded.ts'
import { ModelError, UnsupportedError } from '../../pack/errors.ts'
import { hexFromBase64, sha256 } from '../../pack/files/digest.ts'
import type { OpenTfjs } from './tfjs.ts'

/** The parts of an Emscripten module that are missing from tfjs's types. */
interface Emscripten {
  cwrap<Returned extends null | 'number'>(
    name: string,
    returned: Returned,
    parameters: 'number'[],
  ): (...values: number[]) => Returned extends null ? void : number
}

/** Loads tfjs-backend-wasm-simd.wasm: over the network in a worker, from disk in Node. */
export type LoadWasm = (...given: Parameters<OpenTfjs>) => Promise<Uint8Array<ArrayBuffer>>

/** Downloads tfjs's WebAssembly file and checks its length and hash against the release. */
export const fetchWasm: LoadWasm = async ({ wasmUrl, wasmFile: [length, hash] }, _, heartbeat) => {
  const load = async (cache: RequestCache) => {
    const bytes = await fetchAtMost(wasmUrl, length, { cache }, heartbeat)
    if ((await sha256(bytes)) !== hexFromBase64(hash)) throw new RangeError('it has another hash')
    return bytes
  }
  const again = (cause: unknown) => {
    if (cause instanceof RangeError) return load('reload')
    throw cause
  }
  const bytes = await load('default')
    .catch(again)
    .catch((cause: unknown) => {
      if (!(cause instanceof RangeError)) throw cause
      throw new ModelError('model-damaged', `${wasmUrl} isn't the file that this release lists.`, { cause })
    })
  return bytes
}

export const openWasm =
  (load: LoadWasm): OpenTfjs =>
  async (...given) =>
    instantiate(await load(...given))

/**
 * Instantiates tfjs's WebAssembly module.
 *
 * @param bytes the complete tfjs-backend-wasm-simd.wasm
 * @throws UnsupportedError if WebAssembly or SIMD is missing, or if a content security policy lacks 'wasm-unsafe-eval'
 */
async function instantiate(bytes: Uint8Array<ArrayBuffer>): Promise<BackendWasm> {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) {
    throw new UnsupportedError('This browser has no WebAssembly with SIMD.')
  }
  // Emscripten's own loader would download the file again, unchecked, and hide the cause of a failure.
  let refused: ((cause: unknown) => void) | undefined
  const failure = new Promise<never>((_, reject) => {
    refused = (cause) => reject(new UnsupportedError(`WebAssembly can't be used here: ${cause}`, { cause }))
  })
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
    WebAssembly.instantiate(bytes, imports).then(({ instance }) => done(instance), refused)
    return {}
  }
  const module = (await Promise.race([createModule({ instantiateWasm }), failure])) as BackendWasmModule & Emscripten
  // BackendWasm calls these functions by these names, but the module exports them under their C names.
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
