import type { Batching } from '../model/batches.ts'
import { createEncoder } from '../model/encoder.ts'
import type { Model } from '../model/load-model.ts'
import { checkedTokenizer } from '../pack/checked-tokenizer.ts'
import { architectureOf } from '../pack/manifest.ts'
import type { LoadOnTfjs } from './tfjs/tfjs.ts'

/** Loads a text encoder onto tfjs's device. @param batching how batches are formed on this device */
export const loadEncoder =
  (batching: Batching): LoadOnTfjs<Model, string> =>
  (model, heartbeat) => {
    const tokenizer = checkedTokenizer(model)
    const architecture = architectureOf(model.manifest)
    const { encode, dispose } = createEncoder(architecture, model.weights, model.addRow, batching, heartbeat)
    return {
      embed(texts, onStates) {
        const ids = texts.map(tokenizer.encode)
        return encode(ids, onStates && ((text, states) => onStates(text, ids[text]!, states)))
      },
      dispose,
    }
  }
