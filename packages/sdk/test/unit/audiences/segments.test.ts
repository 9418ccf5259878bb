import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Opened, segments } from '../../../src/audiences/segments.ts'

const WIDTH = 16

/** Pseudo-random numbers, the same in each run. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** An item about a subject: near its direction, with some noise. */
function thing(n: number, subject: number, noise = 0.15): Opened {
  const next = numbers(n * 97 + subject)
  const row = Float32Array.from({ length: WIDTH }, (_, d) => (d === subject ? 1 : 0) + noise * (2 * next() - 1))
  const length = Math.hypot(...row)
  return {
    item: `/${subject}/${n}`,
    at: n * 1000,
    weight: 1,
    row: row.map((value) => value / length),
    title: `Title ${n}`,
    labels: [`subject ${subject}`, 'everything'],
  }
}

const history = (subjects: readonly number[]) => subjects.map((subject, n) => thing(n, subject))

test('What is alike becomes a segment, named by the label that tells it from the rest.', () => {
  const found = segments(history([0, 1, 0, 2, 0, 1, 1, 0]))
  expect(found.map(({ name }) => name)).toEqual(['subject 0', 'subject 1'])
  expect(found[0]).toMatchObject({ id: '/0/0', share: 0.5 })
  expect(found[0]!.items).toHaveLength(4)
})

test('Without a label that is shared, the first title names it.', () => {
  const opened = [0, 1, 2].map((n) => ({ ...thing(n, 3), labels: [`label ${n}`] }))
  expect(segments(opened)[0]!.name).toBe('Title 0')
})

test('Too little, and what is alike in nothing, is no segment.', () => {
  expect(segments([])).toEqual([])
  expect(segments(history([0, 0]))).toEqual([])
  expect(segments(history([0, 1, 2, 3, 4, 5]))).toEqual([])
})

const subjects = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 })

test('The order in which events lie in storage says nothing.', () => {
  fc.assert(
    fc.property(subjects, fc.integer(), (all, seed) => {
      const opened = history(all)
      const next = numbers(seed)
      const mixed = opened.map((each) => ({ each, key: next() })).sort((a, b) => a.key - b.key)
      expect(segments(mixed.map(({ each }) => each))).toEqual(segments(opened))
    }),
  )
})

test('From visit to visit: a thing stays in its segment, and a segment keeps its id and its name.', () => {
  fc.assert(
    fc.property(subjects, subjects, (earlier, later) => {
      const before = segments(history(earlier))
      const after = segments(history([...earlier, ...later]))
      for (const { id, items, name } of before) {
        const same = after.find((each) => each.id === id)
        // Segments disappear only once they are a small part of everything that was opened.
        if (!same) continue
        expect(same.items).toEqual(expect.arrayContaining([...items]))
        expect(same.name).toBe(name)
      }
      const sum = after.reduce((total, { share }) => total + share, 0)
      expect(sum).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('What is forgotten is in no segment.', () => {
  const opened = history([0, 0, 0, 0])
  expect(segments(opened.slice(1))[0]).toMatchObject({ id: '/0/1', items: expect.not.arrayContaining(['/0/0']) })
})
