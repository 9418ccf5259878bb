/** Worker that computes on WebAssembly. It is the first to start, because it compiles no shaders. */

import { serve } from '../worker/serve.ts'
import { prepareTexts } from '../worker/text-service.ts'
import { fetchWasm } from './tfjs/open-wasm.ts'
import { wasmBackend } from './wasm-backend.ts'

serve(wasmBackend(fetchWasm), prepareTexts)
