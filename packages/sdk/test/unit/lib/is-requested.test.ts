import { afterEach, expect, test, vi } from 'vitest'
import { isRequested } from '../../../src/lib/is-requested.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const ELSEWHERE = [
  'paper.example',
  'localhost.evil.example',
  'evil-localhost',
  '127.0.0.1.nip.example',
  '127a0b0c1',
  '',
]
const ASKED = [
  ['inkling-persona=', '?inkling-persona=science-reader'],
  ['inkling-persona=', '?a=1&inkling-persona=x'],
  ['inkling-persona=', '?inkling-persona='],
  ['inkling=inspect', '?inkling=inspect'],
  ['inkling=inspect', '?inkling-persona=x&inkling=inspect'],
] as const

const at = (hostname: string, search: string, words: string, allowed?: string) => {
  vi.stubGlobal('location', { hostname, search })
  return isRequested(words, allowed)
}
afterEach(() => vi.unstubAllGlobals())

test.each([undefined, 'loopback'])('%s is for the developer’s own machine.', (allowed) => {
  for (const [words, search] of ASKED) {
    for (const host of LOOPBACK) expect(at(host, search, words, allowed), host).toBe(true)
    for (const host of ELSEWHERE) expect(at(host, search, words, allowed), host).toBe(false)
  }
})

test('always is for every host, never for none, and what is no value for none.', () => {
  for (const host of [...LOOPBACK, ...ELSEWHERE])
    for (const [words, search] of ASKED)
      expect(['always', 'never', 'ALWAYS', ''].map((allowed) => at(host, search, words, allowed))).toEqual([
        true,
        false,
        false,
        false,
      ])
})

test('Nothing is shown where the address doesn’t ask for it, whatever else stands in it.', () => {
  for (const search of ['', '?', '?inkling=1', '?persona=science-reader', '?a=%20localhost?'])
    for (const allowed of [undefined, 'always'])
      for (const words of ['inkling-persona=', 'inkling=inspect'])
        expect(at('localhost', search, words, allowed), search).toBe(false)
  expect(at('paper.example', '?a=%20localhost?inkling-persona=x', 'inkling-persona=')).toBe(false)
})
