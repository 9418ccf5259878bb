/**
 * Text → token ids, as BERT's uncased WordPiece does it.
 *
 * The reference is the `BertWordPieceTokenizer(vocabulary, lowercase=True)` of HuggingFace's `tokenizers`, with `strip_accents` as the
 * manifest says: training used it, so a text must get the very same ids here.
 * Source of the algorithm: Wu et al. 2016 (arXiv:1609.08144), Devlin et al. 2018 (arXiv:1810.04805).
 */

import type { TokenizerShape } from './shape.ts'

export interface Tokenizer {
  /** Ids of [CLS] … [SEP]: 2 to `maxTokens` of them, the end of a longer text is cut off. Never throws. */
  encode(text: string): number[]
  readonly maxTokens: number
}

/** Longer words, in code points, become [UNK] whole. */
const LONGEST_WORD = 100

/** Written out in a text these stand for themselves, in this spelling only. */
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']

// Rust's "other" categories without unassigned code points, which the reference keeps. Tab and line breaks count as spaces
// below; U+FFFD is what decoders put for bytes that they could not read.
const DROPPED = /[^\P{C}\p{Cn}\t\n\r]|\uFFFD/gu

// The CJK ideographs of the reference's own list: each is a word. Kana and Hangul are not in it.
const IDEOGRAPH =
  /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu

const ACCENT = /\p{Mn}/gu

// One punctuation mark, or a run of anything else between spaces. ASCII's symbols count as punctuation: $ + < = > ^ ` | ~
const WORD = /[\p{P}$+<=>^`|~]|[^\p{P}$+<=>^`|~\p{White_Space}]+/gu

/**
 * Reads a vocabulary.
 *
 * @param vocabulary One token a line; the line's number, from 0, is the token's id.
 * @param maxTokens Most ids that `encode` gives back, [CLS] and [SEP] included; at least 2.
 * @param stripAccents Default true.
 * @throws RangeError when [CLS], [SEP] or [UNK] is missing, or `maxTokens` is below 2.
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

  // No token is longer, so nothing longer is looked for: 64 words made to be tried at every length took 150 ms.
  const longest = vocabulary.reduce((most, token) => Math.max(most, token.length), 0)

  const special = SPECIAL.filter((token) => ids.has(token))
  const specialPattern = new RegExp(`(${special.map((token) => token.replace(/[[\]]/g, '\\$&')).join('|')})`)

  /** Greedy: the longest token that starts the word, then the longest `##` token that goes on from there. */
  const appendWord = (word: string, out: number[]): void => {
    // Most words are tokens, and go through no loop: a fifth of the time.
    const whole = word.length <= LONGEST_WORD ? ids.get(word) : undefined
    if (whole !== undefined) {
      out.push(whole)
      return
    }
    const start = out.length
    // Half of a surrogate pair begins or ends no token, so UTF-16 units may be counted, but for what is too long.
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
    // One token too many shows that the text is too long; the rest of it need not be read.
    const full = () => out.length >= maxTokens
    for (const piece of text.split(specialPattern)) {
      if (full()) break
      if (special.includes(piece)) {
        out.push(idOf(piece))
        continue
      }
      // All at once: an object for each match takes as long as all else.
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

/** Lower case, control characters dropped, ideographs set apart. The order of the steps is the reference's. */
function normalise(text: string, stripAccents: boolean): string {
  // Most of English is ASCII, of which the steps change nothing else.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  const spaced = text.replace(DROPPED, '').replace(IDEOGRAPH, ' $& ')
  const plain = stripAccents ? spaced.normalize('NFD').replace(ACCENT, '') : spaced
  // The reference lowers one character at a time, so it knows no final sigma.
  return plain.replace(/Σ/g, 'σ').toLowerCase()
}
