/**
 * Who has been counted where, without knowing who: a reader is 64 bits of a hash with a salt that ends with the process.
 * Sets of JavaScript take 40 bytes and more for each; this takes 11 to 22, and half as much again while it grows.
 */
import { createHash, randomBytes } from 'node:crypto'

/** A reader, as two numbers of 32 bits. */
export type ReaderHash = readonly [high: number, low: number]

/** @returns hashes of readers, which nobody can make again once the process has ended */
export function readerHashes(salt: Uint8Array = randomBytes(32)): (...words: readonly string[]) => ReaderHash {
  return (...words) => {
    const digest = createHash('sha256').update(salt).update(words.join('\0')).digest()
    return [digest.readUInt32LE(0), digest.readUInt32LE(4)]
  }
}

/** Scatters numbers in order over 32 bits (the finalizer of MurmurHash3). */
function scatter(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** A number of 32 bits for an address (FNV-1a). */
export function placeOf(address: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193)
  return hash
}

/** A set of readers at places: open addressing, at most three quarters full. */
export class ReaderSet {
  #slots = new Uint32Array(2 * 1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** @param address, day which place: readers of one are no readers of another @returns whether it was new */
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
    // Both zero is an empty slot.
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
