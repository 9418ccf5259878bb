/** onnxruntime-web with Inkling's depth 1 (export_onnx.py), on the page's main thread, as in its quick start. */

import { openTokenizer } from '/rivals/built/tokenizer.js'
import * as ort from '/rivals/ort/ort.wasm.bundle.min.mjs'
import { order } from './order.js'

const BATCH = 48

ort.env.wasm.wasmPaths = '/rivals/ort/'
const [session, encode] = await Promise.all([
  // Weights are unpacked once, when the session starts, as Inkling's engine does.
  ort.InferenceSession.create('/rivals/ours/encoder-en.onnx', {
    executionProviders: ['wasm'],
    extra: { session: { disable_quant_qdq: '1' } },
  }),
  openTokenizer('/dist/models/encoder-en/'),
])

async function embed(texts) {
  const ids = texts.map(encode)
  const [rows, length] = [ids.length, Math.max(...ids.map((row) => row.length))]
  const [tokens, mask] = [new BigInt64Array(rows * length), new Float32Array(rows * length)]
  for (const [row, each] of ids.entries())
    for (const [at, id] of each.entries()) {
      tokens[row * length + at] = BigInt(id)
      mask[row * length + at] = 1
    }
  const { vectors } = await session.run({
    ids: new ort.Tensor('int64', tokens, [rows, length]),
    mask: new ort.Tensor('float32', mask, [rows, length]),
  })
  const width = vectors.dims[1]
  return ids.map((_, row) => vectors.data.subarray(row * width, (row + 1) * width))
}

await order(async (texts) => {
  const vectors = []
  for (let from = 0; from < texts.length; from += BATCH) vectors.push(...(await embed(texts.slice(from, from + BATCH))))
  return vectors
})
