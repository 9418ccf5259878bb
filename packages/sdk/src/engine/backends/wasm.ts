/** The worker that computes on WebAssembly: the first to start, since it needs no shaders compiled. */

import { DamagedFile, fetchAtMost } from '../../lib/bounded.ts'
import { hexFromBase64, sha256 } from '../digest.ts'
import { ModelError } from '../errors.ts'
import { serve } from '../worker.ts'
import { openWasm, wasmKernels } from './wasm-device.ts'

serve({
  name: 'wasm',
  kernels: wasmKernels,
  async open({ wasmUrl, wasmFile: [length, hash] }, _, alive) {
    const load = async (cache: RequestCache) => {
      const bytes = await fetchAtMost(wasmUrl, length, { cache }, alive)
      if ((await sha256(bytes)) !== hexFromBase64(hash)) throw new DamagedFile()
      return bytes
    }
    try {
      return await openWasm(
        await load('default').catch((cause: unknown) => {
          if (cause instanceof DamagedFile) return load('reload')
          throw cause
        }),
      )
    } catch (cause) {
      if (!(cause instanceof DamagedFile)) throw cause
      throw new ModelError('model-damaged', `${wasmUrl} isn't the file that this release lists.`, { cause })
    }
  },
})
