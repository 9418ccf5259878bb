/**
 * Tone files small enough to write by hand, for the bundle of bundle.ts, and a second implementation in plain loops.
 */

import { createTokenizer } from '../../../src/engine/pack/tokenizer.ts'
import { TONE_OUTPUTS } from '../../../src/engine/tone/tone-head.ts'
import { hex, makeBundle, numbers, table, transformer, vocabulary } from './bundle.ts'

const SHAPE = { lexicon: 2, hidden: 3, taps: 3 }
const TEXTS = ['The cat sat on the mat.', 'dogs', 'snow and rain and wind and sun over the hill']

type Files = Map<string, Uint8Array<ArrayBuffer>>
type Weights = Record<string, number[]>

/** The bundle with tone. At depth 1 the states have no weight, so its golden outputs need no transformer. */
export function makeToneBundle(change: (told: Record<string, unknown>) => void = () => {}): Files {
  const files = makeBundle()
  const random = numbers(7)
  const { lexicon, hidden, taps } = SHAPE
  const bytes: number[] = []
  const tensors: unknown[] = []
  const weights: Weights = {}
  const add = (name: string, shape: number[], scale = 1) => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => scale * random())
    weights[name] = [...values]
    tensors.push({ name, shape, dtype: 'float32', file: 'tone.bin', offset: bytes.length })
    bytes.push(...new Uint8Array(values.buffer))
  }
  add('lexicon', [table.vocabulary, lexicon])
  for (const [depth, states] of [table.width, transformer.hidden].entries()) {
    add(`input.${depth}`, [states, hidden], depth ? 0 : 1)
    add(`words.${depth}`, [lexicon, hidden])
    add(`bias.${depth}`, [hidden])
    add(`taps.${depth}`, [taps * hidden, hidden])
    add(`tapsBias.${depth}`, [hidden])
    add(`query.${depth}`, [hidden])
    add(`output.${depth}`, [3 * hidden, TONE_OUTPUTS])
    add(`outputBias.${depth}`, [TONE_OUTPUTS])
  }
  const rows = rowsOf(files)
  const golden = TEXTS.map((text) => ({ text, tones: [0, 1].map((depth) => toneInLoops(text, depth, weights, rows)) }))
  const told: Record<string, unknown> = { ...SHAPE, tensors, golden }
  change(told)
  const put = (name: string, content: Uint8Array<ArrayBuffer>) => {
    files.set(name, content)
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')))
    manifest.files[name] = { bytes: content.length, sha256: hex(content) }
    files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
  }
  put('tone.bin', Uint8Array.from(bytes))
  put('tone.json', new TextEncoder().encode(JSON.stringify(told)))
  return files
}

/** A second reader of the bundle's table rows. */
function rowsOf(files: Files): number[][] {
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')))
  const entry = manifest.tensors.find(({ name }: { name: string }) => name === 'tokenEmbedding')
  const view = new DataView(files.get(entry.file)!.buffer)
  const half = (at: number) => {
    const bits = view.getUint16(at, true)
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023]
    const size = exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024)
    return bits & 0x8000 ? -size : size
  }
  const step = (nibble: number) => (nibble > 7 ? nibble - 16 : nibble)
  return Array.from({ length: table.vocabulary }, (_, id) =>
    Array.from({ length: table.width }, (_, i) => {
      const byte = view.getUint8(entry.offset + (id * table.width + i - (i % 2)) / 2)
      return step(i % 2 ? byte >> 4 : byte & 15) * half(entry.scales.offset + 2 * id)
    }),
  )
}

function toneInLoops(text: string, depth: number, weights: Weights, rows: readonly number[][]): number[] {
  const { lexicon, hidden, taps } = SHAPE
  const at = (name: string, i: number) => weights[`${name}.${depth}`]![i]!
  const each = <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i))
  const sum = (length: number, term: (i: number) => number) => each(length, term).reduce((a, b) => a + b, 0)
  const ids = createTokenizer(vocabulary, table.maxTokens).encode(text).slice(1, -1)
  const first = ids.map((id) =>
    each(hidden, (h) =>
      Math.tanh(
        at('bias', h) +
          (depth ? 0 : sum(table.width, (s) => rows[id]![s]! * at('input', s * hidden + h))) +
          sum(lexicon, (l) => weights.lexicon![id * lexicon + l]! * at('words', l * hidden + h)),
      ),
    ),
  )
  const second = ids.map((_, t) =>
    each(hidden, (h) => {
      const near = sum(taps, (k) =>
        sum(hidden, (i) => (first[t + k - 1]?.[i] ?? 0) * at('taps', (k * hidden + i) * hidden + h)),
      )
      return Math.tanh(at('tapsBias', h) + near) + first[t]![h]!
    }),
  )
  const scores = second.map((row) => Math.exp(sum(hidden, (h) => row[h]! * at('query', h))))
  const total = scores.reduce((a, b) => a + b)
  const pooled = [
    ...each(hidden, (h) => sum(ids.length, (t) => (scores[t]! / total) * second[t]![h]!)),
    ...each(hidden, (h) => sum(ids.length, (t) => second[t]![h]!) / ids.length),
    ...each(hidden, (h) => Math.max(...second.map((row) => row[h]!))),
  ]
  return each(
    TONE_OUTPUTS,
    (o) => at('outputBias', o) + sum(3 * hidden, (i) => pooled[i]! * at('output', i * TONE_OUTPUTS + o)),
  )
}
