import { UnsupportedError } from './errors.ts'
import type { Model } from './load-model.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'

/**
 * The model's tokenizer, for backends that compute from token ids.
 *
 * @throws UnsupportedError where the golden texts have other ids than in training: it relies on the browser's Unicode tables.
 */
export function checkedTokenizer({ manifest, vocabulary, golden }: Model): Tokenizer {
  const tokenizer = createTokenizer(vocabulary, manifest.architecture.maxTokens)
  for (const { text, ids } of golden) {
    if (tokenizer.encode(text).join() !== ids.join()) {
      throw new UnsupportedError(`"${text}" is split into other tokens here than in training.`)
    }
  }
  return tokenizer
}
