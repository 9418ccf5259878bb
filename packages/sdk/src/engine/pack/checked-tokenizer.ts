import { ModelError, UnsupportedError } from './errors.ts'
import type { GoldenText } from './golden.ts'
import type { Manifest } from './shape.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'

/** Input of the tokenizer. */
export interface Vocabulary {
  readonly manifest: Manifest
  /** Tokens by id. */
  readonly vocabulary: readonly string[]
  readonly golden: readonly GoldenText[]
}

/** @throws ModelError `model-damaged` if the number of tokens differs from the manifest */
export function parseVocabulary(text: string, { table }: Manifest): string[] {
  // Splitting on a string is twice as fast as splitting on a pattern, and every page view that computes vectors has to
  // do this.
  const vocabulary = text.split(text.includes('\r') ? /\r?\n/ : '\n')
  if (vocabulary.at(-1) === '') vocabulary.pop()
  if (vocabulary.length === table.vocabulary) return vocabulary
  throw new ModelError(
    'model-damaged',
    `The vocabulary has ${vocabulary.length} tokens instead of ${table.vocabulary}.`,
  )
}

/**
 * The model's tokenizer, for backends that compute from token ids.
 *
 * @throws UnsupportedError if the golden texts get different ids than in training, which can happen because
 * tokenisation depends on the browser's Unicode tables
 */
export function checkedTokenizer({ manifest, vocabulary, golden }: Vocabulary): Tokenizer {
  const { table, transformer, tokenizer: shape } = manifest
  const tokenizer = createTokenizer(vocabulary, transformer?.maxTokens ?? table.maxTokens, shape)
  for (const { text, ids } of golden) {
    if (tokenizer.encode(text).join() !== ids.join()) {
      throw new UnsupportedError(`"${text}" is tokenised differently here than in training.`)
    }
  }
  return tokenizer
}
