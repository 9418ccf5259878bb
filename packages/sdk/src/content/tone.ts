/** Converts the tone head's outputs to a tone, and tones to and from the bytes stored with a text's vector. */

import type { Depth, Emotion, Tone } from '../types.ts'

/** The emotions, in the order of the head's outputs. */
export const EMOTIONS: readonly Emotion[] = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise', 'neutral']
/** Number of outputs before the emotions. */
const SCALARS = 5
/**
 * Bounds on the spread. Smaller errors aren't attainable, and larger ones make no difference, because valence has a
 * range of 2.
 */
const SPREAD = [0.02, 1] as const

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
const chance = (logit: number) => 1 / (1 + Math.exp(-logit))

const tone = ([valence, intensity, spread, gravity, levity, ...emotions]: readonly number[], depth: Depth): Tone => ({
  valence: clamp(valence!, -1, 1),
  intensity: clamp(intensity!, 0, 1),
  spread: clamp(spread!, ...SPREAD),
  gravity: clamp(gravity!, 0, 1),
  levity: clamp(levity!, 0, 1),
  emotions: Object.fromEntries(EMOTIONS.map((name, i) => [name, clamp(emotions[i]!, 0, 1)])) as Tone['emotions'],
  depth,
})

/**
 * @returns undefined if a number isn't finite, which means that the text has no known word or the weights are damaged
 */
export function toneOf(numbers: ArrayLike<number>, depth: Depth): Tone | undefined {
  const all = Array.from(numbers)
  if (all.length !== SCALARS + EMOTIONS.length || !all.every(Number.isFinite)) return undefined
  const [valence, intensity, spread, ...logits] = all
  return tone([valence!, intensity!, Math.exp(clamp(spread!, -8, 8)), ...logits.map(chance)], depth)
}

/** A stored tone: each number in steps of 1/127, followed by the depth. */
export type StoredTone = Int8Array

export const packTone = ({ valence, intensity, spread, gravity, levity, emotions, depth }: Tone): StoredTone =>
  Int8Array.from([
    ...[valence, intensity, spread, gravity, levity, ...EMOTIONS.map((name) => emotions[name])].map((value) =>
      Math.round(value * 127),
    ),
    depth,
  ])

/** @returns undefined for invalid data, since the page's own code can write to the storage, too */
export function unpackTone(stored: unknown): Tone | undefined {
  if (!(stored instanceof Int8Array) || stored.length !== SCALARS + EMOTIONS.length + 1) return undefined
  return tone(
    Array.from(stored.subarray(0, -1), (step) => step / 127),
    stored.at(-1) ? 1 : 0,
  )
}
