// The built tag on a page with vectors that were made beforehand: it ranks by them without an engine, and two readers
// make the same requests.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { PHRASE_KEYS } from '../../../src/content/article9.ts'
import { itemContent } from '../../../src/content/content.ts'
import { fileNumberOf, writeVectorFile, writeVectorIndex } from '../../../src/content/vector-file.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { StoredVector } from '../../../src/types.ts'

interface FrameWindow extends Omit<Window, 'inkling'> {
  readonly inkling: Inkling
  readonly told: Array<readonly [string, Record<string, unknown>]>
  answer: (url: string) => Response
}

const GRANT = { content: true, creatives: false, measurement: false }
const STORIES = [
  ['bread', 'food', 'Bread from a cold oven'],
  ['moon', 'science', 'A moon of Saturn'],
  ['soup', 'food', 'Soup for ten'],
  ['ring', 'science', 'The rings of Saturn'],
  ['run', 'sport', 'Running at night'],
  ['goal', 'sport', 'A goal in the last minute'],
] as const
const SET = '0123456789abcdef'
const BITS = 3
const frames: HTMLIFrameElement[] = []
let manifest = ''

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
  localStorage.setItem('inkling.consent', JSON.stringify({ state: 'granted', ...GRANT, at: Date.now() }))
  const bytes = await (await fetch('/models/encoder-en/manifest.json')).arrayBuffer()
  manifest = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))
})
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
  localStorage.clear()
})

const keyOf = (topic: string, title: string) => itemContent({ id: title, title, topic, language: 'en' }).fingerprint
/** Each topic has a direction of its own. Phrases point elsewhere. */
function vectorOf(topic: string): StoredVector {
  const vector = new Int8Array(128)
  vector[topic.charCodeAt(0) % 100] = 127
  return vector
}
const vectors = () =>
  new Map([
    ...PHRASE_KEYS.map((key) => [key, vectorOf('~')] as const),
    ...STORIES.map(([, topic, title]) => [keyOf(topic, title), vectorOf(topic)] as const),
  ])

/** A page's answer to a request for its vectors. */
function answer(url: string): Response {
  const header = {
    by: 'inkling-1/encoder-en@0.10.0',
    depth: 1,
    deepest: 1,
    dimensions: 128,
    manifest,
    bits: BITS,
  } as const
  if (url.endsWith('/en/index.json')) return new Response(writeVectorIndex(SET, header, STORIES.length))
  const number = Number(/\/(\d+)\.inkvec$/.exec(url)?.[1])
  const own = [...vectors()].filter(([key]) => fileNumberOf(key, BITS) === number)
  return new Response(writeVectorFile({ ...header, number }, new Map(own)))
}

/** A page whose requests for vectors are answered by the test. */
async function open(reply = answer) {
  const frame = document.createElement('iframe')
  frames.push(frame)
  frame.width = frame.height = '400'
  const asked: string[] = []
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  Object.assign(window, {
    setUp(page: Window & typeof globalThis) {
      const { fetch } = page
      page.fetch = async (input, init) => {
        const url = String(input)
        asked.push(`${init?.method ?? 'GET'} ${url.replace(location.origin, '')} ${init?.credentials} ${init?.body}`)
        return url.includes('/vectors/') ? reply(url) : fetch.call(page, input, init)
      }
    },
  })
  frame.srcdoc = `<!doctype html><html lang="en"><head><script>parent.setUp(window)
window.told = []
for (const name of ['ready', 'ranked', 'profile', 'error'])
  document.addEventListener('inkling:' + name, ({ detail }) => told.push([name, detail]))</script>
<script async src="/inkling.js" data-model="/models/encoder-en/" data-vectors="/vectors/" data-download="now"></script></head>
<body><ol data-inkling-list="feed" data-inkling-live>${STORIES.map(
    ([id, topic, title]) =>
      `<li id="${id}" style="height: 300px" data-inkling-topic="${topic}"><h3><a href="/${id}">${title}</a></h3></li>`,
  ).join('')}</ol></body></html>`
  document.body.append(frame)
  await loaded
  const page = frame.contentWindow as unknown as FrameWindow
  await vi.waitFor(() => expect(page.told.map(([name]) => name)).toContain('ready'), { timeout: 60_000 })
  const told = (name: string) => page.told.filter(([each]) => each === name).map(([, detail]) => detail)
  return { inkling: page.inkling, told, asked, idle: () => new Promise((done) => requestIdleCallback(done)) }
}

const OF_MODEL = /\/(?:table\.js|engine|models)/

test('A page ranks at depth 1 on the first view and the second, without a request for engine or model.', async () => {
  const first = await open()
  expect(await first.inkling.status()).toMatchObject({ depth: 1, depths: [0, PHRASE_KEYS.length + STORIES.length] })
  await first.inkling.track('read', { id: '/moon', title: 'A moon of Saturn', topic: 'science' })
  await first.idle()
  const second = await open()
  expect(second.told('ranked').at(-1)).toMatchObject({ ranking: { tier: 'semantic' } })
  expect(await second.inkling.explain('feed', '/ring')).toMatchObject({ depth: 1 })
  await second.idle()
  for (const { asked, told } of [first, second]) {
    expect(asked.filter((each) => OF_MODEL.test(each))).toEqual([])
    expect(told('error')).toEqual([])
  }
})

test('Readers of opposite taste make the same requests for vectors, to the byte.', async () => {
  const requests: string[][] = []
  for (const [id, topic, title] of [STORIES[1], STORIES[0]]) {
    const { inkling } = await open()
    await inkling.track('read', { id: `/${id}`, title, topic })
    const { asked } = await open()
    requests.push(asked.filter((each) => each.includes('/vectors/')))
    await inkling.erase()
  }
  expect(requests[0]!.length).toBeGreaterThan(2)
  expect(requests[0]).toEqual(requests[1])
})

test.each<readonly [string, (url: string) => Response]>([
  ['that are missing', () => new Response('', { status: 404 })],
  [
    'without an end',
    (url) =>
      url.endsWith('.json')
        ? answer(url)
        : new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1 << 16)) })),
  ],
  ['that are a page', () => new Response('<!doctype html><title>Sign in</title>')],
])('Of vectors %s nothing is used; the page keeps its items, and is told.', async (_, reply) => {
  const { told, inkling } = await open(reply)
  expect(told('error')).toMatchObject([{ code: 'vectors-unavailable' }])
  const { items } = await inkling.rank(
    STORIES.map(([id, topic, title]) => ({ id, topic, title })),
    { list: 'x' },
  )
  expect(items).toHaveLength(STORIES.length)
})
