// The bookmarklet printed by `inkling inspect`, applied to pages.

import { expect, test } from 'vitest'
import { BOOKMARKLET } from '../src/commands/inspect.ts'

/** The page's address after clicking the bookmarklet at `href`. */
function pressed(href: string): string {
  let to = href
  const location = { href, assign: (url: URL) => (to = url.href) }
  new Function('location', BOOKMARKLET.replace(/^javascript:/, ''))(location)
  return to
}

test.each([
  ['https://paper.example/', 'https://paper.example/?inkling=inspect'],
  ['https://paper.example/a?b=1#c', 'https://paper.example/a?b=1&inkling=inspect#c'],
  ['https://paper.example/?inkling=inspect&b=1', 'https://paper.example/?b=1'],
  ['https://paper.example/?inkling=other', 'https://paper.example/?inkling=inspect'],
])('%s becomes %s', (from, to) => {
  expect(pressed(from)).toBe(to)
})

test('A browser accepts it as one URL: no space, no line break, no quote that would end an attribute', () => {
  expect(BOOKMARKLET).not.toMatch(/[\s"]/)
})
