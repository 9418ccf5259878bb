/**
 * A set of (reader, place) pairs that can't identify readers: each entry is 64 bits of a hash whose salt is discarded
 * when the process ends. An entry takes 11 to 22 bytes, and half as much again while the set grows; in a JavaScript
 * Set, it would take 40 or more.
 */
import { createHash, randomBytes } from 'node:crypto'

/** A reader's hash, as two 32-bit numbers. */
export type ReaderHash = readonly [high: number, low: number]

/** @returns a function that hashes readers; its hashes can't be reproduced once the process has ended */
export function readerHashes(salt: Uint8Array = randomBytes(32)): (...words: readonly string[]) => ReaderHash {
  return (...words) => {
    const digest = createHash('sha256').update(salt).update(words.join('\0')).digest()
    return [digest.readUInt32LE(0), digest.readUInt32LE(4)]
  }
}

/** Spreads consecutive numbers over the 32-bit range (MurmurHash3's finaliser). */
function scatter(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** A 32-bit hash of an address (FNV-1a). */
export function placeOf(address: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193)
  return hash
}

/** A number from 0 to 1 determined by the words, the same in every run. */
export const chanceOf = (...words: readonly string[]): number => (scatter(placeOf(words.join('\0'))) >>> 0) / 2 ** 32

/** A hash set with open addressing and a maximum load factor of three quarters. */
export class ReaderSet {
  #slots = new Uint32Array(2 * 1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** @param address, day identify the place; the same reader counts separately in each @returns whether it was new */
  add([high, low]: ReaderHash, address: number, day: number): boolean {
    const place = scatter(address + 1)
    const time = scatter(day ^ 0x5bd1e995)
    const added = this.#insert((high ^ place) >>> 0, (low ^ time ^ Math.imul(place, 31)) >>> 0)
    if (this.#size * 8 > this.#slots.length * 3) this.#grow()
    return added
  }

  #insert(high: number, low: number): boolean {
    const slots = this.#slots
    const mask = slots.length / 2 - 1
    // A slot is empty if both words are zero.
    const second = low || (high ? 0 : 1)
    for (let at = (low ^ high) & mask; ; at = (at + 1) & mask) {
      const [there, beside] = [slots[2 * at]!, slots[2 * at + 1]!]
      if (there === high && beside === second) return false
      if (there || beside) continue
      slots[2 * at] = high
      slots[2 * at + 1] = second
      this.#size++
      return true
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    this.#size = 0
    for (let at = 0; at < old.length; at += 2) if (old[at] || old[at + 1]) this.#insert(old[at]!, old[at + 1]!)
  }
}
