/**
 * A short key for a text: 53 bits in base 36. Combines two FNV-1a hashes (Fowler, Noll, Vo) of the UTF-16 units, with
 * different offsets. The probability of a collision among 5,000 texts is about 1 in 10⁹.
 */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b)
    high ^= high >>> 13
  }
  return ((high & 0x1fffff) * 0x100000000 + (low >>> 0)).toString(36)
}
