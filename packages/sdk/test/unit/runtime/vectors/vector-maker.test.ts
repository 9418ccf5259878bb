// What is counted of the texts that get a vector from the table: pieces, and unknown words among them, and no word itself.

import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { memoryHistory } from '../../../../src/developers/preview/memory-history.ts'
import type { RuntimeContext } from '../../../../src/runtime/runtime-context.ts'
import { VectorMaker } from '../../../../src/runtime/vectors/vector-maker.ts'
import { makeBundle } from '../../engine/bundle.ts'

const FOLDER = 'https://site.example/toy/'

afterEach(() => vi.unstubAllGlobals())

test('Of texts that get a vector pieces are counted, once for each; of one that has none nothing is, however often it is read.', async () => {
  const bundle = makeBundle({ deepest: 0 })
  vi.stubGlobal('fetch', async (url: RequestInfo | URL) => new Response(bundle.get(String(url).slice(FOLDER.length))))
  const hash = createHash('sha256').update(bundle.get('manifest.json')!).digest('base64')
  const counted: object[] = []
  const context = {
    grant: {
      options: resolveOptions({ model: FOLDER, modelIntegrity: `sha256-${hash}` }),
      signal: new AbortController().signal,
      onChoice() {},
    },
    scorer: { languages: new Set(['en']) },
    store: memoryHistory,
    measuring: { add: (counts: object) => void counted.push(counts) },
    onStatus() {},
  } as unknown as RuntimeContext
  const maker = new VectorMaker(context, {}, false)
  const texts = new Map(
    Object.entries({ a: 'the zebra cat', b: 'mat', c: 'zebra quagga' }).map(([key, text]) => [
      key,
      { fingerprint: key, text, language: 'en' },
    ]),
  )
  expect(await maker.make(texts, [true, false], new Map())).toBe(true)
  expect([...memoryHistory.vectors.keys()]).toEqual(['a', 'b'])
  expect(counted).toEqual([{ piece: 4, unknown: 1 }])
  // The next view.
  expect(await maker.make(texts, [true, false], new Map())).toBe(false)
  expect(counted.slice(1)).toEqual([{ piece: 0, unknown: 0 }])
})
