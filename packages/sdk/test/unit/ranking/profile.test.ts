// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { profile, profileTone } from '../../../src/ranking/profile.ts'
import type { ReaderEvent, Tone } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, NOW, things } from './make.ts'

const read = (id: string, topic?: string) => event('read', content(id), topic === undefined ? {} : { topic })
const of = (events: readonly ReaderEvent[], paused: readonly string[] = []) =>
  profile(events, evidence(events, NOW), paused)

test('Shares of what was opened, by its weight, the largest first; since when, and by how many events.', () => {
  const events = [
    { ...read('/a', 'food'), at: NOW - 5000 },
    event('click', content('/b'), { topic: 'space', at: NOW - 9000 }),
    event('click', content('/c'), { topic: 'food' }),
    read('/untold'),
    event('impression', content('/d'), { topic: 'sport' }),
  ]
  const { topics, since, events: count } = of(events)
  expect(topics.map(({ topic }) => topic)).toEqual(['food', 'space'])
  expect(topics[0]!.share).toBeCloseTo(0.75, 6)
  expect(topics[1]!.share).toBeCloseTo(0.25, 6)
  expect({ since, count }).toEqual({ since: NOW - 9000, count: 5 })
})

test('Of somebody who has done nothing nothing is known.', () => {
  expect(of([])).toEqual({ topics: [], events: 0 })
})

test('A topic may be called anything.', () => {
  expect(of([read('/1', '__proto__')]).topics).toEqual([{ topic: '__proto__', share: 1 }])
})

test('What was raised or lowered stands there with its steps, though nothing of it was opened; what is paused, too, once.', () => {
  const events = [
    read('/a', 'food'),
    event('raise', content('/x'), { topic: 'space' }),
    event('raise', content('/x'), { topic: 'food' }),
    event('lower', content('/y'), { topic: 'tax' }),
  ]
  const { topics } = of(events, ['vote', 'vote'])
  expect(topics).toEqual([
    { topic: 'food', share: 1, level: 1 },
    { topic: 'space', share: 0, level: 1 },
    { topic: 'tax', share: 0, level: -1 },
    { topic: 'vote', share: 0, paused: true },
  ])
})

test('Shares add up to one where any topic was opened, and no topic is told twice, whatever was done.', () => {
  fc.assert(
    fc.property(things({ minLength: 1, maxLength: 12 }), deeds, (world, deeds) => {
      const { topics, events } = of(eventsOf(deeds, world))
      expect(events).toBe(deeds.length)
      expect(new Set(topics.map(({ topic }) => topic)).size).toBe(topics.length)
      const shares = topics.map(({ share }) => share)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      const sum = shares.reduce((total, share) => total + share, 0)
      expect(sum).toBeCloseTo(shares.some((share) => share > 0) ? 1 : 0, 9)
    }),
  )
})

const tone = (valence: number, joy: number): Tone => ({
  valence,
  intensity: Math.abs(valence),
  spread: 0.2,
  gravity: 0,
  levity: joy / 2,
  emotions: { anger: 0, disgust: 0, fear: 0, joy, sadness: 0, surprise: 0, neutral: 1 - joy },
  depth: 1,
})

test('How what was opened sounds: the means by weight of what is known, and of how many items.', () => {
  const { positive } = evidence([read('/a'), event('click', content('/b')), read('/unknown')], NOW)
  const tones = new Map([
    ['print of /a', tone(0.6, 0.9)],
    ['print of /b', tone(-0.3, 0)],
  ])
  const { items, valence, intensity, levity, emotions } = profileTone(positive, tones)!
  expect(items).toBe(2)
  expect(valence).toBeCloseTo((2 * 0.6 - 0.3) / 3, 12)
  expect(intensity).toBeCloseTo((2 * 0.6 + 0.3) / 3, 12)
  expect(levity).toBeCloseTo((2 * 0.45) / 3, 12)
  expect(emotions.joy).toBeCloseTo((2 * 0.9) / 3, 12)
  expect(emotions.neutral).toBeCloseTo((2 * 0.1 + 1) / 3, 12)
  expect(Object.keys(emotions)).toHaveLength(7)
})

test('Where no tone is known none is told, nor of what weighs nothing.', () => {
  const { positive } = evidence([read('/a')], NOW)
  expect(profileTone(positive, new Map())).toBeUndefined()
  expect(profileTone([], new Map([['print of /a', tone(1, 1)]]))).toBeUndefined()
  const weightless = positive.map((event) => ({ ...event, weight: 0 }))
  expect(profileTone(weightless, new Map([['print of /a', tone(1, 1)]]))).toBeUndefined()
})
