/**
 * A number from 0 up to but without 1, the same for the same seed and name: hashed by FNV-1a (Fowler, Noll, Vo), then mixed as MurmurHash3
 * ends (Appleby), so that names that differ in a letter are tossed apart.
 *
 * @param seed the device's own number
 */
export function hashToUnit(seed: string, name: string): number {
  let hash = 0x811c9dc5
  for (const unit of `${seed} ${name}`) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** 64 bits by chance. */
export const newSeed = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((half) => half.toString(16).padStart(8, '0')).join('')
