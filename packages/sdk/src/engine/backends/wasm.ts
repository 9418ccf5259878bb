/** The worker that computes on WebAssembly: the first to start, since it needs no shaders compiled. */

import { readTexts } from '../worker/read-texts.ts'
import { serve } from '../worker/serve.ts'
import { fetchWasm } from './tfjs/fetch-wasm.ts'
import { wasmBackend } from './wasm-backend.ts'

serve(wasmBackend(fetchWasm), readTexts)
