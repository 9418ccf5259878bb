import { afterEach, expect, test, vi } from 'vitest'
import { isPreview } from '../../../src/lib/is-preview.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const ELSEWHERE = [
  'paper.example',
  'localhost.evil.example',
  'evil-localhost',
  '127.0.0.1.nip.example',
  '127a0b0c1',
  '',
]
const NAMED = ['?inkling-persona=science-reader', '?a=1&inkling-persona=x', '?inkling-persona=']

const at = (hostname: string, search: string, allowed?: string) => {
  vi.stubGlobal('location', { hostname, search })
  return isPreview(allowed)
}
afterEach(() => vi.unstubAllGlobals())

test.each([undefined, 'loopback'])('preview: %s is for the developer’s own machine.', (allowed) => {
  for (const search of NAMED) {
    for (const host of LOOPBACK) expect(at(host, search, allowed), host).toBe(true)
    for (const host of ELSEWHERE) expect(at(host, search, allowed), host).toBe(false)
  }
})

test('always is for every host, never for none, and what is no value for none.', () => {
  for (const host of [...LOOPBACK, ...ELSEWHERE])
    for (const search of NAMED)
      expect(['always', 'never', 'ALWAYS', ''].map((allowed) => at(host, search, allowed))).toEqual([
        true,
        false,
        false,
        false,
      ])
})

test('Nothing is previewed where the address names no persona, whatever else stands in it.', () => {
  for (const search of ['', '?', '?inkling=1', '?persona=science-reader', '?a=%20localhost?'])
    for (const allowed of [undefined, 'always']) expect(at('localhost', search, allowed), search).toBe(false)
  expect(at('paper.example', '?a=%20localhost?inkling-persona=x')).toBe(false)
})
