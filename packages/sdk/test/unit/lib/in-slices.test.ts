import { afterEach, expect, test, vi } from 'vitest'
import { finish, finishInSlices } from '../../../src/lib/scheduling/in-slices.ts'

afterEach(() => vi.restoreAllMocks())

/** Steps that take 6 ms each by a fake clock: two fit into a slice. */
function steps(count: number) {
  let now = 0
  const done = { steps: 0 }
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const work = function* () {
    for (let at = 0; at < count; at++) {
      now += 6
      done.steps++
      yield
    }
    return 'result'
  }
  return { done, work: work() }
}

test('Work in slices lets other tasks run in between, and gives its result.', async () => {
  const { done, work } = steps(10)
  const seen = new Set<number>()
  const timer = setInterval(() => seen.add(done.steps))
  expect(await finishInSlices(work, new AbortController().signal)).toBe('result')
  clearInterval(timer)
  expect(done.steps).toBe(10)
  expect(seen.size).toBeGreaterThan(1)
})

test('Work in slices ends without a result when it is stopped.', async () => {
  const { done, work } = steps(10)
  const stop = new AbortController()
  const result = finishInSlices(work, stop.signal)
  stop.abort()
  expect(await result).toBeUndefined()
  expect(done.steps).toBeLessThan(10)
})

test('Work in one go gives its result at once.', () => {
  const { done, work } = steps(10)
  expect(finish(work)).toBe('result')
  expect(done.steps).toBe(10)
})
