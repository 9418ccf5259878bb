// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stemPolish } from '../../../../src/content/languages/stem-polish.ts'
import { LANGUAGES } from './all.ts'

/** Output of Snowball 3.1.1's reference implementation in Python (snowballstemmer on PyPI). */
const REFERENCE = {
  de: 'umgehung>umgeh sortierung>sortier bremse>brems fäusten>faust doppelstern>doppel feinen>fein',
  es: 'tenés>tenes envolturas>envoltur empecemos>empec extremadamente>extrem completas>complet coser>cos ansia>ansi',
  fr: 'chancelant>chancel dépasse>dep encyclopédie>encycloped naufragé>naufrag troupes>troup ethnique>ethniqu rouge>roug',
  it: 'lampone>lampon mantieni>mantien combustione>combustion particella>particell veniva>ven poliziotta>poliziott',
  pl: 'drzewami>drzew prostym>prost neotropikalnych>neotropikaln premii>premi trudności>trudnośc hosta>host dziwną>dziwn montażowe>montażow pokazywane>pokazywan kamienia>kamien pistoletu>pistolet znaleźć>znaleźc sycylii>sycyli tutaj>tut popularny>popularn tureckim>tureck przekształcanie>przekształcan spodziewać>spodziew rajski>rajsk zasilaniu>zasilan obsługiwanych>obsługiwan łącznika>łącznik rowerze>rowerz chory>chor księgę>księg oddzielona>oddzielon bieżące>bież akapity>akapit zasadzie>zasadz udanym>udan twardej>tward pisać>pis implementację>implementacj starciu>starc najwyższe>najwyż zwyczaju>zwyczaj przyjaźni>przyjaźn najpotężniejszym>najpotężn być>byc koń>kon tomasza>toma zrobiłbym>zrob',
  pt: 'alertar>alert polares>pol primários>primári edite>edit aguardar>aguard espanhóis>espanhó línguas>língu',
  ru: 'проекту>проект известное>известн подключение>подключен графическими>графическ несмотря>несмотр чудеса>чудес ещё>ещ',
} as const

test.each(Object.entries(REFERENCE))('Stems are the reference’s: %s.', (language, pairs) => {
  const stem = LANGUAGES[language as keyof typeof REFERENCE].stem!
  for (const pair of pairs.split(' ')) {
    const [word, expected] = pair.split('>') as [string, string]
    expect(stem(word), word).toBe(expected)
  }
})

const LETTERS = 'abcdeéghiłlmnoóprsśtuwyzżąęćń'
const polish = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 20 })

test('Polish stems are a beginning of the word, but for the consonant that ends it; two characters stay.', () => {
  fc.assert(
    fc.property(polish, (word) => {
      const stem = stemPolish(word)
      expect(word.startsWith(stem.slice(0, -1))).toBe(true)
      expect(stem.length).toBeGreaterThanOrEqual(Math.min(2, word.length))
      expect(stem.length).toBeLessThanOrEqual(word.length)
    }),
  )
})

test('Whatever a word is, each language has a stem for it.', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(...Object.values(LANGUAGES)),
      (word, { stem }) => {
        expect(typeof (stem?.(word.toLowerCase()) ?? '')).toBe('string')
      },
    ),
  )
})
