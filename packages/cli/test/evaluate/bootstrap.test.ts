// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bootstrap } from '../../src/evaluate/metrics/bootstrap.ts'
import { uniform } from '../../src/evaluate/random.ts'

const data = fc
  .array(fc.tuple(fc.nat(9), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((all) => ({ users: all.map(([user]) => user), a: all.map(([, a]) => a), b: all.map(([, , b]) => b) }))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const FEW = { resamples: 200 }

test('The value is the mean over lists, within its interval unless users are few; the interval lies within the values.', () => {
  fc.assert(
    fc.property(data, ({ users, a }) => {
      const { value, interval } = bootstrap(users, [a], FEW).mean(0)
      expect(value).toBeCloseTo(mean(a), 12)
      expect(interval[0]).toBeLessThanOrEqual(interval[1])
      expect(interval[0]).toBeGreaterThanOrEqual(Math.min(...a) - 1e-12)
      expect(interval[1]).toBeLessThanOrEqual(Math.max(...a) + 1e-12)
    }),
  )
})

test('The same input gives the same output; another seed gives another interval.', () => {
  const users = Array.from({ length: 60 }, (_, n) => n % 20)
  const values = users.map((_, n) => (n * 37) % 11)
  expect(bootstrap(users, [values]).mean(0)).toEqual(bootstrap(users, [values]).mean(0))
  expect(bootstrap(users, [values], { seed: 1 }).mean(0).interval).not.toEqual(
    bootstrap(users, [values]).mean(0).interval,
  )
})

test('Identical rows differ by exactly 0, with the interval [0, 0].', () => {
  fc.assert(
    fc.property(data, ({ users, a }) => {
      expect(bootstrap(users, [a, [...a]], FEW).difference(0, 1)).toEqual({ value: 0, interval: [0, 0] })
    }),
  )
})

test('A row that is better by a constant has exactly that difference, without uncertainty.', () => {
  const users = Array.from({ length: 90 }, (_, n) => n % 30)
  const worse = users.map((_, n) => ((n * 29) % 17) / 17)
  const { value, interval } = bootstrap(users, [worse.map((each) => each + 0.25), worse]).difference(0, 1)
  for (const each of [value, ...interval]) expect(each).toBeCloseTo(0.25, 12)
})

test('Swapping the rows negates the difference.', () => {
  fc.assert(
    fc.property(data, ({ users, a, b }) => {
      const estimates = bootstrap(users, [a, b], FEW)
      const [forth, back] = [estimates.difference(0, 1), estimates.difference(1, 0)]
      expect(back.value).toBeCloseTo(-forth.value, 12)
      expect(back.interval[0]).toBeCloseTo(-forth.interval[1], 12)
      expect(back.interval[1]).toBeCloseTo(-forth.interval[0], 12)
    }),
  )
})

test('With a single user, the interval is the value itself.', () => {
  const { value, interval } = bootstrap([0, 0, 0], [[0, 0.5, 1]]).mean(0)
  expect([value, ...interval]).toEqual([0.5, 0.5, 0.5])
  expect(bootstrap([], [[]]).mean(0).value).toBeNaN()
})

test("A user's lists are resampled together: ten copies of each list don't narrow the interval.", () => {
  const users = Array.from({ length: 40 }, (_, n) => n)
  const values = users.map((user) => ((user * 7) % 13) / 13)
  const copy = <T>(all: readonly T[]) => all.flatMap((each) => new Array<T>(10).fill(each))
  const [once, often] = [bootstrap(users, [values]).mean(0), bootstrap(copy(users), [copy(values)]).mean(0)]
  expect(often.interval[0]).toBeCloseTo(once.interval[0], 12)
  expect(often.interval[1]).toBeCloseTo(once.interval[1], 12)
})

test('About 95 of 100 intervals contain the true mean.', () => {
  const next = uniform(7)
  let held = 0
  for (let trial = 0; trial < 300; trial++) {
    const users: number[] = []
    const values: number[] = []
    for (let user = 0; user < 60; user++) {
      const taste = next()
      for (let list = 0; list < 3; list++) {
        users.push(user)
        values.push(0.7 * taste + 0.3 * next())
      }
    }
    const [low, high] = bootstrap(users, [values], { resamples: 400, seed: trial }).mean(0).interval
    if (low <= 0.5 && 0.5 <= high) held++
  }
  expect(held / 300).toBeGreaterThan(0.9)
  expect(held / 300).toBeLessThan(0.985)
})

test('Uniform numbers are uniformly distributed.', () => {
  const next = uniform(3)
  const bins = new Array(10).fill(0)
  for (let n = 0; n < 100_000; n++) bins[Math.floor(next() * 10)]++
  for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(500)
})
