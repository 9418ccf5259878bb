import { expect, test } from 'vitest'
import { isOpened } from '../src/opened.ts'

test.each([
  ['read', true],
  ['follow', true],
  ['impression', false],
  ['lower', false],
  // Stored by a newer release, or named like a property of every object.
  ['bookmark', true],
  ['constructor', true],
])('An event of the kind %s counts as an opening: %s.', (kind, opened) => {
  expect(isOpened({ kind, at: 0, item: '/a', text: '', fingerprint: '' } as never)).toBe(opened)
})
