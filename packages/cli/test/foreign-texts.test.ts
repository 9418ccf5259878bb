// @vitest-environment node
// Warns about more than a few texts in languages that a pack can't read, and never about others.

import { describe, expect, test } from 'vitest'
import { ForeignTexts, foreignLanguage } from '../src/commands/foreign-texts.ts'

/** Realistic headlines, several per language. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'The bridge over the river is closed for a year',
    'Why your tomatoes will not ripen, and what to do about it',
    'Council approves plan for 300 new homes on the old airfield',
    'A recipe for bread from the north of Italy',
  ],
  de: [
    'Die Brücke über den Fluss ist für ein Jahr gesperrt',
    'Wie man Brot ohne Hefe backt und was dabei nicht fehlen darf',
    'Der Stadtrat hat sich auf einen Haushalt geeinigt',
  ],
  fr: [
    'Le pont sur la rivière est fermé pour une année',
    'Comment faire du pain sans levure dans un four',
    'Les élus ont voté le budget de la ville pour les écoles',
  ],
  es: [
    'El puente sobre el río está cerrado para un año',
    'Cómo hacer pan en casa con harina y sin levadura, y por qué no falla',
    'Los vecinos de la plaza piden más árboles para el barrio',
  ],
  it: [
    'Il ponte sul fiume è chiuso per un anno e gli abitanti non sono contenti',
    'Come fare il pane con il lievito della nonna',
    'Le scuole della città sono chiuse per la neve',
  ],
  pt: [
    'A ponte sobre o rio está fechada e não abre em maio',
    'Os moradores do bairro pedem mais árvores para as ruas',
    'Como fazer pão com farinha e uma pitada de sal no forno',
  ],
  pl: [
    'Most na rzece jest zamknięty i nie będzie otwarty do maja',
    'Jak upiec chleb w domu, co jest do tego potrzebne i czy to się opłaca',
    'Radni nie zgodzili się na budowę osiedla przy lesie',
  ],
  ru: [
    'Мост через реку закрыт на год',
    'Как испечь хлеб без дрожжей и что для этого нужно',
    'Жители района не согласны с планом застройки',
  ],
}
const HERE = Object.keys(TEXTS)

describe.each(HERE)('a pack for %s', (own) => {
  test('doesn’t warn about its own language', () => {
    for (const text of TEXTS[own]!) expect(foreignLanguage(text, own), text).toBeUndefined()
  })

  test('detects and names each other language', () => {
    for (const other of HERE.filter((each) => each !== own)) {
      const all = new ForeignTexts(own)
      for (const text of TEXTS[other]!) all.add(text)
      expect(all.warning(HERE), other).toMatch(new RegExp(`most of these in .*: write --language ${other},`))
    }
  })
})

test('Scripts and languages without a pack are detected as well', () => {
  for (const text of ['橋は一年間閉鎖されます', 'الجسر مغلق لمدة عام', 'Η γέφυρα κλείνει για ένα χρόνο', 'สะพานปิดหนึ่งปี'])
    for (const own of HERE) expect(foreignLanguage(text, own), text).toBe('')
  const finnish = 'Silta joen yli suljetaan vuodeksi koska sen pilarit ovat huonossa kunnossa sanoo kaupungin insinööri'
  expect(foreignLanguage(finnish, 'en')).toBe('')
  const all = new ForeignTexts('en')
  all.add(finnish)
  expect(all.warning(HERE)).toBe(
    '1 of the first 1 texts are not in English, which this pack reads, but in a language that no pack reads: their vectors say little',
  )
})

test('A few names and quotations among thousands of texts, and texts without a sentence, don’t cause a warning', () => {
  const all = new ForeignTexts('en')
  for (let i = 0; i < 95; i++) all.add(TEXTS['en']![i % 4]!)
  for (const text of [
    'La casa de las flores',
    'Der Untergang des Hauses',
    'iPhone 17 Pro Max',
    '4K',
    '',
    'Война и мир',
    'El Paso',
  ])
    all.add(text)
  expect(all.warning(HERE)).toBeUndefined()
})

test('Only the first two thousand texts are examined, and the beginning of each', () => {
  const all = new ForeignTexts('en')
  for (let i = 0; i < 2000; i++) all.add(TEXTS['en']![0]!)
  for (let i = 0; i < 5000; i++) all.add(TEXTS['de']![0]!)
  expect(all.warning(HERE)).toBeUndefined()
  expect(foreignLanguage(`${'a '.repeat(400)} ${TEXTS['de']![0]}`, 'en')).not.toBe('de')
})
