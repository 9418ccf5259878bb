// @vitest-environment node
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { withinGlobs } from '../../src/popularity/globs.ts'

/** Reference implementation by the definition: a star matches any number of characters. */
function reference(glob: string, path: string): boolean {
  if (!glob) return !path
  if (glob[0] !== '*') return glob[0] === path[0] && path !== '' && reference(glob.slice(1), path.slice(1))
  return reference(glob.slice(1), path) || (path !== '' && reference(glob, path.slice(1)))
}

test('A glob matches by definition: stars anywhere, overlapping or repeated pieces, regular expression characters.', () => {
  const letters = (...all: string[]) => fc.string({ unit: fc.constantFrom(...all), maxLength: 7 })
  let fitted = 0
  fc.assert(
    fc.property(letters('a', 'b', '*', '*', '.'), letters('a', 'b', '.', '\n'), (glob, path) => {
      const expected = reference(glob, path)
      fitted += Number(expected)
      expect(withinGlobs([glob], [])(path)).toBe(expected)
      expect(withinGlobs([], [glob])(path)).toBe(!expected)
    }),
    { numRuns: 3000 },
  )
  expect(fitted).toBeGreaterThan(100)
})

test('What it takes grows with the path, not with what the stars could take: each piece is looked for once.', () => {
  const path = `/${'a'.repeat(100_000)}`
  const glob = `/${'*a'.repeat(1000)}*b`
  const looks = vi.spyOn(String.prototype, 'indexOf')
  const within = withinGlobs([glob], [])(path)
  const { length } = looks.mock.calls
  looks.mockRestore()
  expect(within).toBe(false)
  expect(length).toBeLessThanOrEqual(1001)
  expect(withinGlobs([glob], [])(`${path}b`)).toBe(true)
})
