// @vitest-environment node
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { lightSimilarities } from '../../../src/ranking/features/similarity.ts'
import { forgetWords } from '../../../src/ranking/features/word-vectors.ts'
import { cutPlural, setStemmer, words } from '../../../src/ranking/features/words.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  setStemmer(cutPlural)
  forgetWords()
})

test('Marks belong to the letters that they stand on.', () => {
  expect(words('हिन्दी में समाचार')).toEqual(['हिन्दी', 'में', 'समाचार'])
  expect(words('été')).toEqual(['été'])
})

test.each([
  ['Chinese', '我们在北京大学学习', ['我们', '在', '北京', '大学', '学习']],
  ['Japanese', '私は昨日東京で勉強', ['私', 'は', '昨日', '東京', 'で', '勉強']],
  ['Thai', 'ฉันไปโรงเรียน', ['ฉัน', 'ไป', 'โรงเรียน']],
  ['Lao', 'ຂ້ອຍໄປໂຮງຮຽນ', ['ຂ້ອຍ', 'ໄປ', 'ໂຮງຮຽນ']],
  ['Khmer', 'ខ្ញុំទៅសាលារៀន', ['ខ្ញុំ', 'ទៅ', 'សាលារៀន']],
])('Scripts without blanks are segmented: %s.', (_, text, expected) => {
  expect(words(text)).toEqual(expected)
})

test('Korean goes by twos, so that particles part no word from itself.', () => {
  expect(words('대통령은 서울')).toEqual(['대통', '통령', '령은', '서울'])
  const [cosine] = lightSimilarities([{ text: '대통령이' }], [{ text: '대통령은' }, { text: '축구를' }])
  expect(cosine).toBeGreaterThan(0)
})

test('Where there is no segmenter, they go by twos.', () => {
  vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined })
  expect(words('北京大学 and 東')).toEqual(['北京', '京大', '大学', 'and', '東'])
})

test('Stems are taken by what is handed over, with the language of the text.', () => {
  const asked: unknown[] = []
  setStemmer((word, language) => {
    asked.push([word, language])
    return word.slice(0, 4)
  })
  expect(words('Häuser, Hause', 'de')).toEqual(['häus', 'haus'])
  expect(asked).toEqual([
    ['häuser', 'de'],
    ['hause', 'de'],
  ])
})

test('No letter, mark or figure is lost in segments, whatever the text.', () => {
  setStemmer((word) => word)
  const character = fc.constantFrom('北', '京', 'の', 'カ', 'ー', 'ไ', 'ทย', 'a', 'é', '1', ' ', '、', '።', '𠮷')
  fc.assert(
    fc.property(fc.array(character, { maxLength: 30 }), (characters) => {
      const text = characters.join('')
      expect(words(text).join('')).toBe(text.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    }),
  )
})
