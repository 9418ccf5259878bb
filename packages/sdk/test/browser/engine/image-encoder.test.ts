// The built workers that look at pictures, in a real browser. The server must offer packages/sdk/dist at its root, as it is.

import { engineFiles, manifests } from 'virtual:release'
import { afterEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/client/engine-client.ts'
import { openPicture } from '../../../src/page/pictures/open-picture.ts'
import type { BackendName } from '../../../src/types.ts'

const MODEL = '/models/image-encoder/'
const SIDE = 128

let engine: Engine<ImageBitmap> | undefined
afterEach(() => engine?.stop())

function open(backend: BackendName, model = MODEL) {
  const errors: string[] = []
  engine = createEngine({
    base: '/engine/',
    model,
    files: engineFiles,
    manifests,
    backend,
    reads: 'pictures',
    // Software renderers compile their shaders for seconds before the first answer.
    timeout: 60_000,
    onError: (code, message) => errors.push(`${code}: ${message}`),
  })
  return { engine, errors }
}

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const dot = Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? Number.NaN), 0)
  return dot / (Math.hypot(...Array.from(a)) * Math.hypot(...Array.from(b)))
}

interface Golden {
  readonly pictures: ReadonlyArray<{ readonly pixels: string; readonly vector: readonly number[] }>
}

/** A golden picture as the browser would have it: 16 × 16 pixels, enlarged without smoothing. */
async function drawn(pixels: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(pixels), (byte) => byte.charCodeAt(0))
  const small = new ImageData(16, 16)
  for (let i = 0; i < 256; i++) small.data.set([...bytes.subarray(3 * i, 3 * i + 3), 255], 4 * i)
  return createImageBitmap(small, { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: 'pixelated' })
}

async function givesGoldenVectors(backend: BackendName) {
  const { engine, errors } = open(backend)
  const { pictures } = (await (await fetch(`${MODEL}golden.json`)).json()) as Golden
  const bitmaps = await Promise.all(pictures.map(({ pixels }) => drawn(pixels)))
  const vectors = await engine.embed(bitmaps)
  expect(errors).toEqual([])
  for (const [i, { vector }] of pictures.entries()) expect(cosine(vector, vectors?.[i] ?? [])).toBeGreaterThan(0.999)
}

test.each<BackendName>(['wasm', 'cpu'])('%s gives the golden vectors', givesGoldenVectors, 120_000)
// As in engine.test.ts: what is rendered in software takes a minute.
const { INKLING_FULL: full } = (import.meta as ImportMeta & { env: Record<string, string> }).env
test.runIf(full)('webgl gives the golden vectors', () => givesGoldenVectors('webgl'), 120_000)
const adapter = full && (await navigator.gpu?.requestAdapter())
test.runIf(adapter)('webgpu gives the golden vectors', () => givesGoldenVectors('webgpu'), 120_000)

test('an encoder of texts is no encoder of pictures', async () => {
  const { engine, errors } = open('wasm', '/models/encoder-en/')
  expect(await engine.embed([await drawn(btoa('\0'.repeat(768)))])).toBeUndefined()
  expect(errors.join()).toContain('model-damaged')
})

/** An image of the page, once it has come, or has failed. */
async function image(source: string): Promise<HTMLImageElement> {
  const element = new Image()
  element.src = source
  await element.decode().catch(() => undefined)
  return element
}
const drawing = (inside: string, size: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`)}`

test('what is opened is a small square, whatever its shape; what says nothing, or too much, is not opened', async () => {
  const square = await openPicture(await image(drawing('<rect width="9" height="9"/>', 'width="300" height="90"')))
  expect(square).toMatchObject({ width: SIDE, height: SIDE })
  if (typeof square !== 'string') square.close()
  expect(await openPicture(await image('data:image/png;base64,AAAA'))).toBe('broken')
  expect(await openPicture(await image(drawing('', 'width="15" height="300"')))).toBe('size')
  expect(await openPicture(await image(drawing('', 'width="30000" height="30000"')))).toBe('size')
})

test('what is transparent is white to it', async () => {
  const { engine } = open('wasm')
  const shape = '<circle cx="50" cy="50" r="40" fill="#c22"/>'
  const size = 'width="100" height="100"'
  const sources = [shape, `<rect ${size} fill="#fff"/>${shape}`, `<rect ${size} fill="#000"/>${shape}`]
  const opened = await Promise.all(sources.map(async (each) => openPicture(await image(drawing(each, size)))))
  const [clear, white, black] = (await engine.embed(opened as ImageBitmap[]))!
  expect(cosine(clear!, white!)).toBeGreaterThan(0.9999)
  expect(cosine(clear!, black!)).toBeLessThan(0.99)
})
