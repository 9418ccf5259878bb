/** @huggingface/transformers as its README says, with files of this site instead of those of a CDN. */
import { env, pipeline } from '/rivals/transformers/transformers.min.js'
import { order } from './order.js'

/** A batch of hundreds would be padded to its longest text and held in memory at once. */
const BATCH = 48

env.allowRemoteModels = false
env.allowLocalModels = true
env.localModelPath = '/rivals/models/'
env.backends.onnx.wasm.wasmPaths = '/rivals/transformers/'

const extract = await pipeline('feature-extraction', 'all-MiniLM-L6-v2', { dtype: 'q8' })

await order(async (texts) => {
  const vectors = []
  for (let from = 0; from < texts.length; from += BATCH) {
    const output = await extract(texts.slice(from, from + BATCH), { pooling: 'mean', normalize: true })
    vectors.push(...output.tolist())
  }
  return vectors
})
