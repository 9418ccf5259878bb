import kernels from 'virtual:kernels/wasm'
import { BATCHING } from '../model/batches.ts'
import { loadEncoder } from './load-encoder.ts'
import { type LoadWasm, openWasm } from './tfjs/open-wasm.ts'
import { tfjsBackend } from './tfjs/tfjs.ts'

/** Text encoder on WebAssembly, in workers and in Node. */
export const wasmBackend = (load: LoadWasm) => tfjsBackend('wasm', kernels, openWasm(load), loadEncoder(BATCHING.wasm))
