/**
 * A pack's optional tone files. `tone.json` lists the tensors of `tone.bin` in the same form as the manifest.
 *
 * They are downloaded and checked against the hashes in the manifest. Everything that the head relies on is validated
 * here.
 */

import { ensure, list, match, object, whole } from '../pack/checks.ts'
import { ModelError } from '../pack/errors.ts'
import { type Pack, textOf } from '../pack/files/load-files.ts'
import { TONE_FILES } from '../pack/manifest.ts'
import type { Manifest } from '../pack/shape.ts'
import { BYTES, readEntry, scaleCount, sizeOf } from '../pack/tensors/tensor-entry.ts'
import { readTensor } from '../pack/tensors/tensors.ts'
import { createToneHead, TONE_OUTPUTS, type ToneHead, type ToneWeights } from './tone-head.ts'

const [SHAPES, WEIGHTS] = TONE_FILES

/** The pack's tone files; empty if there are none. */
export const toneFiles = ({ files }: Manifest): readonly string[] =>
  TONE_FILES.every((name) => Object.hasOwn(files, name)) ? TONE_FILES : []

/** A golden text, and the outputs that training computed for it at each depth. */
interface GoldenTone {
  readonly text: string
  readonly tones: readonly (readonly number[])[]
}

/** Maximum deviation from training's outputs. Stored numbers are in steps of .008. */
const GOLDEN_ERROR = 0.02

/** @param depth depth of the head to read @throws ModelError `model-damaged` if the files are invalid */
export function readToneFile(
  pack: Pack,
  depth: 0 | 1,
): { readonly head: ToneHead; readonly golden: readonly GoldenTone[] } {
  const parsed = parse(textOf(pack, SHAPES))
  const { table, transformer } = pack.manifest
  const count = (name: string, most: number) => whole(parsed[name], `tone.${name}`, 1, most)
  const [lexicon, hidden, taps] = [count('lexicon', 64), count('hidden', 256), count('taps', 15)]
  ensure(taps % 2 === 1, 'tone.taps must be odd')
  const states = depth ? transformer?.hidden : table.width
  ensure(states !== undefined, 'tone needs a transformer at depth 1')
  const shapes: { readonly [name in keyof ToneWeights]: readonly number[] } = {
    lexicon: [table.vocabulary, lexicon],
    input: [states, hidden],
    words: [lexicon, hidden],
    bias: [hidden],
    taps: [taps * hidden, hidden],
    tapsBias: [hidden],
    query: [hidden],
    output: [3 * hidden, TONE_OUTPUTS],
    outputBias: [TONE_OUTPUTS],
  }
  const entries = list(parsed.tensors, 'tone.tensors', 64).map(readEntry)
  const weights = Object.entries(shapes).map(([part, shape]) => {
    const name = part === 'lexicon' ? part : `${part}.${depth}`
    const entry = entries.find((each) => each.name === name)
    ensure(entry?.shape.join() === shape.join(), `${name} must have shape ${shape.join('×')}`)
    const places = [{ ...entry, bytes: sizeOf(shape) * BYTES[entry.dtype] }]
    if ('scales' in entry)
      places.push({ ...entry, ...entry.scales, bytes: scaleCount(shape, entry) * BYTES[entry.scales.dtype] })
    for (const { file, offset, bytes } of places) {
      ensure(file === WEIGHTS, `${name} must lie in ${WEIGHTS}`)
      ensure(offset + bytes <= pack.buffer(file).byteLength, `${name} reaches beyond the end of ${file}`)
    }
    return [part, readTensor(entry, pack.buffer)]
  })
  return {
    head: createToneHead(Object.fromEntries(weights)),
    golden: list(parsed.golden, 'tone.golden', 64).map((value) => goldenTone(value, depth)),
  }
}

/**
 * @param numbers the golden texts' outputs as computed here
 * @throws ModelError if they differ from training's outputs
 */
export function checkGoldenTones(
  golden: readonly GoldenTone[],
  depth: 0 | 1,
  numbers: readonly (ArrayLike<number> | undefined)[],
): void {
  for (const [i, { text, tones }] of golden.entries()) {
    const isNear = (value: number, k: number) =>
      Math.abs(value - (numbers[i]?.[k] ?? Number.NaN)) <= GOLDEN_ERROR * Math.max(1, Math.abs(value))
    if (!tones[depth]!.every(isNear))
      throw new ModelError('model-damaged', `The tone of "${text}" differs from training.`)
  }
}

function parse(json: string): Record<string, unknown> {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (cause) {
    throw new ModelError('model-damaged', `${SHAPES} isn't JSON.`, { cause })
  }
  return object(parsed, SHAPES)
}

function goldenTone(value: unknown, depth: 0 | 1): GoldenTone {
  const { text, tones } = object(value, 'tone.golden')
  const isTone = (tone: unknown) => Array.isArray(tone) && tone.length === TONE_OUTPUTS && tone.every(Number.isFinite)
  ensure(Array.isArray(tones) && isTone(tones[depth]), 'tone.golden must have a tone per depth')
  return { text: match(text, /^[\s\S]{1,300}$/, 'tone.golden'), tones }
}
