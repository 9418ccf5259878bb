// @vitest-environment node
import { expect, test } from 'vitest'
import { eachChunk, readAtMost } from '../../../src/lib/load/bounded.ts'
import { withTimeout } from '../../../src/lib/load/with-timeout.ts'

/** A response that never ends. It records how much was read and whether it was cancelled. */
function endless() {
  const seen = { given: 0, cancelled: false }
  const body = new ReadableStream({
    pull(controller) {
      seen.given += 1000
      controller.enqueue(new Uint8Array(1000))
    },
    cancel() {
      seen.cancelled = true
    },
  })
  return { response: new Response(body, { headers: { 'content-length': '10' } }), seen }
}

test('Of an answer that never ends no more is taken than may be, whatever length it announces.', async () => {
  const { response, seen } = endless()
  await expect(readAtMost(response, 5500)).rejects.toBeInstanceOf(RangeError)
  expect(seen.cancelled).toBe(true)
  expect(seen.given).toBeLessThanOrEqual(8000)
})

test('What is no longer than it may be comes whole, in its pieces.', async () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at)
  expect(await readAtMost(new Response(bytes), 300)).toEqual(bytes)
  expect(await readAtMost(new Response(bytes), 4000)).toEqual(bytes)
  const sizes: number[] = []
  await eachChunk(new Response(bytes), 300, ({ length }) => sizes.push(length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300)
})

test('A signal with a limit ends by either, and then listens to nothing.', async () => {
  const ending = new AbortController()
  const signal = withTimeout(ending.signal, 1_000_000)
  expect(signal.aborted).toBe(false)
  ending.abort('left')
  expect(signal.reason).toBe('left')
  expect(withTimeout(ending.signal, 1_000_000).aborted).toBe(true)
  const late = withTimeout(new AbortController().signal, 1)
  await new Promise((resolve) => late.addEventListener('abort', resolve))
  expect(late.aborted).toBe(true)
})
