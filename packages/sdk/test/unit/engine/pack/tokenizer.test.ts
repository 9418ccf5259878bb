// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTokenizer } from '../../../../src/engine/pack/tokenizer.ts'
import golden from './tokenizer-golden.json' with { type: 'json' }

const file = new URL('../../../../../../models/encoder-en/vocabulary.txt', import.meta.url)
const vocabulary = readFileSync(file, 'utf8').trimEnd().split('\n')
const tokenizer = createTokenizer(vocabulary, golden.maxTokens)
const first = vocabulary.indexOf('[CLS]')
const last = vocabulary.indexOf('[SEP]')

describe.each(Object.entries(golden.ids))('the reference gives the same ids: %s', (language, idsOfTexts) => {
  const folder = new URL(`../../../../../../models/encoder-${language}/`, import.meta.url)
  const { tokenizer: shape } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))
  const pieces = readFileSync(new URL('vocabulary.txt', folder), 'utf8').trimEnd().split('\n')
  const { encode } = createTokenizer(pieces, golden.maxTokens, shape)

  test.each(golden.texts.map((text, i) => [text, idsOfTexts[i]] as const))('%s', (text, ids) => {
    expect(encode(text)).toEqual(ids)
  })
})

test('every pack has its reference', () => {
  const packs = readdirSync(new URL('../../../../../../models/', import.meta.url)).filter((name) =>
    /^encoder-/.test(name),
  )
  expect(Object.keys(golden.ids).map((language) => `encoder-${language}`)).toEqual(packs.sort())
})

test('any text gives [CLS] … [SEP], within the vocabulary and the limit', () => {
  const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
  const text = fc.oneof(
    anyUnits,
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 64 }), (sample, maxTokens) => {
      const ids = createTokenizer(vocabulary.slice(0, 1000), maxTokens).encode(sample)
      expect(ids.length).toBeGreaterThanOrEqual(2)
      expect(ids.length).toBeLessThanOrEqual(maxTokens)
      expect(ids[0]).toBe(first)
      expect(ids.at(-1)).toBe(last)
      for (const id of ids) expect(id >= 0 && id < 1000 && Number.isInteger(id)).toBe(true)
    }),
  )
})

test('more text only adds tokens at the end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      (text, more) => {
        const alone = tokenizer.encode(text).slice(0, -1)
        expect(tokenizer.encode(`${text} ${more}`).slice(0, alone.length)).toEqual(alone)
      },
    ),
  )
})

test('lone surrogates are dropped', () => {
  expect(tokenizer.encode('the\uD800 cat \uDC00sat')).toEqual(tokenizer.encode('the cat sat'))
})

test('a vocabulary without the special tokens is refused', () => {
  expect(() => createTokenizer(['a', 'b'], 64)).toThrow('The vocabulary lacks [CLS].')
  expect(() => createTokenizer(vocabulary, 1)).toThrow('maxTokens must be 2 or more, not 1.')
})
