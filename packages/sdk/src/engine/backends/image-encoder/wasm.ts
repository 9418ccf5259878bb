/** Worker that encodes images on WebAssembly. */

import { prepareImages } from '../../worker/image-service.ts'
import { serve } from '../../worker/serve.ts'
import { fetchWasm } from '../tfjs/open-wasm.ts'
import { imageEncoderWasmBackend } from './wasm-backend.ts'

serve(imageEncoderWasmBackend(fetchWasm), prepareImages)
