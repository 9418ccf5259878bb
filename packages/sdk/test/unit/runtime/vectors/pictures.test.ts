// Which pictures of a page are looked at, and what is kept of them.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { itemContent } from '../../../../src/content/content.ts'
import { fingerprint } from '../../../../src/content/fingerprint.ts'
import { mix, PICTURE_WEIGHT } from '../../../../src/content/quantise.ts'
import { PictureMaker } from '../../../../src/entries/pictures.ts'
import { Replica } from '../../../../src/history/replica.ts'
import { cosine } from '../../../../src/lib/cosine.ts'
import { engineSetting } from '../../../../src/runtime/vectors/engine-setting.ts'
import type { Item, StoredVector, VectorOrigin } from '../../../../src/types.ts'
import { stub } from '../../stub.ts'

/** A picture's address, when it was opened. */
let opened: string[]
/** What was asked for. */
let asked: string[]
let errors: string[]
let ends: AbortController
const onError = (event: Event) => errors.push((event as CustomEvent).detail.code)

beforeEach(() => {
  opened = []
  asked = []
  errors = []
  ends = new AbortController()
  document.addEventListener('inkling:error', onError)
  vi.stubGlobal(
    'createImageBitmap',
    async (image: HTMLImageElement, { resizeWidth, resizeHeight }: ImageBitmapOptions) => {
      const name = image.getAttribute('src')!
      if (name.includes('broken')) throw new DOMException('no picture', 'InvalidStateError')
      opened.push(name)
      return { name, width: resizeWidth, height: resizeHeight, close() {} }
    },
  )
  vi.stubGlobal('structuredClone', (bitmap: { name: string }) => {
    if (bitmap.name.includes('foreign')) throw new DOMException('not clean', 'DataCloneError')
    return bitmap
  })
})
afterEach(() => {
  ends.abort()
  document.removeEventListener('inkling:error', onError)
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

/** The n-th axis: of pictures the first whose name has an "a" in it. */
const axis = (n: number) => Float32Array.from({ length: 4 }, (_, i) => (i === n ? 1 : 0))
const IMAGE_ENCODER = {
  name: 'image-encoder',
  version: '1.0.0',
  space: 'toys',
  dims: [4],
  languages: [],
  deepest: 1 as const,
}
const WORDS: VectorOrigin = { by: 'toys/encoder-en@1.0.0', depth: 1, deepest: 1 }

function setUp(pictures: 'auto' | boolean, items: readonly Item[], { engine = true, space = 'toys' } = {}) {
  const replica = new Replica()
  const candidates = items.map((item) => itemContent(item, { pictures }))
  const bundle = {
    engineSetting,
    createPictureEngine: ({ model, base }: { model: string; base: string }) => {
      asked.push(new URL(model).pathname, new URL(base).pathname)
      return {
        model: engine ? { ...IMAGE_ENCODER, space } : undefined,
        embed: async (bitmaps: ReadonlyArray<{ name: string }>) =>
          engine ? bitmaps.map(({ name }) => axis(name.includes('a') ? 0 : 1)) : undefined,
        stop: () => asked.push('stop'),
      }
    },
  }
  const context = {
    grant: {
      options: resolveOptions({ model: '/inkling/1/encoder-en/', pictures }),
      signal: ends.signal,
      release: 'r',
      trust: (url: string) => url,
      onChoice() {},
      importFile: async (name: string) => {
        asked.push(name)
        return bundle
      },
    },
    scorer: { inputs: new Map([['list', { candidates }]]) },
    store: { replica, vectors: replica.vectors },
    images: new Map<string, HTMLImageElement>(),
    prepare: vi.fn(async () => {}),
  }
  const maker = new PictureMaker(context as unknown as ConstructorParameters<typeof PictureMaker>[0])
  return { maker, replica, candidates, context }
}

function image(source: string, members: Record<string, unknown> = {}): HTMLImageElement {
  const element = document.createElement('img')
  element.setAttribute('src', source)
  stub(element, { complete: true, naturalWidth: 200, naturalHeight: 100, ...members })
  document.body.append(element)
  return element
}
const silent = (picture: string): Item => ({ id: picture, title: picture, picture })

test('an item without words gets the vector of its picture; that is looked at once, and asked of nobody', async () => {
  image('/a.jpg')
  image('/a.jpg')
  image('/other.jpg')
  const { maker, replica, candidates } = setUp('auto', [silent('/a.jpg')])
  expect(candidates[0]).toMatchObject({ text: '', fingerprint: fingerprint('/a.jpg'), picture: '/a.jpg' })
  expect(await maker.make()).toBe(true)
  expect(opened).toEqual(['/a.jpg'])
  expect(replica.vectors.get(fingerprint('/a.jpg'))).toEqual(Int8Array.of(127, 0, 0, 0))
  expect(replica.origins.get(fingerprint('/a.jpg'))).toEqual({ by: 'toys/image-encoder@1.0.0', depth: 1, deepest: 1 })
  // The model lies beside the texts', and the engine beside it.
  expect(asked).toEqual(['engine.js', '/inkling/1/image-encoder/', '/inkling/1/engine/'])
  expect(await maker.make()).toBe(false)
  expect(opened).toEqual(['/a.jpg'])
  ends.abort()
  await vi.waitFor(() => expect(asked).toContain('stop'))
})

test('words count alone unless the site wants pictures, too; switched off, none counts', async () => {
  const item = { id: '/1', title: 'An apple', picture: '/a.jpg' }
  for (const pictures of ['auto', false] as const)
    expect(itemContent({ ...item }, { pictures })).toMatchObject({ fingerprint: fingerprint('An apple') })
  expect(itemContent({ ...item }, { pictures: true })).toMatchObject({
    text: 'An apple',
    fingerprint: fingerprint('An apple/a.jpg'),
    picture: '/a.jpg',
  })
  expect(itemContent(silent('/a.jpg'), { pictures: false })).not.toHaveProperty('picture')
})

test('a picture is mixed once with the deepest vector of its words, and again when that is made anew', async () => {
  image('/a.jpg')
  const { maker, replica, candidates } = setUp(true, [{ id: '/1', title: 'An apple', picture: '/a.jpg' }])
  const key = candidates[0]!.fingerprint
  // Words come first.
  expect(await maker.make()).toBe(false)
  expect(asked).toEqual([])
  const words: StoredVector = Int8Array.of(0, 0, 127, 0)
  replica.setVector(key, words, { ...WORDS, depth: 0 })
  expect(await maker.make()).toBe(true)
  expect(replica.origins.get(key)).toEqual({ ...WORDS, depth: 0, by: 'toys/encoder-en+image-encoder@1.0.0' })
  const mixed = replica.vectors.get(key)!
  expect(mixed).toEqual(mix(words, Int8Array.of(127, 0, 0, 0)))
  expect(await maker.make()).toBe(false)
  expect(replica.vectors.get(key)).toEqual(mixed)
  replica.setVector(key, Int8Array.of(0, 0, 0, 127), WORDS)
  expect(await maker.make()).toBe(true)
  expect(replica.vectors.get(key)).toEqual(mix(Int8Array.of(0, 0, 0, 127), Int8Array.of(127, 0, 0, 0)))
  expect(opened).toEqual(['/a.jpg'])
})

test('words of another space are left as they are', async () => {
  image('/a.jpg')
  const { maker, replica, candidates } = setUp(true, [{ id: '/1', title: 'An apple', picture: '/a.jpg' }], {
    space: 'others',
  })
  replica.setVector(candidates[0]!.fingerprint, Int8Array.of(0, 0, 127, 0), WORDS)
  await maker.make()
  expect(replica.origins.get(candidates[0]!.fingerprint)?.by ?? '').not.toContain('image-encoder')
})

test('mixed by weight, whatever the lengths: what is mixed stays nearer to the words', () => {
  const [words, picture] = [Int8Array.of(127, 0, 0, 0), Int8Array.of(0, 60, 0, 0)]
  const mixed = mix(words, picture)
  expect(cosine(mixed, picture) / cosine(mixed, words)).toBeCloseTo(PICTURE_WEIGHT, 1)
  expect(mix(words, new Int8Array(4))).toEqual(words)
  expect(mix(new Int8Array(4), Int8Array.of(0, 127, 0, 0))).toEqual(Int8Array.of(0, 127, 0, 0))
})

test('what can’t be seen is left out: too large, a spacer, broken, another origin’s', async () => {
  const sizes: Record<string, [number, number]> = {
    '/vast.svg': [30_000, 30_000],
    '/spacer.gif': [1, 300],
    '/nothing.svg': [0, 0],
    '/broken.jpg': [200, 200],
    '/foreign.jpg': [200, 200],
    '/good.jpg': [200, 200],
  }
  for (const [name, [naturalWidth, naturalHeight]] of Object.entries(sizes))
    image(name, { naturalWidth, naturalHeight })
  const { maker, replica } = setUp('auto', Object.keys(sizes).map(silent))
  expect(await maker.make()).toBe(true)
  expect([...replica.vectors.keys()]).toEqual([fingerprint('/good.jpg')])
  expect(errors).toEqual([])
  // Nothing of it is tried again on this page.
  opened = []
  await maker.make()
  expect(opened).toEqual([])
})

test('a picture that is still to come is waited for, once; none is asked for', async () => {
  const late = image('/a.jpg', { complete: false })
  const { maker, context } = setUp('auto', [silent('/a.jpg')])
  expect(await maker.make()).toBe(false)
  expect(await maker.make()).toBe(false)
  expect(opened).toEqual([])
  stub(late, { complete: true })
  late.dispatchEvent(new Event('load'))
  late.dispatchEvent(new Event('load'))
  await vi.waitFor(() => expect(context.prepare).toHaveBeenCalledTimes(1))
  expect(await maker.make()).toBe(true)
})

test('a page view looks at sixty pictures at most', async () => {
  const names = Array.from({ length: 90 }, (_, i) => `/p${i}.jpg`)
  for (const name of names) image(name)
  const { maker, replica } = setUp('auto', names.map(silent))
  await maker.make()
  await maker.make()
  expect(opened).toHaveLength(60)
  expect(replica.vectors.size).toBe(60)
})

test('without an engine nothing is kept, and nothing breaks', async () => {
  image('/a.jpg')
  const { maker, replica } = setUp('auto', [silent('/a.jpg')], { engine: false })
  expect(await maker.make()).toBe(false)
  expect(replica.vectors.size).toBe(0)
})

test('an image of a creative is looked at though it is not in the document: when it has come', async () => {
  const { maker, replica, context } = setUp('auto', [silent('/a.jpg'), silent('/b.jpg')])
  for (const [name, complete] of [
    ['/a.jpg', true],
    ['/b.jpg', false],
  ] as const) {
    const element = image(name, { complete })
    element.remove()
    context.images.set(name, element)
  }
  expect(await maker.make()).toBe(true)
  expect(opened).toEqual(['/a.jpg'])
  expect(replica.vectors.get(fingerprint('/a.jpg'))).toEqual(Int8Array.of(127, 0, 0, 0))
  const late = context.images.get('/b.jpg')!
  stub(late, { complete: true })
  late.dispatchEvent(new Event('load'))
  await vi.waitFor(() => expect(context.prepare).toHaveBeenCalledTimes(1))
  expect(await maker.make()).toBe(true)
  expect(opened).toEqual(['/a.jpg', '/b.jpg'])
})
