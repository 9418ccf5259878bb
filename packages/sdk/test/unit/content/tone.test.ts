import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMOTIONS, packTone, toneOf, unpackTone } from '../../../src/content/tone.ts'
import type { Tone } from '../../../src/types.ts'

const isBounded = ({ valence, intensity, spread, gravity, levity, emotions, depth }: Tone) =>
  Math.abs(valence) <= 1 &&
  [intensity, spread, gravity, levity, ...EMOTIONS.map((name) => emotions[name])].every(
    (value) => value >= 0 && value <= 1,
  ) &&
  spread >= 0.02 &&
  (depth === 0 || depth === 1)

const COUNT = 5 + EMOTIONS.length

test('Twelve numbers, whatever they are, make a tone within bounds, or none.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double(), { minLength: COUNT, maxLength: COUNT }),
      fc.constantFrom(0 as const, 1 as const),
      (numbers, depth) => {
        const tone = toneOf(numbers, depth)
        expect(tone === undefined).toBe(!numbers.every(Number.isFinite))
        if (tone) expect(isBounded(tone)).toBe(true)
      },
    ),
  )
  expect(toneOf([], 0)).toBeUndefined()
  expect(toneOf(new Float32Array(COUNT + 1), 0)).toBeUndefined()
})

test('A tone that was stored is the same to a step of 1/127, and its depth is told.', () => {
  const numbers = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: COUNT, maxLength: COUNT })
  fc.assert(
    fc.property(numbers, fc.constantFrom(0 as const, 1 as const), (numbers, depth) => {
      const tone = toneOf(numbers, depth)!
      const again = unpackTone(packTone(tone))!
      expect(again.depth).toBe(depth)
      for (const name of ['valence', 'intensity', 'gravity', 'levity'] as const)
        expect(again[name]).toBeCloseTo(tone[name], 1.9)
      for (const name of EMOTIONS) expect(Math.abs(again.emotions[name] - tone.emotions[name])).toBeLessThan(0.005)
    }),
  )
})

test('What lies in storage and is no tone is none; what looks like one stays within bounds.', () => {
  for (const stored of [
    undefined,
    null,
    'tone',
    [1, 2],
    new Int8Array(3),
    new Uint8Array(COUNT + 1),
    { length: COUNT + 1 },
  ])
    expect(unpackTone(stored)).toBeUndefined()
  fc.assert(
    fc.property(fc.int8Array({ minLength: COUNT + 1, maxLength: COUNT + 1 }), (stored) => {
      expect(isBounded(unpackTone(stored)!)).toBe(true)
    }),
  )
})
