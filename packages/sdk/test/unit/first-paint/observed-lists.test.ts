// @vitest-environment node
// When a page's list comes, as the first paint of the next visit will expect it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteWait } from '../../../src/first-paint/observed-lists.ts'

const waits = fc.integer({ min: 0, max: 10_000 })

test('Who never came before expects a list a quarter as late as it was; earlier is believed at once, later by a quarter.', () => {
  fc.assert(
    fc.property(waits, waits, (first, second) => {
      const once = noteWait({}, '/', 'more', first)
      expect(once).toEqual({ '/': { id: 'more', wait: Math.round(first / 4) } })
      const { wait: usual } = once['/']!
      const { wait: next } = noteWait(once, '/', 'more', second)['/']!
      expect(next).toBe(second <= usual ? second : Math.round(usual + (second - usual) / 4))
    }),
  )
})

test('What nobody measured leaves what was known, and is 0 where nothing was; what to wait for may be another.', () => {
  const known = { '/': { id: 'more', wait: 80 } }
  expect(noteWait(known, '/', 'inkling:top', undefined)).toEqual({ '/': { id: 'inkling:top', wait: 80 } })
  expect(noteWait({}, '/', 'more', undefined)).toEqual({ '/': { id: 'more', wait: 0 } })
})

test('The last fifty pages, the others as they were.', () => {
  let pages = {}
  for (let i = 0; i < 60; i++) pages = noteWait(pages, `/${i}`, `id ${i}`, 4 * i)
  expect(Object.entries(pages)).toEqual(
    Array.from({ length: 50 }, (_, i) => [`/${i + 10}`, { id: `id ${i + 10}`, wait: i + 10 }]),
  )
})
