/** SHA-256, with a fallback for pages without `crypto.subtle`, such as those served over plain HTTP. */

const ROUND_CONSTANTS = fractions(64, 3)
const INITIAL_STATE = fractions(8, 2)

/** SHA-256 of `bytes`, as 64 lower-case hex digits. Source: FIPS 180-4. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  const hash = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : await withYields(digestSteps(bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Converts Base64, as in `integrity="sha256-…"`, to hex, as in the manifest. */
export function hexFromBase64(base64: string): string {
  return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

/** SHA-256 of `bytes`, as 32 bytes. About 40 times slower than the browser's implementation. */
export function sha256InScript(bytes: Uint8Array): Uint8Array {
  const steps = digestSteps(bytes)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Yields to the page after each step, because hashing a megabyte takes longer than a frame. */
async function withYields(steps: Generator<void, Uint8Array>): Promise<Uint8Array> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** Bytes hashed in each step; a step takes about 5 ms. */
const STEP = 1 << 17

function* digestSteps(bytes: Uint8Array): Generator<void, Uint8Array> {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)

  const state = Uint32Array.from(INITIAL_STATE)
  const schedule = new Uint32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    if (block && block % STEP === 0) yield
    for (let t = 0; t < 64; t++) schedule[t] = t < 16 ? view.getUint32(block + 4 * t) : expand(schedule, t)
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let t = 0; t < 64; t++) {
      const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const choice = (e & f) ^ (~e & g)
      const t1 = (h + sum1 + choice + at(ROUND_CONSTANTS, t) + at(schedule, t)) | 0
      const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + sum0 + majority) | 0
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word
  }
  const hash = new DataView(new ArrayBuffer(32))
  for (const [i, word] of state.entries()) hash.setUint32(4 * i, word)
  return new Uint8Array(hash.buffer)
}

function expand(schedule: Uint32Array, t: number): number {
  const early = at(schedule, t - 15)
  const late = at(schedule, t - 2)
  const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
  const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
  return at(schedule, t - 16) + small0 + at(schedule, t - 7) + small1
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

/** SHA-256's constants: the first 32 bits of the fractional parts of the first primes' square or cube roots. */
function fractions(count: number, root: 2 | 3): Uint32Array {
  const words = new Uint32Array(count)
  for (let candidate = 2, found = 0; found < count; candidate++) {
    let divisor = 2
    while (divisor * divisor <= candidate && candidate % divisor > 0) divisor++
    if (divisor * divisor <= candidate) continue
    const value = root === 2 ? Math.sqrt(candidate) : Math.cbrt(candidate)
    words[found++] = Math.floor((value % 1) * 2 ** 32)
  }
  return words
}
