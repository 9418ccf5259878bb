// When a first view asks for the table before anything is known of its lists, and what becomes of the answer.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../src/client/option-table.ts'
import { Replica } from '../../../src/history/replica.ts'
import { Embedder } from '../../../src/runtime/embedder/embedder.ts'
import { Scorer } from '../../../src/runtime/ranking/scorer.ts'
import type { Ahead } from '../../../src/types/bundles.ts'
import { content } from '../ranking/make.ts'
import { stub } from '../stub.ts'

const MODEL = '/inkling/1.0.0/encoder-en/'
const LIST = '<ol data-inkling-list="top"><li><a href="/moon">A moon of Saturn</a></li></ol>'

let asked: Array<[url: string, priority: string | undefined]>
let ends: AbortController

beforeEach(() => {
  asked = []
  ends = new AbortController()
  document.documentElement.lang = 'en-GB'
  document.body.innerHTML = LIST
  vi.stubGlobal('fetch', async (url: string, { priority }: RequestInit) => {
    asked.push([url, priority])
    return new Response('rows')
  })
})
const kind = Object.getPrototypeOf(document)
afterEach(() => {
  ends.abort()
  Object.setPrototypeOf(document, kind)
  document.documentElement.removeAttribute('lang')
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

interface Given {
  views?: number
  /** Beside the model. null: not even that. */
  options?: Parameters<typeof resolveOptions>[0] | null
  consented?: boolean
}

/** What makes vectors is handed the answer, and keeps it in `handed`. */
function setUp({ views = 1, options, consented = true }: Given = {}) {
  const item = content('/moon')
  const replica = Object.assign(new Replica(), { items: new Map([[item.id, item]]) })
  const handed: unknown[] = []
  const context = {
    views,
    grant: {
      options: resolveOptions(options === null ? {} : { model: MODEL, ...options }),
      consent: { content: consented, creatives: false, measurement: false },
      signal: ends.signal,
      importFile: async () => ({
        createVectorMaker(_: unknown, __: unknown, ahead: unknown) {
          handed.push(ahead)
          return { make: async () => false }
        },
      }),
    },
    store: { replica, items: replica.items, vectors: replica.vectors, events: [] },
  } as unknown as ConstructorParameters<typeof Embedder>[0]
  Object.assign(context, { scorer: new Scorer(context) })
  return { embedder: new Embedder(context), handed }
}

test('The first view asks for its table at once, after what the page is made of, and hands the answer on.', async () => {
  const { embedder, handed } = setUp()
  await embedder.begin()
  expect(asked).toEqual([[`${MODEL}table.bin`, 'low']])
  await embedder.embedMissing()
  expect(handed).toHaveLength(1)
  const { folder, answer } = handed[0] as Ahead
  expect(folder).toBe(MODEL)
  expect(await (await answer)!.text()).toBe('rows')
})

test('A page in another language asks for that language’s table, where the site has it.', async () => {
  document.documentElement.lang = 'ru-RU'
  await setUp({ options: { languages: 'en,ru' } }).embedder.begin()
  expect(asked).toEqual([['/inkling/1.0.0/encoder-ru/table.bin', 'low']])
  document.documentElement.lang = 'de'
  await setUp({ options: { languages: 'en,ru' } }).embedder.begin()
  expect(asked).toHaveLength(1)
})

test.each<[string, () => Given]>([
  ['a later view', () => ({ views: 2 })],
  ['no consent', () => ({ consented: false })],
  ['no model', () => ({ options: null })],
  ['the option', () => ({ options: { table: 'never' } })],
  [
    'a reader who saves data',
    () => {
      vi.stubGlobal('navigator', { connection: { saveData: true } })
      return {}
    },
  ],
  [
    'no list',
    () => {
      document.body.innerHTML = '<main>Nothing to order</main>'
      return {}
    },
  ],
  [
    'a page in another language',
    () => {
      document.documentElement.lang = 'ru'
      return {}
    },
  ],
  [
    'a page that says no language',
    () => {
      document.documentElement.removeAttribute('lang')
      return {}
    },
  ],
  [
    'part of a page in another language',
    () => {
      document.body.insertAdjacentHTML('beforeend', '<aside lang="de">Werbung</aside>')
      return {}
    },
  ],
  ['a model whose folder says no language', () => ({ options: { model: '/models/own/' } })],
  [
    'a page that is prerendered',
    () => {
      stub(document, {
        get prerendering() {
          return true
        },
      })
      return {}
    },
  ],
  [
    'consent that is withdrawn meanwhile',
    () => {
      ends.abort()
      return {}
    },
  ],
])('Nothing is asked for ahead: %s.', async (_, given) => {
  const { embedder } = setUp(given())
  await embedder.begin()
  expect(asked).toEqual([])
})

test('A page that is still being read is waited for: its end may be in another language.', async () => {
  const state = vi.spyOn(Object.getPrototypeOf(document), 'readyState', 'get').mockReturnValue('loading')
  const begun = setUp().embedder.begin()
  expect(asked).toEqual([])
  state.mockReturnValue('interactive')
  document.body.insertAdjacentHTML('beforeend', '<p lang="fr">Fin</p>')
  document.dispatchEvent(new Event('DOMContentLoaded'))
  await begun
  expect(asked).toEqual([])

  document.body.innerHTML = LIST
  state.mockReturnValue('loading')
  const again = setUp().embedder.begin()
  document.dispatchEvent(new Event('DOMContentLoaded'))
  await again
  expect(asked).toHaveLength(1)
})

test('Where the request fails nothing is handed on.', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  const { embedder, handed } = setUp()
  await embedder.begin()
  await embedder.embedMissing()
  expect(await (handed[0] as Ahead).answer).toBeUndefined()
})
