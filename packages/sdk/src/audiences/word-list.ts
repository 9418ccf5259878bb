/**
 * Finds listed words and phrases in a text, in time proportional to the text's length. Entries are looked up by their
 * first word, and their other words are read only if the first is found. A regular expression of this size would take a
 * long time to compile and could backtrack.
 *
 * A list has one entry per comma. In an entry, words are separated by spaces, `a/b` stands for either word, `a*` for
 * words that begin with `a`, `*a` for words that end in it, `_` for any word, and `@name` for the words of another
 * list. A word without a star also stands for its plural.
 */

/**
 * Everything that matches a word of a text: the word, its singular, its beginnings and endings, and the names of the
 * lists that contain it.
 */
type Keys = ReadonlySet<string>

/** A word of a text. Hyphens separate words. */
interface Word {
  readonly keys: Keys
  /** Keys of this word and the next one as one word, if a hyphen joins them: `non-binary`, `nonbinary`. */
  joined?: Keys
  readonly start: number
  readonly end: number
}

interface Entry<T> {
  readonly value: T
  /** The entry's words after the first. They are split only when the first is found, because most never are. */
  readonly rest: string
}

/** Part of a text, from `start` to before `end`. */
export interface Found<T> {
  readonly value: T
  readonly start: number
  readonly end: number
}

/** Lengths of the beginnings and endings that entries may name. */
const [SHORTEST_BEGINNING, LONGEST_BEGINNING] = [2, 16]
const [SHORTEST_ENDING, LONGEST_ENDING] = [4, 9]

/** Letters, digits and combining marks, with apostrophes between them; or letters with dots between them. */
const WORD = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`´][\p{L}\p{M}]+)*/gu
/** Everything that is removed from a word before it is compared. */
const REMOVED = /[\p{M}\p{P}\p{S}\p{Lm}]/gu
const LATIN = /^[a-z\d]*$/
/** Letters that look like Latin ones or have no decomposition, each followed by the letter that it is compared as. */
const LIKE = 'аaвbеeёеіiїiјjкkмmнhоoрpсcтtуyхxһhԁdѕsԛqԝwαaβbεeιiκkνvοoρpτtυuχxøołlđdßsıiɡgɑaðd'
const LIKENESS = new Map(Array.from({ length: LIKE.length / 2 }, (_, i) => [LIKE[2 * i]!, LIKE[2 * i + 1]!]))

/**
 * Normalises a word for comparison: lower case, no accents, and Latin letters if all of its letters look like Latin
 * ones.
 */
function plain(word: string): string {
  const lower = word.toLowerCase()
  if (LATIN.test(lower)) return lower
  const bare = lower.normalize('NFKD').replace(REMOVED, '')
  const latin = Array.from(bare, (letter) => LIKENESS.get(letter) ?? letter).join('')
  return LATIN.test(latin) ? latin : bare
}

/** The possible singulars of an English plural. */
function singulars(word: string): string[] {
  if (word.endsWith('men')) return [`${word.slice(0, -2)}an`]
  if (!/[^s]s$/.test(word)) return []
  const some = [word.slice(0, -1)]
  if (/(?:[sxzo]|[cs]h)es$/.test(word)) some.push(word.slice(0, -2))
  if (word.endsWith('ies')) some.push(`${word.slice(0, -3)}y`)
  return some
}

const entriesOf = (list: string) => list.trim().split(/,\s*/)

const isOneOf = (alternatives: string, keys: Keys) =>
  alternatives === '_' || alternatives.split('/').some((key) => keys.has(key))

export class WordList<T> {
  readonly #byFirstWord = new Map<string, Entry<T>[]>()
  /** The names of the lists that a word belongs to. */
  readonly #names = new Map<string, string[]>()

  /**
   * @param lists the lists, each with the value that its entries stand for; if several lists contain an entry, the
   *   first counts
   * @param named lists that entries refer to as `@name`
   */
  constructor(lists: ReadonlyArray<readonly [value: T, list: string]>, named: Readonly<Record<string, string>> = {}) {
    for (const [name, list] of Object.entries(named)) {
      for (const word of entriesOf(list)) this.#names.set(word, [...(this.#names.get(word) ?? []), `@${name}`])
    }
    for (const [value, list] of lists) {
      for (const entry of entriesOf(list)) {
        const [first] = entry.split(' ', 1) as [string]
        const those = { value, rest: entry.slice(first.length + 1) }
        for (const key of first.split('/')) {
          const known = this.#byFirstWord.get(key)
          if (known) known.push(those)
          else this.#byFirstWord.set(key, [those])
        }
      }
    }
  }

  /** The longest entries in the text, from left to right, none overlapping another. */
  find(text: string): Found<T>[] {
    const words = this.#wordsOf(text)
    const found: Found<T>[] = []
    for (let at = 0; at < words.length; ) {
      const longest = this.#longest(words, at)
      if (longest) found.push({ value: longest.value, start: words[at]!.start, end: words[longest.after - 1]!.end })
      at = longest?.after ?? at + 1
    }
    return found
  }

  #longest(words: readonly Word[], at: number): { readonly value: T; readonly after: number } | undefined {
    let longest: { readonly value: T; readonly after: number } | undefined
    const { keys, joined = [] } = words[at]!
    for (const [some, next] of [
      [keys, at + 1],
      [joined, at + 2],
    ] as const) {
      for (const key of some) {
        for (const { value, rest } of this.#byFirstWord.get(key) ?? []) {
          const after = endOf(rest ? rest.split(' ') : [], words, next)
          if (after > (longest?.after ?? 0)) longest = { value, after }
        }
      }
    }
    return longest
  }

  #wordsOf(text: string): Word[] {
    const words: Word[] = []
    let before = ''
    for (const { 0: written, index } of text.matchAll(WORD)) {
      const word = plain(written)
      const last = words.at(-1)
      if (last && index === last.end + 1 && /[-‐‑]/.test(text[last.end]!)) last.joined = this.#keysOf(before + word)
      words.push({ keys: this.#keysOf(word), start: index, end: index + written.length })
      before = word
    }
    return words
  }

  #keysOf(word: string): Keys {
    const keys = new Set([word, ...singulars(word)])
    for (const key of [...keys]) for (const name of this.#names.get(key) ?? []) keys.add(name)
    for (let n = SHORTEST_BEGINNING; n <= Math.min(word.length, LONGEST_BEGINNING); n++)
      keys.add(`${word.slice(0, n)}*`)
    for (let n = SHORTEST_ENDING; n <= Math.min(word.length, LONGEST_ENDING); n++) keys.add(`*${word.slice(-n)}`)
    return keys
  }
}

/** The index after the words that an entry's remaining words match; 0 if they don't. */
function endOf(rest: readonly string[], words: readonly Word[], at: number): number {
  const [first, ...others] = rest
  if (first === undefined) return at
  const word = words[at]
  if (!word) return 0
  return Math.max(
    isOneOf(first, word.keys) ? endOf(others, words, at + 1) : 0,
    word.joined && isOneOf(first, word.joined) ? endOf(others, words, at + 2) : 0,
  )
}
