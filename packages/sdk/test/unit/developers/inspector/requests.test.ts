// Which of the browser's request records count as being about the reader.

import { expect, test } from 'vitest'
import { type Entry, requestsOf } from '../../../../src/developers/inspector/requests.ts'

const asked = {
  folder: 'https://paper.example/inkling/0.1.0/',
  options: {
    model: '/inkling/0.1.0/encoder-en/',
    languages: 'en,ru',
    engine: 'https://files.example/engine/',
    popularity: '/figures.json?v=3',
    vectors: '/vectors/',
  },
}
const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  name,
  initiatorType: 'fetch',
  transferSize: 100,
  ...more,
})
const count = (...entries: Entry[]) => requestsOf(entries, asked, 'https://paper.example/story')

test('Files of the release, of its models and of the options are Inkling’s, and about nobody', () => {
  const { own, aboutReader, others } = count(
    entry('https://paper.example/inkling/0.1.0/core.js'),
    entry('https://paper.example/inkling/0.1.0/core.js#0.123'),
    entry('https://paper.example/inkling/0.1.0/models/encoder-en/weights-0.bin', { transferSize: 0 }),
    entry('https://paper.example/inkling/0.1.0/encoder-ru/manifest.json'),
    entry('https://files.example/engine/tfjs-backend-wasm-simd.wasm'),
    entry('https://paper.example/figures.json?v=3'),
    entry('https://paper.example/vectors/en/0123456789abcdef/7.inkvec'),
  )
  expect(aboutReader).toEqual([])
  expect(others).toEqual([])
  expect(own.map(({ file }) => file)).toEqual([
    'core.js',
    'models/encoder-en/weights-0.bin',
    'encoder-ru/manifest.json',
    'tfjs-backend-wasm-simd.wasm',
    'https://paper.example/figures.json?v=3',
    'en/0123456789abcdef/7.inkvec',
  ])
  expect(own.slice(0, 2)).toEqual([
    { file: 'core.js', count: 2, bytes: 200 },
    { file: 'models/encoder-en/weights-0.bin', count: 1, bytes: 0 },
  ])
})

test.each([
  ['a query', entry('https://paper.example/inkling/0.1.0/core.js?reader=7')],
  ['no file of a release', entry('https://paper.example/inkling/0.1.0/read/the-comet')],
  ['another query than the option’s, on the folder of an engine', entry('https://files.example/engine/wasm.js?v=4')],
  ['a beacon', entry('https://paper.example/inkling/0.1.0/core.js', { initiatorType: 'beacon' })],
  ['a path that is data', entry('https://paper.example/inkling/0.1.0/a/b/c/d.js')],
  ['an escaped name', entry('https://paper.example/inkling/0.1.0/%D0%BA.js')],
])('%s counts as about the reader', (_, each) => {
  expect(count(each).aboutReader).toEqual([each.name])
})

test('What the page asks for is counted by host, and is nobody’s of Inkling’s', () => {
  const { own, aboutReader, others } = count(
    entry('https://paper.example/inkling/0.2.0/core.js?v=1'),
    entry('https://paper.example/photo.jpg'),
    entry('https://ads.example/pixel?u=7', { initiatorType: 'beacon' }),
  )
  expect(own).toEqual([])
  expect(aboutReader).toEqual([])
  expect(others).toEqual([
    { host: 'paper.example', count: 2 },
    { host: 'ads.example', count: 1 },
  ])
})
