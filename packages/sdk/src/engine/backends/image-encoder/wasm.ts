/** Worker that encodes images on WebAssembly. */

import { seePictures } from '../../worker/see-pictures.ts'
import { serve } from '../../worker/serve.ts'
import { fetchWasm } from '../tfjs/open-wasm.ts'
import { imageEncoderWasmBackend } from './wasm-backend.ts'

serve(imageEncoderWasmBackend(fetchWasm), seePictures)
