/** Depth 0's arithmetic in WebAssembly, four numbers at once in single precision: a quarter of the time, and from the first text on. */

import { stepsOfBytes } from '../pack/tensors/unpack.ts'
import module from './embed.wat'
import { type EmbedPieces, isLength, type TableParts } from './embed-pieces.ts'

/** What embed.wat exports. */
interface Exports {
  readonly memory: WebAssembly.Memory
  sum(steps: number, shift: number, rows: number, row: number, list: number, end: number, out: number): void
  product(row: number, end: number, kernel: number, stride: number, out: number): void
  normalise(row: number, end: number): number
}

/** Bytes by which memory grows. */
const PAGE = 65_536

/**
 * The same as {@link embedPieces}, to seven digits. The rows lie a second time in its memory: 1.4 MB in English.
 *
 * @returns undefined for a shape that doesn't divide, and where there is no WebAssembly with SIMD, or the page's policy forbids it
 */
export function embedByWasm({ shape, rows, weights, head }: TableParts): EmbedPieces | undefined {
  const { width, output, maxTokens } = shape
  if (width % 32 || output % 16) return undefined
  // One after the other: steps (16), rows (V, width / 2), list (maxTokens, 2), sum (width), output (output), head (width, output).
  const row = width / 2
  const table = 16
  const list = table + rows.bytes.length
  const sum = list + 8 * maxTokens
  const vector = sum + 4 * width
  const kernel = vector + 4 * output
  const end = kernel + 4 * (head?.length ?? 0)
  const wasm = open(Math.ceil(end / PAGE))
  if (!wasm) return undefined
  const { buffer } = wasm.memory
  const held = stepsOfBytes(rows.dtype)
  // Steps of int3 are halves: doubled, and each factor halved, they are whole.
  new Int8Array(buffer).set(Array.from({ length: 16 }, (_, half) => 2 * held[2 * half]!))
  new Uint8Array(buffer).set(rows.bytes, table)
  if (head) new Float32Array(buffer, kernel).set(head)
  const ids = new Uint32Array(buffer, list, 2 * maxTokens)
  const factors = new Float32Array(buffer, list, 2 * maxTokens)
  const [from, to] = head ? [vector, kernel] : [sum, vector]
  const answer = new Float32Array(buffer, from, (to - from) / 4)
  const shift = rows.dtype === 'int4' ? 4 : 3

  return (pieces) => {
    for (let i = 0; i < pieces.length; i++) {
      const id = pieces[i]!
      ids[2 * i] = id
      factors[2 * i + 1] = (rows.scales[id]! * (weights?.[id] ?? 1)) / 2
    }
    wasm.sum(0, shift, table, row, list, list + 8 * pieces.length, sum)
    if (head) wasm.product(sum, vector, kernel, 4 * output, vector)
    return isLength(wasm.normalise(from, to)) ? answer.slice() : undefined
  }
}

/** @param pages of memory, beside the first */
function open(pages: number): Exports | undefined {
  try {
    const code = Uint8Array.from(atob(module), (character) => character.charCodeAt(0))
    const wasm = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Exports
    wasm.memory.grow(pages)
    return wasm
  } catch {
    return undefined
  }
}
