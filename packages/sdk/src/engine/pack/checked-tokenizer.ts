import { ModelError, UnsupportedError } from './errors.ts'
import type { GoldenText } from './golden.ts'
import type { Manifest } from './shape.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'

/** What a tokenizer is made of. */
export interface Vocabulary {
  readonly manifest: Manifest
  /** By id. */
  readonly vocabulary: readonly string[]
  readonly golden: readonly GoldenText[]
}

/** @throws ModelError `model-damaged` when it has not the number of pieces that the manifest says */
export function parseVocabulary(text: string, { table }: Manifest): string[] {
  // A page does this at each view that makes vectors, and a pattern takes twice as long.
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
 * @throws UnsupportedError where the golden texts have other ids than in training: it relies on the browser's Unicode tables.
 */
export function checkedTokenizer({ manifest, vocabulary, golden }: Vocabulary): Tokenizer {
  const { table, transformer, tokenizer: shape } = manifest
  const tokenizer = createTokenizer(vocabulary, transformer?.maxTokens ?? table.maxTokens, shape)
  for (const { text, ids } of golden) {
    if (tokenizer.encode(text).join() !== ids.join()) {
      throw new UnsupportedError(`"${text}" is split into other tokens here than in training.`)
    }
  }
  return tokenizer
}
