// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest'
import { catchErrors } from '../../../src/lib/errors/catch-errors.ts'
import { idle } from '../../../src/lib/scheduling/idle.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('What is thrown, at once or later, is reported and goes no further; arguments arrive.', async () => {
  const causes: unknown[] = []
  const report = (cause: unknown) => void causes.push(cause)
  catchErrors(report, () => {
    throw 'at once'
  })()
  catchErrors(report, async (a: number, b: number) => {
    throw a + b
  })(3, 4)
  await Promise.resolve()
  await Promise.resolve()
  expect(causes).toEqual(['at once', 7])
  catchErrors(report, () => 'fine')()
  expect(causes).toHaveLength(2)
})

test('Idle is when the browser says so, after two seconds at the latest.', async () => {
  const asked: Array<{ timeout: number }> = []
  let call = () => {}
  vi.stubGlobal('requestIdleCallback', (callback: () => void, options: { timeout: number }) => {
    asked.push(options)
    call = callback
  })
  let done = false
  const waiting = idle().then(() => (done = true))
  await Promise.resolve()
  expect(done).toBe(false)
  call()
  await waiting
  expect(asked).toEqual([{ timeout: 2000 }])
})

test('Safari, which cannot say so, is idle in a moment.', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('requestIdleCallback', undefined)
  const waiting = idle()
  vi.advanceTimersByTime(1)
  await waiting
})
