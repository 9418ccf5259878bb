import kernels from 'virtual:kernels/seer-wasm'
import { createSeer } from '../../seer/seer.ts'
import { type LoadWasm, openWasm } from '../tfjs/open-wasm.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

/** Pictures on WebAssembly. It works in Node as in a worker. */
export const seerWasmBackend = (load: LoadWasm) => tfjsBackend('wasm', kernels, openWasm(load), createSeer)
