import { expect, test } from 'vitest'
import { namesSensitiveGroup } from '../../../src/audiences/names-sensitive-group.ts'
import { SENSITIVE_VECTOR } from '../../cases/audiences.ts'

test('A vector along the weights of a kind is refused, and its opposite is not.', () => {
  expect(namesSensitiveGroup(SENSITIVE_VECTOR)).toBe(true)
  expect(namesSensitiveGroup(SENSITIVE_VECTOR.map((value) => -value))).toBe(false)
})

test('The length of a vector doesn’t matter.', () => {
  expect(namesSensitiveGroup(SENSITIVE_VECTOR.map((value) => Math.round(value / 3)))).toBe(true)
})

test('Without a vector, with zeros, or with vectors of another width, nothing is refused.', () => {
  expect(namesSensitiveGroup(undefined)).toBe(false)
  expect(namesSensitiveGroup(new Int8Array(128))).toBe(false)
  expect(namesSensitiveGroup(SENSITIVE_VECTOR.slice(0, 64))).toBe(false)
})
