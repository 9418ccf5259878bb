/**
 * Hashes a seed and a name to a number in [0, 1): FNV-1a (Fowler, Noll, Vo) followed by MurmurHash3's finaliser
 * (Appleby), so that similar names result in independent values.
 *
 * @param seed the device's random number
 */
export function hashToUnit(seed: string, name: string): number {
  let hash = 0x811c9dc5
  for (const unit of `${seed} ${name}`) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** A random 64-bit seed. */
export const newSeed = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((half) => half.toString(16).padStart(8, '0')).join('')
