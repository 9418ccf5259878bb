// @vitest-environment node
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelError } from '../../../../src/engine/pack/errors.ts'
import { download } from '../../../../src/engine/pack/files/download.ts'

type Bytes = Uint8Array<ArrayBuffer>

const NOTHING = new Uint8Array()
const pack = (content: Uint8Array): Bytes => Uint8Array.from(gzipSync(content))

/** A body that arrives in chunks and then ends or breaks off. */
function bodyOf(chunks: readonly Bytes[], end: 'whole' | 'broken' = 'whole') {
  const left = [...chunks]
  const cancelled: unknown[] = []
  const body = new ReadableStream({
    pull(controller) {
      const chunk = left.shift()
      if (chunk) controller.enqueue(chunk)
      else if (end === 'broken') controller.error(new TypeError('network error'))
      else controller.close()
    },
    cancel: (why) => void cancelled.push(why),
  })
  return { body, cancelled, left }
}

/** Cut at random places. */
function cut(bytes: Bytes, places: readonly number[]): Bytes[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((start, i) => bytes.slice(start, at[i])).filter(({ length }) => length)
}

const load = (body: BodyInit, file: { bytes: number; gzip?: number }, init: RequestInit = {}) => {
  const told: number[] = []
  const content = download(
    async () => new Response(body),
    'https://site.example/table.bin',
    init,
    file,
    (bytes) => void told.push(bytes),
  )
  return { content, told }
}

const contents = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Uint8Array.from(bytes))
const places = fc.array(fc.nat(), { maxLength: 6 })

test('What is packed comes back as it was, in whatever pieces it comes; what is told are the packed bytes.', async () => {
  await fc.assert(
    fc.asyncProperty(contents, places, async (whole, at) => {
      const packed = pack(whole)
      const { content, told } = load(bodyOf(cut(packed, at)).body, { bytes: whole.length, gzip: packed.length })
      expect(await content).toEqual(whole)
      expect(told.reduce((sum, bytes) => sum + bytes, 0)).toBe(packed.length)
    }),
  )
})

test('One byte that is another: either what was packed, or another length or content than was listed; never an error.', async () => {
  await fc.assert(
    fc.asyncProperty(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), async (whole, at, by) => {
      const packed = pack(whole)
      const changed = packed.slice()
      changed[at % packed.length]! ^= by
      const got = await load(changed, { bytes: whole.length, gzip: packed.length }).content
      // Node's decoder tells what the changed file contains; if it fails, the result must be empty.
      let held: Uint8Array = NOTHING
      try {
        held = gunzipSync(changed)
      } catch {}
      expect(got).toEqual(held.length > whole.length ? NOTHING : Uint8Array.from(held))
    }),
  )
})

test.each([
  ['as it is, unpacked', (whole: Bytes) => whole],
  ['cut short', (_: Bytes, packed: Bytes) => packed.slice(0, -5)],
  ['empty', () => NOTHING],
  ['with more behind it', (_: Bytes, packed: Bytes) => Uint8Array.of(...packed, 1, 2, 3)],
  ['twice', (_: Bytes, packed: Bytes) => Uint8Array.of(...packed, ...packed)],
])('A packed file that comes %s is nothing, and no error.', async (_, change) => {
  const whole = Uint8Array.from({ length: 500 }, (_, i) => i % 7)
  const packed = pack(whole)
  const sent = change(whole, packed)
  for (const gzip of [packed.length, Math.max(sent.length, packed.length)])
    expect(await load(sent, { bytes: whole.length, gzip }).content).toEqual(NOTHING)
})

test('A bomb: no more is unpacked than is listed, and no more is read.', async () => {
  const bomb = pack(new Uint8Array(50_000_000))
  const { body, left } = bodyOf(
    cut(
      bomb,
      Array.from({ length: 40 }, (_, i) => i * 1200),
    ),
  )
  expect(await load(body, { bytes: 1000, gzip: 20_000 }).content).toEqual(NOTHING)
  expect(left.length).toBeGreaterThan(10)
})

test('A network that breaks off is one, packed or not.', async () => {
  const packed = pack(new Uint8Array(500))
  for (const gzip of [packed.length, undefined]) {
    const { body } = bodyOf([packed.slice(0, 10)], 'broken')
    const { content } = load(body, { bytes: 500, ...(gzip && { gzip }) })
    await expect(content).rejects.toMatchObject({ code: 'model-unavailable' })
    await expect(content).rejects.toThrow(ModelError)
  }
})

test('Aborted in the middle it is aborted, and the body is let go.', async () => {
  const packed = pack(Uint8Array.from({ length: 500 }, (_, i) => i))
  const abort = new AbortController()
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(packed.slice(0, 10))
      abort.signal.addEventListener('abort', () => controller.error(abort.signal.reason))
    },
  })
  const { content } = load(body, { bytes: 500, gzip: packed.length }, { signal: abort.signal })
  abort.abort()
  await expect(content).rejects.toMatchObject({ name: 'AbortError' })
})
