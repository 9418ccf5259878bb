import { createEncoder } from '../model/encoder.ts'
import type { Model } from '../model/load-model.ts'
import { checkedTokenizer } from '../pack/checked-tokenizer.ts'
import { architectureOf } from '../pack/manifest.ts'
import type { Embedder } from './backend.ts'

/** A model of texts, on tfjs's device. */
export async function loadEncoder(model: Model): Promise<Embedder> {
  const tokenizer = checkedTokenizer(model)
  const { encode, dispose } = createEncoder(architectureOf(model.manifest), model.weights, model.addRow)
  return {
    embed(texts, onStates) {
      const ids = texts.map(tokenizer.encode)
      return encode(ids, onStates && ((text, states) => onStates(text, ids[text]!, states)))
    },
    dispose,
  }
}
