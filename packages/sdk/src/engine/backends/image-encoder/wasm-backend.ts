import kernels from 'virtual:kernels/image-encoder-wasm'
import { createImageEncoder } from '../../image-encoder/image-encoder.ts'
import { type LoadWasm, openWasm } from '../tfjs/open-wasm.ts'
import { tfjsBackend } from '../tfjs/tfjs.ts'

/** Image encoder on WebAssembly, in workers and in Node. */
export const imageEncoderWasmBackend = (load: LoadWasm) =>
  tfjsBackend('wasm', kernels, openWasm(load), createImageEncoder)
