/** The worker that computes on WebAssembly: the first to start, since it needs no shaders compiled. */

import { hexFromBase64, sha256 } from '../digest.ts'
import { ModelError } from '../errors.ts'
import { serve } from '../worker.ts'
import { openWasm, wasmKernels } from './wasm-device.ts'

serve({
  name: 'wasm',
  kernels: wasmKernels,
  async open({ wasmUrl, wasmHash }, _, alive) {
    const bytes = await fetchBytes(wasmUrl, 'default', alive)
    if (wasmHash === undefined || (await sha256(bytes)) === hexFromBase64(wasmHash)) return openWasm(bytes)
    const again = await fetchBytes(wasmUrl, 'reload', alive)
    if ((await sha256(again)) === hexFromBase64(wasmHash)) return openWasm(again)
    throw new ModelError('model-damaged', `${wasmUrl} isn't the file that this release lists.`)
  },
})

async function fetchBytes(url: string, cache: RequestCache, alive: () => void): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { cache })
  if (!response.ok) throw new Error(`${url} can't be loaded: the server answers ${response.status}.`)
  const watched = response.body?.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        alive()
        controller.enqueue(chunk)
      },
    }),
  )
  return new Uint8Array(await new Response(watched).arrayBuffer())
}
