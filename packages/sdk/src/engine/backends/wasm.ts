/** Worker that computes on WebAssembly. It starts first, since it compiles no shaders. */

import { readTexts } from '../worker/read-texts.ts'
import { serve } from '../worker/serve.ts'
import { fetchWasm } from './tfjs/open-wasm.ts'
import { wasmBackend } from './wasm-backend.ts'

serve(wasmBackend(fetchWasm), readTexts)
