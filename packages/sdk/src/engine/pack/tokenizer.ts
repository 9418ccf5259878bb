/**
 * Text → token ids, as in BERT's uncased WordPiece.
 *
 * The reference is `BertWordPieceTokenizer(vocabulary, lowercase=True)` of HuggingFace's `tokenizers`, with
 * `strip_accents` as in the manifest. Training used this tokenizer, so texts must get exactly the same ids here.
 *
 * Algorithm: Wu et al. 2016 (arXiv:1609.08144), Devlin et al. 2018 (arXiv:1810.04805).
 */

import type { TokenizerShape } from './shape.ts'

export interface Tokenizer {
  /** Returns 2 to `maxTokens` ids, from [CLS] to [SEP]; longer texts are truncated. Never throws. */
  encode(text: string): number[]
  readonly maxTokens: number
}

/** Words of more than this many code points become a single [UNK]. */
const LONGEST_WORD = 100

/** Special tokens, which are recognised in texts only in exactly this spelling. */
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']

// Unicode category C (Other), except unassigned code points, which the reference keeps. Tabs and line breaks count as
// spaces below. Decoders emit U+FFFD for invalid bytes.
const DROPPED = /[^\P{C}\p{Cn}\t\n\r]|\uFFFD/gu

// CJK ideographs as listed in the reference, each of which is a word. Kana and Hangul are not included.
const IDEOGRAPH =
  /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu

const ACCENT = /\p{Mn}/gu

// A punctuation mark, or a run of anything else between spaces. These ASCII symbols count as punctuation too: $ + < = >
// ^ ` | ~
const WORD = /[\p{P}$+<=>^`|~]|[^\p{P}$+<=>^`|~\p{White_Space}]+/gu

/**
 * Creates a tokenizer.
 *
 * @param vocabulary tokens; the index is the id
 * @param maxTokens maximum number of ids that `encode` returns, including [CLS] and [SEP]; at least 2
 * @param stripAccents default: true
 * @throws RangeError if [CLS], [SEP] or [UNK] is missing, or `maxTokens` is below 2
 */
export function createTokenizer(
  vocabulary: readonly string[],
  maxTokens: number,
  { stripAccents }: Pick<TokenizerShape, 'stripAccents'> = { stripAccents: true },
): Tokenizer {
  const ids = new Map(vocabulary.map((token, id) => [token, id]))
  const idOf = (token: string): number => {
    const id = ids.get(token)
    if (id === undefined) throw new RangeError(`The vocabulary lacks ${token}.`)
    return id
  }
  const first = idOf('[CLS]')
  const last = idOf('[SEP]')
  const unknown = idOf('[UNK]')
  if (maxTokens < 2) throw new RangeError(`maxTokens must be 2 or more, not ${maxTokens}.`)

  // Length of the longest token, which bounds the search: 64 adversarial words took 150 ms when every length was tried.
  const longest = vocabulary.reduce((most, token) => Math.max(most, token.length), 0)

  const special = SPECIAL.filter((token) => ids.has(token))
  const specialPattern = new RegExp(`(${special.map((token) => token.replace(/[[\]]/g, '\\$&')).join('|')})`)

  /** Greedy longest match: the longest token that starts the word, then the longest `##` token that continues it. */
  const appendWord = (word: string, out: number[]): void => {
    // Fast path for the common case in which the whole word is a token; takes a fifth of the time.
    const whole = word.length <= LONGEST_WORD ? ids.get(word) : undefined
    if (whole !== undefined) {
      out.push(whole)
      return
    }
    const start = out.length
    // Tokens never start or end inside a surrogate pair, so all lengths except the limit can be counted in UTF-16 code
    // units.
    if (word.length > LONGEST_WORD && Array.from(word).length > LONGEST_WORD) {
      out.push(unknown)
      return
    }
    for (let from = 0; from < word.length; ) {
      let to = Math.min(word.length, from + longest)
      let id: number | undefined
      for (; to > from; to--) {
        id = ids.get(from > 0 ? `##${word.slice(from, to)}` : word.slice(0, to))
        if (id !== undefined) break
      }
      if (id === undefined) {
        out.length = start
        out.push(unknown)
        return
      }
      out.push(id)
      from = to
    }
  }

  const encode = (text: string): number[] => {
    const out = [first]
    // One token beyond the limit shows that the text is too long, so there is no need to read the rest.
    const full = () => out.length >= maxTokens
    for (const piece of text.split(specialPattern)) {
      if (full()) break
      if (special.includes(piece)) {
        out.push(idOf(piece))
        continue
      }
      // `match` returns all words at once; creating a match object for each word would double the time.
      for (const word of normalise(piece, stripAccents).match(WORD) ?? []) {
        if (full()) break
        appendWord(word, out)
      }
    }
    out.length = Math.min(out.length, maxTokens - 1)
    out.push(last)
    return out
  }

  return { encode, maxTokens }
}

/** Lower-cases, drops control characters and separates ideographs, in the same order as the reference. */
function normalise(text: string, stripAccents: boolean): string {
  // Fast path for ASCII, which the remaining steps don't change.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  const spaced = text.replace(DROPPED, '').replace(IDEOGRAPH, ' $& ')
  const plain = stripAccents ? spaced.normalize('NFD').replace(ACCENT, '') : spaced
  // The reference lower-cases one character at a time, so it never produces a final sigma.
  return plain.replace(/Σ/g, 'σ').toLowerCase()
}
