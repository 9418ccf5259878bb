/** Downloads tfjs's WebAssembly file and checks its length and hash against the release. */

import { fetchAtMost } from '../../../lib/load/bounded.ts'
import { ModelError } from '../../pack/errors.ts'
import { hexFromBase64, sha256 } from '../../pack/files/digest.ts'
import type { LoadWasm } from './open-wasm.ts'

export const fetchWasm: LoadWasm = async ({ wasmUrl, wasmFile: [length, hash] }, _, alive) => {
  const load = async (cache: RequestCache) => {
    const bytes = await fetchAtMost(wasmUrl, length, { cache }, alive)
    if ((await sha256(bytes)) !== hexFromBase64(hash)) throw new RangeError('it has another hash')
    return bytes
  }
  const again = (cause: unknown) => {
    if (cause instanceof RangeError) return load('reload')
    throw cause
  }
  const bytes = await load('default')
    .catch(again)
    .catch((cause: unknown) => {
      if (!(cause instanceof RangeError)) throw cause
      throw new ModelError('model-damaged', `${wasmUrl} isn't the file that this release lists.`, { cause })
    })
  return bytes
}
