/**
 * Names of one letter, chosen so that a script repeats itself: brotli then says more of it by what it has said before. Each variable in
 * turn gets the letter with which what stands around its uses is met most often elsewhere, until nothing changes.
 */

import { brotliCompressSync } from 'node:zlib'
import { edited } from './syntax.mjs'
import { variablesOf } from './variables.mjs'

const LETTERS = [...'etnroiascludfpmhgwkvybSOxEMTjLANCDIRB_zPWqUJFGHKQVXYZ$']
/** Rounds at most, where every byte counts; mostly nothing changes after six. */
const ROUNDS = 8
/** Characters of the pieces that are counted. What ways of counting give is compared by what comes of it: none is the best for all scripts. */
const WAYS = [
  { shortest: 3, longest: 10, worth: 2 },
  { shortest: 3, longest: 6, worth: 0 },
  { shortest: 2, longest: 8, worth: 2 },
  { shortest: 2, longest: 10, worth: 2 },
]
/** Nine tenths of what can be had, in a tenth of the time. */
const QUICK = { ways: WAYS.slice(0, 1), rounds: 2 }

/** Counts for each character of a script: it has about as many pieces as it has characters and ways to end one. */
const PLACES = 64

/**
 * @param code a minified script or module, in strict mode
 * @param isQuick whether it is long, and need not be as short as can be
 * @returns the same, in as many characters, with other names
 */
export function withLikelyNames(code, isQuick = false) {
  const { ways, rounds } = isQuick ? QUICK : { ways: WAYS, rounds: ROUNDS }
  const variables = variablesOf(code).filter(({ uses }) => uses.length)
  const found = ways.flatMap((way) => [...namings(code, variables, way, rounds)])
  const best = [code, ...found].reduce((best, each) => (weight(each) < weight(best) ? each : best))
  // Each name stands where it stood: read anew, it must stand for the same.
  if (usesIn(best) !== usesIn(code)) throw new Error('a name stands for something else than before')
  return best
}

const usesIn = (code) => JSON.stringify(variablesOf(code).map(({ uses }) => uses))

const weight = (code) => brotliCompressSync(code).length

/** The script after each round. */
function* namings(code, variables, way, rounds) {
  const names = new Map(variables.map((variable) => [variable, variable.name]))
  const movable = variables
    .filter(({ name, fixed }) => name.length === 1 && !fixed)
    .sort((a, b) => b.uses.length - a.uses.length)
  const text = Uint8Array.from(code, (letter) => letter.charCodeAt(0))
  const pieces = new Pieces(text, way)
  for (let round = 0, changed = true; changed && round < rounds; round++) {
    changed = false
    for (const variable of movable) {
      const { uses, taken, rivals } = variable
      const before = names.get(variable)
      const used = new Set([...taken, ...rivals.map((rival) => names.get(rival))])
      const places = pieces.around(uses)
      const put = (letter) => {
        for (const use of uses) text[use] = letter.charCodeAt(0)
      }
      pieces.count(places, -1)
      let best = { letter: before, score: -1 }
      for (const letter of [before, ...LETTERS]) {
        if (used.has(letter)) continue
        put(letter)
        const score = pieces.score(places)
        if (score > best.score) best = { letter, score }
      }
      put(best.letter)
      pieces.count(places, 1)
      names.set(variable, best.letter)
      changed ||= best.letter !== before
    }
    const edits = variables.flatMap((variable) =>
      variable.uses.map((start) => ({ start, end: start + variable.name.length, by: names.get(variable) })),
    )
    yield edited(code, edits)
  }
}

/** How often each piece of a text stands in it. */
class Pieces {
  /** By the last bits of a hash: that two pieces share a count now and then does no harm. */
  #counts

  constructor(text, way) {
    Object.assign(this, { text, way })
    this.#counts = new Uint16Array(2 ** Math.ceil(Math.log2(PLACES * text.length)))
    for (const start of text.keys()) this.#each(start, start, (at) => this.#counts[at]++)
  }

  /** @returns where pieces begin that hold one of these places, each with the place that it must reach */
  around(uses) {
    const places = new Map()
    for (const use of uses)
      for (let start = Math.max(0, use - this.way.longest + 1); start <= use; start++)
        if (!(places.get(start) <= use)) places.set(start, use)
    return places
  }

  /** Calls back with the place of the count of each piece that begins here and reaches there. */
  #each(start, reached, call) {
    const { shortest, longest } = this.way
    const end = Math.min(start + longest, this.text.length)
    let hash = 0
    for (let at = start; at < end; at++) {
      // FNV-1a, of 32 bits.
      hash = Math.imul(hash ^ this.text[at], 16_777_619)
      if (at >= reached && at - start + 1 >= shortest) call((hash ^ (hash >>> 15)) & (this.#counts.length - 1))
    }
  }

  count(places, by) {
    for (const [start, reached] of places)
      this.#each(start, reached, (at) => {
        this.#counts[at] += by
      })
  }

  /** How much of these pieces has been said before, by others or by one another. */
  score(places) {
    let score = 0
    for (const [start, reached] of places)
      this.#each(start, reached, (at) => {
        const count = this.#counts[at]++
        if (count) score += Math.log2(1 + count) + this.way.worth
      })
    this.count(places, -1)
    return score
  }
}
