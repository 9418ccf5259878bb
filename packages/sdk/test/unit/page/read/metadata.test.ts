// All JSON-LD of a page together is limited, and is parsed again only when it changes.

import { afterEach, expect, test, vi } from 'vitest'
import { readMetadata } from '../../../../src/page/read/metadata.ts'

const BASE = 'https://example.org/'
const script = (json: unknown) => `<script type="application/ld+json">${JSON.stringify(json)}</script>`
const story = (n: number, more = {}) => ({ '@type': 'Article', url: `/story-${n}`, headline: `Story ${n}`, ...more })

afterEach(() => {
  document.head.innerHTML = document.body.innerHTML = ''
  vi.restoreAllMocks()
  history.replaceState(null, '', '/')
})

test('Sixty scripts of nearly half a million characters each are not sixty times as much work as one.', () => {
  const filler = 'x'.repeat(480_000)
  document.body.innerHTML = Array.from({ length: 60 }, (_, n) => script(story(n, { text: filler }))).join('')
  const parse = vi.spyOn(JSON, 'parse')
  const found = readMetadata(document, BASE)
  expect(found.get('/story-0')?.title).toBe('Story 0')
  const characters = parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0)
  expect(characters).toBeLessThanOrEqual(500_000)
})

test('What comes after a script that is too long is read all the same, as far as it fits.', () => {
  document.body.innerHTML = script(story(1)) + script(story(2, { text: 'x'.repeat(600_000) })) + script(story(3))
  const found = readMetadata(document, BASE)
  expect([1, 2, 3].map((n) => found.has(`/story-${n}`))).toEqual([true, false, true])
})

test('Of hundreds of thousands of small objects the first thousands are looked at.', () => {
  document.body.innerHTML = script(Array.from({ length: 12_000 }, (_, n) => ({ '@id': `/${n}`, genre: 'a' })))
  const found = readMetadata(document, BASE)
  expect(found.size).toBeGreaterThan(4000)
  expect(found.size).toBeLessThanOrEqual(5000)
})

test('It is read once for all lists, and again when it says something else.', () => {
  document.body.innerHTML = script(story(1))
  const parse = vi.spyOn(JSON, 'parse')
  const found = readMetadata(document, BASE)
  for (let list = 0; list < 200; list++) expect(readMetadata(document, BASE)).toBe(found)
  expect(parse).toHaveBeenCalledTimes(1)
  // The same length as before.
  document.querySelector('script')!.firstChild!.nodeValue = JSON.stringify(story(2))
  expect(readMetadata(document, BASE).has('/story-2')).toBe(true)
})

test('What the head says of the page that an application has left says nothing of the one that it shows.', () => {
  document.head.innerHTML = script(story(1))
  expect(readMetadata(document, BASE).get('')?.title).toBe('Story 1')
  history.pushState(null, '', '/story-2')
  expect(readMetadata(document, BASE).get('')).toBeUndefined()
  // A list may still link there.
  expect(readMetadata(document, BASE).get('/story-1')?.title).toBe('Story 1')
  history.pushState(null, '', '/')
  expect(readMetadata(document, BASE).get('')?.title).toBe('Story 1')
  history.pushState(null, '', '/story-2')
  document.head.innerHTML = script(story(2))
  expect(readMetadata(document, BASE).get('')?.title).toBe('Story 2')
})
